import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './support/run.js';
import { readPage } from './documents/pages.js';

const readme = readFileSync('README.md', 'utf8');

/** The test of a client. */
function suite(): string {
  const { text = '' } = readPage('README.md').blocks.find(({ language }) => language === 'js') ?? {};
  return text;
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

  it('begins with the test of a client, in ten lines beside its imports', () => {
    const [, beginning = ''] = /^# smb2-auth-server\n\n([\s\S]*?)^## /m.exec(readme) ?? [];
    assert.match(beginning, /^[^`]*(?:`[^`\n]+`[^`]*)*```js login\.test\.js\n/);
    const lines = suite().split('\n');
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
      const { code, stdout } = await runSuite(suite());
      assert.equal(code, 0, stdout);
      assert.match(stdout, /pass 1/);
    });

    it('fails with the explanation', async () => {
      const { code, stdout } = await runSuite(suite().replace("'pw') });", "'Pw') });"));
      assert.equal(code, 1);
      const [, sentence = ''] = /^ +(An attempt of “alice” was refused .*)$/m.exec(stdout) ?? [];
      const shown = readme.replaceAll(/\s+/g, ' ');
      assert.ok(shown.includes(`expected that 'alice' is accepted. ${sentence}`), stdout);
      assert.match(stdout, /→ Type it anew, and look at the letters’ case/);
    });

    it('ends when no client comes, and says so', async () => {
      const hasty = suite().replace(/during: logIn\(.*\) }/, 'timeout: 100 }');
      const { code, stdout } = await runSuite(hasty);
      assert.equal(code, 1);
      assert.match(stdout, /no attempt of 'alice' within 100 ms:\s+nobody connected to 127\.0\.0\.1:\d+\./);
    });
  });
});
