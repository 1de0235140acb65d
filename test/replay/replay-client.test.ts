import assert from 'node:assert/strict';
import { request } from 'node:http';
import { replayToOwnServer } from '../../src/replay/replay-client.js';
import { type ConnectionReport, differenceSentence, isAsRecorded } from '../../src/replay/report.js';
import {
  Command,
  encodeEchoRequest,
  encodeTreeConnectRequest,
  encodeTreeDisconnectRequest,
  HeaderFlags,
} from '../../src/smb2-codec/index.js';
import type { Recording } from '../../src/transcript/read-transcript.js';
import type { TranscriptLine } from '../../src/transcript/format.js';
import { allOf, recordedAccounts, recordingOf, type RecordOptions } from '../support/recorded.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, type NegotiateOptions, tryLogin } from '../support/smb-client-login.js';

const means = {
  accounts: [],
  keytab: undefined,
  port: 0,
  logger: { error: (message: string) => assert.fail(message), warn: () => {} },
};

function play(
  recording: Recording,
  accounts = [...recordedAccounts].slice(0, 0),
  numbers = allOf(recording),
) {
  return replayToOwnServer(recording, { ...means, accounts }, { numbers, realTime: false, patience: 2000 });
}

/** Every answer was compared, and is as it was. */
function assertSame(reports: readonly ConnectionReport[]): void {
  assert.ok(reports.length > 0);
  for (const report of reports) {
    assert.deepEqual(report.faults, []);
    assert.equal(report.first && differenceSentence(report.first), undefined);
    assert.equal(report.compared, report.recorded);
    assert.ok(report.recorded > 0);
  }
}

async function connected(port: number, options?: NegotiateOptions): Promise<SmbClient> {
  const client = await SmbClient.connect(port);
  await negotiate(client, options);
  return client;
}

async function ended(...clients: readonly SmbClient[]): Promise<void> {
  for (const client of clients) {
    client.close();
    await client.closed;
  }
}

/** A login, a tree connect, an ECHO, a compound and LOGOFF. */
async function useAll(port: number, options?: NegotiateOptions): Promise<void> {
  const client = await connected(port, options);
  const session = await login(client);
  await client.treeConnect('data', { session });
  await client.echo({ session });
  client.sendCompound([
    {
      command: Command.TREE_CONNECT,
      body: (w) => encodeTreeConnectRequest(w, { flags: 0, path: '\\\\server\\data' }),
      options: { session },
    },
    { command: Command.ECHO, body: encodeEchoRequest, options: { session } },
    {
      command: Command.TREE_DISCONNECT,
      body: encodeTreeDisconnectRequest,
      options: { session, header: { flags: HeaderFlags.RELATED_OPERATIONS } },
    },
  ]);
  await client.receiveFrame();
  await client.logoff({ session });
  await ended(client);
}

const dialects: Record<string, NegotiateOptions> = {
  '2.0.2': { dialects: [0x0202] },
  '2.1': { dialects: [0x0210] },
  '3.0': { dialects: [0x0300] },
  '3.0.2': { dialects: [0x0302] },
  '3.1.1': {},
  '3.1.1 AES-GMAC, AES-256-GCM': { signingAlgorithms: [2], ciphers: [4] },
};

