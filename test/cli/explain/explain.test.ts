import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { runLoading } from '../../support/loaded-modules.js';
import { run } from '../../support/run.js';
import { cliPath, runCli } from '../../support/start-cli.js';

describe('the command explain', () => {
  it('takes a message in pieces as a shell hands it over', async () => {
    const { code, stdout, stderr } = await runCli(['explain', 'System', 'error', '53', 'has', 'occurred.']);
    assert.match(stdout, /^ERROR_BAD_NETPATH, Windows error 53\n/);
    assert.match(stdout, /\n {2}The likeliest causes:\n {4}1 The client did not reach the server/);
    assert.match(stdout, /\n {4}smb2-auth-server diagnose --host 0\.0\.0\.0 --port 445 /);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  });

  it('shows nothing of a text that a terminal would obey, nor what stands behind an equals sign', async () => {
    const { code, stdout, stderr } = await runCli(['explain', '--\u001b[31mred\u202e=se\ncret']);
    assert.equal(
      stderr,
      "error: unknown option '--\\u{1b}[31mred\\u{202e}'\nSee smb2-auth-server explain --help.\n",
    );
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  });

  it('takes negative numbers, and writes JSON', async () => {
    const { code, stdout } = await runCli(['explain', '-13', '--json']);
    const { answers, ambiguous, unknown, cut } = JSON.parse(stdout) as {
      answers: { kind: string; number: number; name: string; causes: { reason: string; toldBy: string }[] }[];
      ambiguous: string[];
      unknown: string[];
      cut: boolean;
    };
    assert.deepEqual(
      answers.map(({ kind, number, name }) => ({ kind, number, name })),
      [{ kind: 'errno', number: 13, name: 'EACCES' }],
    );
    const [first] = answers[0]?.causes ?? [];
    assert.deepEqual([first?.reason, first?.toldBy], ['wrong-password', 'server']);
    assert.deepEqual({ ambiguous, unknown, cut, code }, { ambiguous: [], unknown: [], cut: false, code: 0 });
  });

  it('says what is nearest to a code that there is not, and ends with exit code 1', async () => {
    const { code, stdout } = await runCli(['explain', 'NT_STATUS_LOGON_FAILUR']);
    assert.equal(
      stdout,
      '“NT_STATUS_LOGON_FAILUR” is no code that is known. Was one of these meant: STATUS_LOGON_FAILURE,\nNTSTATUS 0xc000006d?\n',
    );
    assert.equal(code, 1);
  });

  it('says what to run where a text has neither a code nor words of a client', async () => {
    const { code, stdout } = await runCli(['explain', 'the scanner says no']);
    assert.match(stdout, /^There is no error code in that text, .*\ndiagnose takes the place of its server/s);
    assert.equal(code, 1);
  });

  it('reads a log from stdin', async () => {
    const child = spawn(process.execPath, [cliPath, 'explain', '-', '--json']);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stdin.end('[1.2] CIFS: Status code returned 0xc0000234 NT_STATUS_ACCOUNT_LOCKED_OUT\n'.repeat(50));
    const [code] = (await once(child, 'close')) as [number];
    const { answers } = JSON.parse(stdout) as { answers: { name: string }[] };
    assert.deepEqual(
      answers.map(({ name }) => name),
      ['STATUS_ACCOUNT_LOCKED_OUT'],
    );
    assert.equal(code, 0);
  });

  it('loads no server, no session and no package that serves', async () => {
    const { code, modules } = await runLoading(['explain', '1326']);
    assert.equal(code, 0);
    assert.ok(modules.length > 50, String(modules.length));
    const heavy =
      /node_modules\/(zod|winston|hono|@redis)|\/src\/(session|server\/server|shares|rpc|http|faults)\//;
    assert.deepEqual(
      modules.filter((module) => heavy.test(module)),
      [],
    );
  });

  it('reads two files of the bundle, and not those of a server', async () => {
    const program = `
import { Bundle } from ${JSON.stringify(new URL('../../../src/cli/bundle/bundle.js', import.meta.url).href)};
const bundle = new Bundle(${JSON.stringify(fileURLToPath(new URL('../../../bundle/cli', import.meta.url)))});
process.exitCode = await bundle.entry.run(['explain', '0x80070035']);
process.stderr.write(String(bundle.scripts.length));`;
    const { code, stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', program]);
    assert.match(stdout, /^ERROR_BAD_NETPATH/);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '2' });
  });
});
