import assert from 'node:assert/strict';
import { hasBytesAt } from '../../src/bytes/index.js';

describe('hasBytesAt', () => {
  const message = Buffer.from('00112233', 'hex');

  it('finds bytes where they stand', () => {
    for (let at = 0; at < 3; at++) assert.equal(hasBytesAt(message, at, message.subarray(at, at + 2)), true);
    assert.equal(hasBytesAt(message, 0, message), true);
  });

  it('is false for other bytes, and for a message that ends before them', () => {
    assert.equal(hasBytesAt(message, 0, Buffer.from('0012', 'hex')), false);
    assert.equal(hasBytesAt(message, 1, message), false);
    assert.equal(hasBytesAt(message, 4, Buffer.of(0)), false);
    assert.equal(hasBytesAt(Buffer.alloc(0), 0, Buffer.of(0)), false);
  });
});
