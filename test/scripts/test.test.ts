import assert from 'node:assert/strict';
import { join } from 'node:path';
import { run } from '../support/run.js';

describe('npm test', () => {
  const mocha = (...args: readonly string[]) =>
    run(process.execPath, [
      join('node_modules', 'mocha', 'bin', 'mocha.js'),
      '--reporter',
      'scripts/support/mocha-reporter.mjs',
      ...args,
      'build/test/bytes/ip-address.test.js',
    ]);

  it('fails when a pattern matches no test, and says so', async () => {
    const { code, stdout } = await mocha('--grep', 'a test that there is not');
    assert.equal(code, 1);
    assert.match(stdout, /^No test matches what was asked for\.$/m);
  });

  it('ends with one line of numbers', async () => {
    const { code, stdout } = await mocha();
    assert.equal(code, 0);
    assert.match(stdout, /^[1-9]\d* passed, 0 failed, 0 skipped\n*$/m);
  });
});
