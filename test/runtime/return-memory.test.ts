import assert from 'node:assert/strict';
import { returnMemory } from '../../src/runtime/return-memory.js';

describe('runtime/return-memory', () => {
  it('takes long memory from all of its views', () => {
    const bytes = Buffer.alloc(64 * 1024, 1);
    const view = bytes.subarray(100, 200);
    returnMemory(bytes);
    assert.equal(bytes.length, 0);
    assert.equal(view.length, 0);
    assert.equal(bytes.buffer.byteLength, 0);
  });

  it('leaves memory of which the view is only a part', () => {
    const bytes = Buffer.alloc(64 * 1024, 1);
    returnMemory(bytes.subarray(1));
    returnMemory(bytes.subarray(0, 64 * 1024 - 1));
    assert.equal(bytes[0], 1);
    assert.equal(bytes.length, 64 * 1024);
  });

  it('leaves short memory, which Node.js shares among views', () => {
    const bytes = Buffer.from('short');
    returnMemory(bytes);
    assert.equal(bytes.toString(), 'short');
  });
});
