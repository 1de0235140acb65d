import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../../support/require-program.js';
import { runCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

const smbclient = 'smbclient //{host}/{share} -p {port} -s /dev/null -U {user}%{password} -c'
  .split(' ')
  .concat('get {file} -');

describe('check-client', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const check = (args: readonly string[], command: readonly string[] = smbclient) =>
    runCli(['check-client', ...args, '--', ...command]);

  describe('with smbclient', () => {
    before(function () {
      requireProgram(this, 'smbclient');
    });

    it('a line for each case, totals, and exit code 0', async () => {
      const { code, stdout, stderr } = await check(['--only', 'baseline/smb-*,refusals/wrong-password']);
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, /^secure {10}baseline\/smb-2\.0\.2\n/);
      assert.match(stdout, /\n6 secure\n$/);
    });

    it('reports in every form; none has the password, and the command has its placeholders', async () => {
      const files = ['a.json', 'a.xml', 'a.html'].map((name) => join(folder(), name));
      const { code, stderr } = await check([
        '--only',
        'baseline/default,refusals/wrong-password',
        ...files.flatMap((file) => ['--report', file]),
      ]);
      assert.equal(code, 0, stderr);
      const [json = '', xml = '', html = ''] = files.map((file) => readFileSync(file, 'utf8'));
      const card = JSON.parse(json) as { command: string[]; cases: { verdict: string }[] };
      assert.ok(card.command.includes('{user}%{password}'));
      assert.deepEqual(
        card.cases.map(({ verdict }) => verdict),
        ['secure', 'secure'],
      );
      assert.match(xml, /<testsuites /);
      assert.match(html, /<!doctype html>/);
      for (const text of [json, xml, html]) assert.doesNotMatch(text, /Pw1-|No2-/);
    });

    it('a baseline: fails for what got worse, and names it', async () => {
      const file = join(folder(), 'baseline.json');
      const args = ['--only', 'baseline/default,refusals/disabled'];
      await check([...args, '--report', file]);
      assert.equal((await check([...args, '--baseline', file])).code, 0);
      // The same client, which crashes now where it ended with an error.
      const crashing = ['sh', '-c', '"$@" || kill -SEGV $$', 'sh', ...smbclient];
      const { code, stderr } = await check([...args, '--baseline', file], crashing);
      assert.equal(code, 1);
      assert.match(stderr, /^Worse than the baseline: refusals\/disabled was secure, and is crashed\.$/m);
    });

    it('says at once why a client does not get in', async () => {
      const { code, stderr } = await check(
        [],
        smbclient.map((argument) => argument.replace('{password}', 'guessed')),
      );
      assert.equal(code, 1);
      assert.match(stderr, /does not get in at all \(exit code 1\)\. \[wrong-password\]/);
      assert.match(stderr, /The client wrote:\n {2}\| session setup failed: NT_STATUS_LOGON_FAILURE/);
    });

    it('Kerberos with a test realm', async () => {
      const { code, stdout, stderr } = await check(
        ['--only', 'baseline/default,baseline/kerberos', '--test-realm', 'EXAMPLE.TEST', '--json'],
        [...smbclient.slice(0, 6), '-I', '{address}', '--use-krb5-ccache={ccache}', ...smbclient.slice(8)],
      );
      assert.equal(code, 0, stdout + stderr);
    });
  });

  it('an error of usage ends it before anything runs', async () => {
    const { code, stdout, stderr } = await check(['--jobs', '2'], ['x', '{hots}']);
    assert.equal(code, 2, stdout + stderr);
    assert.match(stderr, /COMMAND: there is no \{hots\}; there are \{host\}, /);
  });

  it('so does a program that is not there', async () => {
    const { code, stderr } = await check([], ['/nonexistent/client']);
    assert.equal(code, 2);
    assert.match(stderr, /COMMAND: .* cannot be started/);
  });

  it('lists its cases', async () => {
    const { code, stdout } = await runCli(['check-client', '--list']);
    assert.equal(code, 0);
    assert.match(stdout, /^baseline\/default {2,}A server as it is out of the box\n/);
  });

  it('takes policy and names from a configuration file', async () => {
    mkdirSync(folder(), { recursive: true });
    const config = join(folder(), 'policy.json');
    writeFileSync(config, JSON.stringify({ policy: { dialects: ['2.1'] } }));
    const report = join(folder(), 'policy-report.json');
    const { code, stderr } = await check([
      '--config',
      config,
      '--only',
      'baseline/default',
      '--report',
      report,
    ]);
    assert.equal(code, 0, stderr);
    assert.match(readFileSync(report, 'utf8'), /accepted \[accepted\], SMB 2\.1/);
  });
});
