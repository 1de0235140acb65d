import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { createServer } from '../../src/server/create-server.js';
import { transcriptJsonSchema, type TranscriptLine } from '../../src/transcript/format.js';
import { lineOf } from '../../src/transcript/line-of.js';
import { readTranscript } from '../../src/transcript/read-transcript.js';
import { Transcript } from '../../src/transcript/transcript.js';
import { record, recordedAccounts, recordingOf } from '../support/recorded.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';

/** One login that is accepted. */
async function logIn(port: number): Promise<void> {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  const session = await login(client);
  await client.treeConnect('data', { session });
  client.close();
  await client.closed;
}

function bytesOf(lines: readonly TranscriptLine[], event: 'received' | 'sent'): string {
  return lines.map((line) => (line.event === event ? line.bytes : '')).join('');
}

describe('transcripts', () => {
  it('have the bytes of both sides, what was drawn for them, and the accounts that were looked up', async () => {
    let received = '';
    let sent = '';
    const { head, lines, incomplete } = await recordingOf(logIn, {
      tap: {
        connectionOpened: () => ({
          received: (bytes) => (received += bytes.toString('hex')),
          sent: (bytes) => (sent += bytes.toString('hex')),
          closed: () => {},
        }),
      },
    });
    assert.equal(incomplete, undefined);
    assert.equal(head.secrets, false);
    assert.deepEqual(head.server.shares, [{ name: 'data', temporary: true }]);
    assert.equal(bytesOf(lines, 'received'), received);
    assert.equal(bytesOf(lines, 'sent'), sent);
    const drawn = lines.flatMap((line) =>
      line.event === 'drawn' && line.connection === 1 ? [line.bytes] : [],
    );
    assert.deepEqual(
      drawn.map(({ length }) => length / 2),
      [32, 8, 8],
      'the salt, the SessionId and the challenge',
    );
    for (const bytes of drawn) assert.ok(sent.includes(bytes));
    const [account] = lines.filter((line) => line.event === 'account');
    assert.deepEqual(account?.found, { name: 'alice', groups: [], status: 'enabled' });
  });

  it('have an account with all that refuses it', async () => {
    const expiresAt = Date.UTC(2026, 11, 31, 18);
    const logonHours = Buffer.alloc(21, 0xff);
    const { lines } = await recordingOf(logIn, {
      accounts: [
        { name: 'alice', password: 'secret', expiresAt: new Date(expiresAt).toISOString(), logonHours },
      ],
    });
    const [account] = lines.filter((line) => line.event === 'account');
    assert.equal(account?.found?.expiresAt, '2026-12-31T18:00:00.000Z');
    assert.equal(account.found.logonHours, logonHours.toString('hex'));
  });

  it('tell apart what is drawn for two connections that log in at the same time', async () => {
    const { lines } = await recordingOf(async (port) => {
      await Promise.all(Array.from({ length: 8 }, () => logIn(port)));
    });
    for (let connection = 1; connection <= 8; connection++) {
      const own = lines.filter((line) => 'connection' in line && line.connection === connection);
      const sent = bytesOf(own, 'sent');
      const drawn = own.flatMap((line) => (line.event === 'drawn' ? [line.bytes] : []));
      assert.equal(drawn.length, 3);
      for (const bytes of drawn) assert.ok(sent.includes(bytes));
    }
  });

  it('have no secret unless they are asked to', async () => {
    const hash = '878d8014606cda29677a44efa1353fc7';
    const text = await record(logIn);
    assert.doesNotMatch(text, new RegExp(`${hash}|session-key|"secret"`));
    const open = await record(logIn, { secrets: true });
    assert.match(open, new RegExp(hash));
    assert.match(open, /"event":"session-key","connection":1,"session":"[0-9a-f]{16}","key":"[0-9a-f]{32}"/);
  });

  it('have no key of Kerberos unless they are asked to', async () => {
    const kerberos = { testRealm: { realm: 'EXAMPLE.TEST' } };
    for (const secrets of [false, true]) {
      let keytab = '';
      const text = await record(
        async (port, server) => {
          const client = await SmbClient.connect(port);
          client.close();
          keytab = readFileSync(`${server.realm?.directory}/server.keytab`).toString('hex');
        },
        { kerberos, secrets },
      );
      const drawn = readTranscript(text, 'test').lines.flatMap((line) =>
        line.event === 'drawn' && line.bytes.length >= 32 ? [line.bytes] : [],
      );
      assert.equal(
        drawn.some((bytes) => keytab.includes(bytes)),
        secrets,
      );
    }
  });

  it('stand still with their clock while a message is served', async () => {
    let time = Date.UTC(2026, 0, 1);
    const { lines } = await recordingOf(logIn, { runtime: { ...systemRuntime, now: () => (time += 1000) } });
    const clocks = lines.flatMap((line) => (line.event === 'serving' ? [line.clock] : []));
    assert.equal(clocks.length, 4);
    assert.deepEqual(
      clocks,
      clocks.toSorted((one, other) => one - other),
    );
    assert.equal(new Set(clocks).size, 4);
  });

  it('are in ASCII, whatever name a client sends', async () => {
    const text = await record(async (port) => {
      const client = await SmbClient.connect(port);
      await negotiate(client);
      await tryLogin(client, { user: 'é\u202e\u0007\n\u009b' });
      client.close();
      await client.closed;
    });
    assert.match(text, /^[\x20-\x7e\n]*$/);
    assert.equal(lineOf({ name: 'é\u{1f600}' }), '{"name":"\\u00e9\\ud83d\\ude00"}\n');
  });

  it('end at their limit, and say so in the file and to the program', async () => {
    const stops: string[] = [];
    let text = '';
    const transcript = new Transcript({
      maxBytes: 4000,
      write: (line) => (text += line),
      onStopped: (why) => stops.push(why),
    });
    await using server = createServer({ accounts: recordedAccounts, transcript, shares: [] });
    const { port } = await server.listen();
    await logIn(port);
    assert.ok(text.length <= 4000, String(text.length));
    assert.match(text, /"event":"stopped","why":"the transcript has reached 4000 bytes"\}\n$/);
    assert.deepEqual(stops, ['the transcript has reached 4000 bytes']);
  });

  it('end when they cannot be written, and the server goes on', async () => {
    const stops: unknown[] = [];
    let lines = 0;
    const transcript = new Transcript({
      write: () => {
        if (++lines === 6) throw new Error('full');
      },
      onStopped: (why, error) => stops.push(why, (error as Error).message),
    });
    await using server = createServer({
      accounts: recordedAccounts,
      transcript,
      shares: [{ name: 'data', temporary: true }],
    });
    const { port } = await server.listen();
    await logIn(port);
    assert.deepEqual(stops, ['it cannot be written any more', 'full']);
    assert.equal(lines, 6);
  });

  it('are of one server', () => {
    const transcript = new Transcript({ write: () => {} });
    createServer({ accounts: [], transcript });
    assert.throws(() => createServer({ accounts: [], transcript }), /is of one server/);
    assert.throws(
      () => createServer({ accounts: [], transcript: { write: () => {} } as never }),
      /expected a Transcript/,
    );
  });

  it('have a published schema, which is the one in use', () => {
    const published = createRequire(import.meta.url).resolve('smb2-auth-server/transcript.schema.json');
    assert.deepEqual(JSON.parse(readFileSync(published, 'utf8')), transcriptJsonSchema());
  });
});
