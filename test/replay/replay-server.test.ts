import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { ntStatusName } from '../../src/constants/nt-status.js';
import { replayAsServer } from '../../src/replay/replay-server.js';
import { type ConnectionReport, isAsRecorded } from '../../src/replay/report.js';
import type { Recording } from '../../src/transcript/read-transcript.js';
import { allOf, recordedAccounts, recordingOf } from '../support/recorded.js';
import { SmbClient } from '../support/smb-client.js';
import { login, type LoginOptions, negotiate, tryLogin } from '../support/smb-client-login.js';

const means = {
  accounts: [],
  keytab: undefined,
  port: 0,
  logger: { error: (message: string) => assert.fail(message), warn: () => {} },
};

/** Plays the server's side while a client uses it; the reports. */
async function playTo(
  recording: Recording,
  use: (port: number) => Promise<void>,
  accounts: typeof recordedAccounts = [],
  realTime = false,
): Promise<{ reports: ConnectionReport[]; isReal: boolean }> {
  const reports: ConnectionReport[] = [];
  const side = await replayAsServer(
    recording,
    { ...means, accounts },
    { numbers: allOf(recording), realTime, told: (report) => reports.push(report) },
  );
  await use(side.port);
  await side.close();
  return { reports, isReal: side.isReal };
}

async function statusOf(port: number, options: LoginOptions): Promise<string> {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  const { status } = await tryLogin(client, options);
  client.close();
  await client.closed;
  return ntStatusName(status);
}

async function logIn(port: number): Promise<void> {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  const session = await login(client);
  await client.treeConnect('data', { session });
  client.close();
  await client.closed;
}

describe('replay as server', () => {
  it('with secrets: a real server, whose answers verify at a client with other random values', async () => {
    const recording = await recordingOf(logIn, { secrets: true });
    const { reports, isReal } = await playTo(recording, logIn);
    assert.equal(isReal, true);
    assert.deepEqual(reports.map(isAsRecorded), [true]);
  });

  it('with the password given: the same', async () => {
    const recording = await recordingOf(logIn);
    const { reports, isReal } = await playTo(recording, logIn, recordedAccounts);
    assert.equal(isReal, true);
    assert.deepEqual(reports.map(isAsRecorded), [true]);
  });

  it('without secrets: the recorded refusal, and its challenge and SessionId', async () => {
    const refused = { user: 'bob', password: 'hunter2' };
    const recording = await recordingOf(async (port) => {
      assert.equal(await statusOf(port, refused), 'STATUS_ACCOUNT_DISABLED');
    });
    const { reports, isReal } = await playTo(recording, async (port) => {
      assert.equal(await statusOf(port, refused), 'STATUS_ACCOUNT_DISABLED');
    });
    assert.equal(isReal, false);
    assert.deepEqual(reports.map(isAsRecorded), [true]);
  });

  it('without secrets: a login that was accepted has a signature that is wrong for this client, and the report says so', async () => {
    const recording = await recordingOf(logIn);
    const { reports } = await playTo(recording, async (port) => {
      const client = await SmbClient.connect(port);
      await negotiate(client);
      await assert.rejects(login(client, { randomSessionKey: Buffer.alloc(16, 0x66) }), /wrong signature/);
      client.close();
      await client.closed;
    });
    assert.match(reports[0]?.notes.join() ?? '', /signed with keys of the recorded login/);
    assert.match(reports[0]?.faults.join() ?? '', /1 messages of the recorded client did not come/);
  });

  it('names the first difference of the client', async () => {
    const recording = await recordingOf((port) => statusOf(port, { user: 'mallory' }).then(() => {}));
    const { reports } = await playTo(recording, (port) => statusOf(port, { user: 'Mallory' }).then(() => {}));
    const { first } = reports[0] ?? {};
    assert.equal(first?.number, 3);
    assert.equal(first.message, 'SESSION_SETUP request');
    assert.equal(first.field, 'SPNEGO › NTLM AUTHENTICATE_MESSAGE › UserName');
    assert.deepEqual([first.expected, first.got], ['mallory', 'Mallory']);
  });

  it('closes the connection at a message that the recording has no answer to', async () => {
    const recording = await recordingOf((port) => statusOf(port, { user: 'bob' }).then(() => {}));
    const { reports } = await playTo(recording, async (port) => {
      const client = await SmbClient.connect(port);
      await negotiate(client);
      client.sendRaw(client.message(13, (w) => w.u16(4).u16(0)));
      await client.closed;
    });
    assert.match(reports[0]?.notes.join() ?? '', /no answer to .*request: the connection was closed there/);
  });

  it('plays each connection once, and keeps the pauses of the recording when it is asked to', async () => {
    const recording = await recordingOf((port) => statusOf(port, { user: 'bob' }).then(() => {}));
    const slow = {
      ...recording,
      lines: recording.lines.map((line) => (line.event === 'sent' ? { ...line, at: line.at + 300 } : line)),
    };
    const began = performance.now();
    await playTo(
      slow,
      async (port) => {
        assert.equal(await statusOf(port, { user: 'bob' }), 'STATUS_LOGON_FAILURE');
        const late = connect({ port, host: '127.0.0.1' });
        late.on('error', () => {});
        await once(late, 'close');
      },
      [],
      true,
    );
    assert.ok(performance.now() - began >= 890);
  });

  it('is safe from bytes that are no SMB', async () => {
    const recording = await recordingOf((port) => statusOf(port, { user: 'bob' }).then(() => {}));
    const { reports } = await playTo(recording, async (port) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.end('GET / HTTP/1.1\r\n\r\n');
      socket.resume();
      await once(socket, 'close');
    });
    assert.equal(reports[0]?.first?.number, 1);
  });
});
