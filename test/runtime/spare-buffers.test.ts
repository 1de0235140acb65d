import assert from 'node:assert/strict';
import { SpareBuffers } from '../../src/runtime/spare-buffers.js';

const MIB = 1024 * 1024;

describe('runtime/spare-buffers', () => {
  it('gives memory of the length asked for, and the same memory again once it came back', () => {
    const spares = new SpareBuffers(2 * MIB);
    const first = spares.take(MIB + 100);
    assert.equal(first.length, MIB + 100);
    spares.giveBack(first.subarray(40, 50));
    const second = spares.take(MIB);
    assert.equal(second.buffer, first.buffer);
    assert.equal(second.length, MIB);
    assert.equal(spares.bytes, 0);
  });

  it('never gives memory to two users, however often it comes back', () => {
    const spares = new SpareBuffers(8 * MIB);
    const memory = spares.take(MIB);
    spares.giveBack(memory);
    spares.giveBack(memory);
    assert.notEqual(spares.take(MIB).buffer, spares.take(MIB).buffer);
  });

  it('takes no memory that it did not give', () => {
    const spares = new SpareBuffers(8 * MIB);
    spares.giveBack(Buffer.allocUnsafeSlow(MIB));
    spares.giveBack(spares.take(100));
    assert.equal(spares.bytes, 0);
    assert.equal(spares.takeSpare(MIB), undefined);
  });

  it('keeps no more than its maximum', () => {
    const spares = new SpareBuffers(2 * MIB);
    const taken = [1, 2, 3, 4].map(() => spares.take(MIB));
    for (const memory of taken) spares.giveBack(memory);
    assert.equal(spares.bytes, 2 * MIB);
  });

  it('keeps the memory of a long message for one that needs it', () => {
    const spares = new SpareBuffers(8 * MIB);
    spares.giveBack(spares.take(4 * MIB));
    assert.equal(spares.takeSpare(MIB), undefined);
    assert.equal(spares.takeSpare(5 * MIB), undefined);
    assert.equal(spares.takeSpare(3 * MIB)?.length, 3 * MIB);
  });
});
