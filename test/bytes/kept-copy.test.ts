import assert from 'node:assert/strict';
import { keptCopy } from '../../src/bytes/index.js';

describe('a copy that is kept', () => {
  for (const length of [0, 16, 64, 65, 512]) {
    it(`has ${length} bytes, and no memory beside them`, () => {
      const octets = Array.from({ length }, (_, i) => i & 0xff);
      const bytes = Buffer.from(octets);
      const copy = keptCopy(bytes);
      bytes.fill(0xee);
      assert.deepEqual([...copy], octets);
      assert.equal(copy.buffer.byteLength, length);
    });
  }
});
