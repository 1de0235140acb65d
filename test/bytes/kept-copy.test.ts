import assert from 'node:assert/strict';
import { keptCopy } from '../../src/bytes/index.js';

describe('a copy that is kept', () => {
  for (const length of [0, 16, 64, 65, 512]) {
    it(`has ${length} bytes, and no memory beside them`, () => {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => i & 0xff));
      const copy = keptCopy(bytes);
      assert.deepEqual(copy, bytes);
      assert.equal(copy.buffer.byteLength, length);
      bytes.fill(0xee);
      assert.ok(!copy.includes(0xee) || length > 0xee);
    });
  }
});