describe('replay as client, to the server of the recording', () => {
  for (const [name, options] of Object.entries(dialects)) {
    it(`${name}: every answer has the same bytes`, async () => {
      const recording = await recordingOf((port) => useAll(port, options), { secrets: true });
      assertSame(await play(recording));
    });
  }

  for (const [what, options] of Object.entries<RecordOptions>({
    'that signs everything': { policy: { signing: 'required' } },
    'that encrypts everything': { policy: { encryption: 'required' } },
    'with other names, limits, faults and a clock of its own': {
      names: { netbiosName: 'PRINTER', dnsName: 'printer.example' },
      limits: { credits: 20 },
      faults: [{ when: { step: 'logoff' }, what: { do: 'status', status: 'STATUS_ACCESS_DENIED' } }],
      runtime: {
        now: () => Date.UTC(2031, 5, 1),
        monotonic: () => performance.now(),
        randomBytes: (length) => Buffer.alloc(length, length),
      },
    },
  })) {
    it(`${what}: every answer has the same bytes`, async () => {
      const recording = await recordingOf((port) => useAll(port), { secrets: true, ...options });
      assertSame(await play(recording));
    });
  }

  it('logins that are refused, and a guest, need no secret', async () => {
    const recording = await recordingOf(
      async (port) => {
        for (const user of ['alice', 'bob', 'mallory']) {
          const client = await connected(port);
          await tryLogin(client, { user, password: 'wrong' });
          await ended(client);
        }
      },
      { authPolicy: { guest: 'unknown-users' } },
    );
    assertSame(await play(recording));
  });

  it('a channel that is bound to a session of another connection', async () => {
    const recording = await recordingOf(
      async (port) => {
        const first = await connected(port);
        const session = await login(first);
        const second = await connected(port);
        const channel = await login(second, { bind: session });
        await second.treeConnect('data', { session: channel });
        await first.echo({ session });
        await ended(second, first);
      },
      { secrets: true },
    );
    assertSame(await play(recording));
  });

  it('logins at the same time get their own randomness', async () => {
    const recording = await recordingOf(
      async (port) => void (await Promise.all(Array.from({ length: 6 }, () => useAll(port)))),
      { secrets: true },
    );
    assertSame(await play(recording));
  });

  it('HTTP in the clear', async () => {
    const recording = await recordingOf(
      async (_, { addresses }) => {
        await new Promise((resolve, reject) => {
          request({ port: addresses.http?.port, host: '127.0.0.1' }, (response) =>
            response.resume().on('end', resolve),
          )
            .on('error', reject)
            .end();
        });
      },
      { http: {} },
    );
    assertSame(await play(recording));
  });

  it('without the secret, says up to where it compared; with --user, it compares all', async () => {
    const recording = await recordingOf((port) => useAll(port));
    const [report] = await play(recording);
    assert.ok(report !== undefined && isAsRecorded(report));
    assert.equal(report.compared, 2);
    assert.match(report.notes.join(), /no secret of alice: 2 of \d+ answers can be compared/);
    assertSame(await play(recording, [...recordedAccounts]));
  });

  it('with a wrong secret, the final answer is what differs', async () => {
    const recording = await recordingOf((port) => useAll(port));
    const [report] = await play(recording, [{ name: 'alice', password: 'other' }]);
    assert.equal(report?.first?.number, 3);
    assert.equal(report.first.message, 'SESSION_SETUP response');
    assert.equal(report.first.field, 'Status');
    assert.deepEqual([report.first.expected, report.first.got], ['STATUS_SUCCESS', 'STATUS_LOGON_FAILURE']);
  });

  it('one connection alone', async () => {
    const recording = await recordingOf(
      async (port) => {
        await useAll(port);
        await useAll(port, { dialects: [0x0210] });
      },
      { secrets: true },
    );
    const reports = await play(recording, [], new Set([2]));
    assert.deepEqual(
      reports.map(({ connection }) => connection),
      [2],
    );
    assertSame(reports);
  });

  it('a byte that was changed in a recorded answer is found, and named', async () => {
    const recording = await recordingOf((port) => useAll(port), { secrets: true });
    const sent = recording.lines.flatMap((line, index) => (line.event === 'sent' ? [index] : []));
    const fields: string[] = [];
    for (const [number, index] of sent.entries()) {
      const line = recording.lines[index];
      assert.ok(line?.event === 'sent');
      const at = line.bytes.length / 2 - 1;
      const lines = recording.lines.with(index, changedAt(line, at));
      const [report] = await play({ ...recording, lines });
      assert.equal(report?.unequal, 1, `answer ${number + 1}`);
      assert.equal(report.first?.number, number + 1);
      fields.push(report.first.field);
    }
    assert.equal(new Set(fields).has(''), false);
  });

  it('an answer that is missing, and one too many', async () => {
    const recording = await recordingOf((port) => useAll(port), { secrets: true });
    const last = recording.lines.findLastIndex((line) => line.event === 'sent');
    const line = recording.lines[last];
    assert.ok(line !== undefined);
    const numbers = allOf(recording);
    const options = { numbers, realTime: false, patience: 100 };
    const [fewer] = await replayToOwnServer(
      { ...recording, lines: recording.lines.toSpliced(last, 0, line) },
      means,
      options,
    );
    assert.match(fewer?.faults.join() ?? '', /1 answer of the recording did not come/);
    const fourth = recording.lines.flatMap(({ event }, index) => (event === 'sent' ? [index] : []))[3] ?? 0;
    const [more] = await replayToOwnServer(
      { ...recording, lines: recording.lines.toSpliced(fourth, 1) },
      means,
      options,
    );
    assert.equal(more?.first?.number, 4);
    assert.equal(more.first.field, 'the message');
    assert.deepEqual([more.first.expected, more.first.got], ['ECHO response', 'TREE_CONNECT response']);
  });
});

function changedAt(line: TranscriptLine & { readonly bytes: string }, at: number): TranscriptLine {
  const bytes = Buffer.from(line.bytes, 'hex');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return { ...line, bytes: bytes.toString('hex') } as TranscriptLine;
}
