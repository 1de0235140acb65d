import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCaptureFile } from '../../src/capture/capture-file.js';
import { reassemble } from '../../src/capture/tcp-streams.js';
import { Inspector } from '../../src/inspect/inspect.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { serveWatched, type WatchedFixture } from './support.js';

async function captureOf(test: WatchedFixture, attempt: number): Promise<Buffer> {
  const answer = await test.get(`/watch/attempts/${attempt}/capture`);
  assert.deepEqual(
    [answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')],
    [200, 'application/x-pcapng', `attachment; filename="attempt-${attempt}.pcapng"`],
  );
  return Buffer.from(await answer.arrayBuffer());
}

describe('watch: the capture of an attempt', () => {
  const folder = useTemporaryFolder();

  it('has the bytes of its connection alone, and the words of its facts', async () => {
    await using test = await serveWatched();
    for (const password of ['wrong', 'secret']) {
      const client = await test.fixture.negotiated();
      await tryLogin(client, { user: 'alice', password });
      client.close();
    }
    await test.fixture.records(2);
    await test.conversation(2);
    const bytes = await captureOf(test, 1);
    const [conversation, ...others] = reassemble(readCaptureFile(bytes));
    assert.deepEqual(
      [others.length, conversation?.incomplete, conversation?.chunks.map(({ sender }) => sender)],
      [0, false, ['client', 'server', 'client', 'server', 'client', 'server']],
    );
    assert.match(conversation?.server ?? '', /:445$/);
    assert.ok(bytes.includes('check nt-proof failed ([MS-NLMP] 3.2.5.1.2)'));
    assert.ok(bytes.includes('login refused: wrong-password'));
    const [section] = new Inspector({ password: 'secret' }).inspect(bytes);
    assert.match(
      JSON.stringify(section),
      /NTLM AUTHENTICATE_MESSAGE.*the proof does not match this password/,
    );
  });

  it('of a connection that goes on has what came so far', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    const session = await login(client);
    await test.conversation(1);
    const before = await captureOf(test, 1);
    await client.treeConnect('disk', { session });
    const after = await captureOf(test, 1);
    assert.ok(after.length > before.length);
    assert.ok(after.subarray(0, before.length - 200).equals(before.subarray(0, before.length - 200)));
    client.close();
  });

  it('says how many bytes were not kept', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    await login(client);
    // Keep-alives of NetBIOS, which nothing answers.
    client.sendRaw(Buffer.from('85000000'.repeat(100_000), 'hex'));
    client.socket.end();
    await client.closed;
    await test.fixture.records(1);
    const { omittedBytes } = await test.conversation(1);
    assert.ok(omittedBytes > 100_000, String(omittedBytes));
    const text = (await captureOf(test, 1)).toString('latin1');
    const [, told = ''] = /(\d+) bytes of the connection were not kept/.exec(text) ?? [];
    // A conversation has left out messages as well: there are too many of them.
    assert.ok(Number(told) > 100_000 && Number(told) <= omittedBytes, told);
  });

  it('reads well in tshark', async function () {
    requireProgram(this, 'tshark', false);
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    await tryLogin(client, { user: 'alice', password: 'wrong' });
    client.close();
    await test.fixture.records(1);
    await test.conversation(1);
    const file = join(folder(), 'attempt.pcapng');
    writeFileSync(file, await captureOf(test, 1));
    const args = ['-r', file, '-Y', 'smb2', '-T', 'fields', '-e', 'smb2.cmd', '-e', 'smb2.nt_status'];
    const { stdout, code } = await run('tshark', args);
    assert.deepEqual(
      [code, stdout.trimEnd().split('\n')],
      [0, ['0\t', '0\t0x00000000', '1\t', '1\t0xc0000016', '1\t', '1\t0xc000006d']],
    );
    const expert = await run('tshark', [
      '-r',
      file,
      '-Y',
      '_ws.malformed || tcp.analysis.flags || tcp.checksum.status == 0',
    ]);
    assert.deepEqual([expert.code, expert.stdout], [0, '']);
  });
});
