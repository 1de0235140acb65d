import assert from 'node:assert/strict';
import type { Conversation } from '../../src/watch/messages.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { secretsOf } from '../support/secrets-of-run.js';
import { alice, smbclient } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';
import { until } from '../support/until.js';

const args = ['--user', `${alice.name}:${alice.password}`, '--share', 'files', '--http', '0', '--watch', '0'];

describe('serve --watch with real clients', () => {
  let server: RunningCli | undefined;
  let address = new URL('http://127.0.0.1/');
  /** Everything that the page got. */
  let seen = '';

  before(async () => {
    server = await startCli(args);
    const { url } = await server.record(({ carrier }) => carrier === 'watch');
    address = new URL(String(url));
  });
  after(() => server?.stop());

  const portOf = async (carrier: string): Promise<number> =>
    ((await server?.record((record) => record['carrier'] === carrier))?.['port'] ?? 0) as number;

  /** The steps of the latest attempt, a line each; the one that broke has a star. */
  async function latest(count: number): Promise<string[]> {
    const headers = { authorization: `Bearer ${address.hash.slice(1)}` };
    let answer: Response | undefined;
    await until(`attempt ${count} is known`, async () => {
      answer = await fetch(new URL(`/watch/attempts/${count}/conversation`, address), { headers });
      return answer.status === 200 || (await answer.text()) === '';
    });
    const text = (await answer?.text()) ?? '';
    seen += text;
    return (JSON.parse(text) as Conversation).steps.map(
      ({ from, title, detail, broke }) =>
        `${broke ? '*' : ''}${from}: ${title}${detail === undefined ? '' : ` (${detail})`}`,
    );
  }

  it('marks the message at which smbclient’s wrong password showed', async function () {
    requireProgram(this, 'smbclient');
    await smbclient({ port: server?.port ?? 0, login: ['-U', 'alice%Wr0ng'] });
    assert.deepEqual(await latest(1), [
      'client: NEGOTIATE request',
      'server: NEGOTIATE response (STATUS_SUCCESS)',
      'client: SESSION_SETUP request (NTLM NEGOTIATE)',
      'server: SESSION_SETUP response (STATUS_MORE_PROCESSING_REQUIRED, NTLM CHALLENGE)',
      '*client: SESSION_SETUP request (NTLM AUTHENTICATE)',
      'server: SESSION_SETUP response (STATUS_LOGON_FAILURE)',
    ]);
  });

  it('shows what curl --ntlm and the server said, and which answer refused it', async function () {
    requireProgram(this, 'curl');
    requireProgram(this, 'smbclient');
    const url = `http://127.0.0.1:${await portOf('http')}/`;
    await run('curl', ['-s', '--ntlm', '-u', 'alice:Wr0ng', url]);
    assert.deepEqual(await latest(2), [
      'client: HTTP GET (NTLM, NTLM NEGOTIATE)',
      'server: HTTP 401 (NTLM, NTLM CHALLENGE)',
      '*client: HTTP GET (NTLM, NTLM AUTHENTICATE)',
      'server: HTTP 401 (Negotiate; NTLM)',
    ]);
    await run('curl', ['-s', '--ntlm', '-u', `alice:${alice.password}`, url]);
    assert.equal((await latest(3)).at(-1), 'server: HTTP 200');
  });

  it('has the pipe that rpcclient opens behind its login', async function () {
    requireProgram(this, 'rpcclient');
    requireProgram(this, 'curl');
    requireProgram(this, 'smbclient');
    const { stdout } = await run('rpcclient', [
      '127.0.0.1',
      '-s',
      '/dev/null',
      '-p',
      String(server?.port),
      '-U',
      `alice%${alice.password}`,
      '-c',
      'lookupnames alice',
    ]);
    assert.match(stdout, /^alice S-1-5-21-/);
    const steps = await latest(4);
    const behind = steps.slice(steps.indexOf('client: TREE_CONNECT request (\\\\127.0.0.1\\IPC$)'));
    assert.deepEqual(behind.slice(0, 4), [
      'client: TREE_CONNECT request (\\\\127.0.0.1\\IPC$)',
      'server: TREE_CONNECT response (STATUS_SUCCESS)',
      'client: CREATE request',
      'server: CREATE response (STATUS_SUCCESS)',
    ]);
    assert.ok(!steps.some((step) => step.startsWith('*')));
  });

  it('has no secret in anything that the page gets', async function () {
    requireProgram(this, 'smbclient');
    const headers = { authorization: `Bearer ${address.hash.slice(1)}` };
    const { body } = await fetch(new URL('/watch/events', address), { headers });
    const reader = (body ?? assert.fail()).getReader() as ReadableStreamDefaultReader<Uint8Array>;
    while (!seen.includes('event: posture')) {
      const { value } = await reader.read();
      seen += Buffer.from(value ?? []).toString();
    }
    await reader.cancel();
    assert.match(seen, /"reason":"wrong-password"/);
    for (const secret of secretsOf([...args, '--user', 'alice:Wr0ngPass'])) assert.ok(!seen.includes(secret));
    assert.ok(!seen.includes('Wr0ng'));
  });
});
