import assert from 'node:assert/strict';
import { BoundedOutput } from '../../../src/cli/check-client/bounded-output.js';

describe('an output of which beginning and end are kept', () => {
  for (const pieces of [1, 7, 4096, 100_000]) {
    it(`in pieces of ${pieces}: says how much is left out`, () => {
      const whole = Buffer.from(Array.from({ length: 20_000 }, (_, index) => 97 + (index % 26)));
      const output = new BoundedOutput();
      for (let at = 0; at < whole.length; at += pieces) output.add(whole.subarray(at, at + pieces));
      const text = output.text();
      const [head, gap, tail] = text.split('\n');
      assert.equal(head, whole.toString('utf8', 0, 4096));
      assert.equal(tail, whole.toString('utf8', 20_000 - 4096));
      assert.equal(gap, `… ${20_000 - 2 * 4096} bytes …`);
    });
  }

  it('a short one is whole', () => {
    const output = new BoundedOutput();
    output.add(Buffer.alloc(5000, 'a'));
    output.add(Buffer.alloc(3192, 'b'));
    assert.equal(output.text(), 'a'.repeat(5000) + 'b'.repeat(3192));
  });
});
