import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './support/run.js';

describe('README', () => {
  describe('the test of a client', () => {
    const [, suite = ''] = /```js\n(import assert[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    let folder = '';

    before(() => {
      // Inside the package, where its name leads to itself.
      folder = mkdtempSync('build/readme-');
      writeFileSync(join(folder, 'my-client.js'), "export { logIn } from '../test/examples/my-client.js';\n");
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function runSuite(text: string): ReturnType<typeof run> {
      const file = join(folder, 'login.test.js');
      writeFileSync(file, text);
      return run(process.execPath, ['--test', file]);
    }

    it('passes as it stands', async () => {
      const { code, stdout } = await runSuite(suite);
      assert.equal(code, 0, stdout);
      assert.match(stdout, /pass 1/);
    });

    it('fails with the explanation', async () => {
      const { code, stdout } = await runSuite(suite.replace("'alice', 'secret'", "'alice', 'Secret'"));
      assert.equal(code, 1);
      assert.match(stdout, /first letter in upper case/);
    });
  });
});
