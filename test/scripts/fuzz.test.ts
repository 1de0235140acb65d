import assert from 'node:assert/strict';
import { run } from '../support/run.js';

function fuzz(...args: string[]): ReturnType<typeof run> {
  return run(process.execPath, ['scripts/fuzz.mjs', '--as-built', ...args], { timeout: 170_000 });
}

describe('npm run fuzz', () => {
  it('fuzzes as long as it is told, from the seed it is told, and prints what was done', async function () {
    this.timeout(180_000);
    const { code, stdout, stderr } = await fuzz('--minutes', '0.01', '--seed', '7');
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^0\.01 minutes, seed 7\nseed 7 decoders: [1-9]\d* inputs .*\n0 crashes$/m);
  });

  it('refuses minutes that are no number', async () => {
    const { code, stderr } = await fuzz('--minutes', 'ten');
    assert.equal(code, 1);
    assert.match(stderr, /--minutes expects a number, not ten/);
  });
});
