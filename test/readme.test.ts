import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { requireProgram } from './support/require-program.js';
import { run } from './support/run.js';
import { cliPath } from './support/start-cli.js';
import { typeCheck } from './support/type-check.js';

const readme = readFileSync('README.md', 'utf8');

/** The pieces of code in a language. */
function piecesIn(language: string): string[] {
  const pieces = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))];
  return pieces.map(([, code = '']) => code);
}

/** The first piece of code in a language. */
function codeIn(language: string): string {
  const [code] = piecesIn(language);
  assert.ok(code, `no ${language} in the README`);
  return code;
}

/** As seen from a folder in build/. */
const myClient = ['..', 'test', 'examples', 'my-client.js'].join('/');

describe('README', () => {
  let folder = '';

  before(() => {
    // Inside the package, where its name leads to itself.
    folder = mkdtempSync('build/readme-');
    writeFileSync(join(folder, 'my-client.js'), `export { logIn } from '${myClient}';\n`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, program] of piecesIn('ts').entries()) {
    it(`program ${index + 1} compiles`, async function () {
      this.timeout(60_000);
      const file = join(folder, `program-${index + 1}.ts`);
      writeFileSync(file, program);
      const { code, stdout } = await typeCheck(file);
      assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
    });
  }

  it('has three programs', () => assert.equal(piecesIn('ts').length, 3));

  it('leads from nothing to smbclient with Kerberos in ten lines', async function () {
    this.timeout(60_000);
    for (const program of ['bash', 'smbclient', 'klist']) requireProgram(this, program);
    const script = codeIn('bash');
    assert.ok(script.trim().split('\n').length <= 10);
    const command = join(folder, 'smb2-auth-server');
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${cliPath}" "$@"\n`, { mode: 0o755 });
    const path = `${resolve(folder)}${delimiter}${process.env['PATH']}`;
    const env = { ...process.env, PATH: path };
    const { code, stdout, stderr } = await run('bash', ['-ec', script], {
      cwd: folder,
      env,
      timeout: 50_000,
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Default principal: alice@EXAMPLE\.TEST$/m);
    assert.match(stdout, /^ {2}note\.txt +A +\d+ /m);
    assert.match(stdout, /"type":"Authentication".*"mechanism":"Kerberos"/);
  });

  it('begins with the test of a client, in ten lines beside its imports', () => {
    assert.match(readme, /^# smb2-auth-server\n\n```js\n/);
    const lines = codeIn('js').split('\n');
    const own = lines.filter((line) => line !== '' && !line.startsWith('import '));
    assert.ok(own.length <= 10, `${own.length} lines`);
    assert.ok(readme.indexOf('## Two commands') < readme.indexOf('## What it is'));
  });

  describe('the test of a client', () => {
    function runSuite(text: string): ReturnType<typeof run> {
      const file = join(folder, 'login.test.js');
      writeFileSync(file, text);
      return run(process.execPath, ['--test', file]);
    }

    it('passes as it stands', async () => {
      const { code, stdout } = await runSuite(codeIn('js'));
      assert.equal(code, 0, stdout);
      assert.match(stdout, /pass 1/);
    });

    it('fails with the explanation', async () => {
      const { code, stdout } = await runSuite(codeIn('js').replace("'pw') });", "'Pw') });"));
      assert.equal(code, 1);
      const [, sentence = ''] = /^ +(An attempt of “alice” was refused .*)$/m.exec(stdout) ?? [];
      const shown = readme.replaceAll(/\s+/g, ' ');
      assert.ok(shown.includes(`expected that 'alice' is accepted. ${sentence}`), stdout);
      assert.match(stdout, /→ Type it anew, and look at the letters’ case/);
    });

    it('ends when no client comes, and says so', async () => {
      const hasty = codeIn('js').replace(/during: logIn\(.*\) }/, 'timeout: 100 }');
      const { code, stdout } = await runSuite(hasty);
      assert.equal(code, 1);
      assert.match(stdout, /no attempt of 'alice' within 100 ms:\s+nobody connected to 127\.0\.0\.1:\d+\./);
    });
  });
});
