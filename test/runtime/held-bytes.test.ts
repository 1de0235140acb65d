import assert from 'node:assert/strict';
import { HeldBytes } from '../../src/runtime/held-bytes.js';

describe('held bytes', () => {
  it('counts a part in its whole, and names the limit in the way', () => {
    const address = new HeldBytes('heldBytesPerAddress', 150);
    const one = new HeldBytes('heldBytesPerConnection', 100, address);
    const other = new HeldBytes('heldBytesPerConnection', 100, address);
    assert.equal(one.hold(100), undefined);
    assert.equal(one.hold(1), 'heldBytesPerConnection');
    assert.equal(other.hold(51), 'heldBytesPerAddress');
    assert.equal(other.bytes, 0, 'nothing is counted of what is refused');
    assert.equal(other.hold(50), undefined);
    one.release(100);
    assert.equal(address.bytes, 50);
    assert.equal(other.hold(50), undefined);
  });

  it('counts what is there already beyond its limits, and says so', () => {
    const address = new HeldBytes('heldBytesPerAddress', 150);
    const one = new HeldBytes('heldBytesPerConnection', 100, address);
    const other = new HeldBytes('heldBytesPerConnection', 100, address);
    one.add(101);
    assert.equal(one.exceeded, 'heldBytesPerConnection');
    assert.equal(other.exceeded, undefined);
    other.add(50);
    assert.equal(other.exceeded, 'heldBytesPerAddress');
    other.release(50);
    one.release(101);
    assert.equal(one.exceeded, undefined);
    assert.equal(address.bytes, 0);
  });

  it('tells each change, and does not release more than it holds', () => {
    const told: number[] = [];
    const address = new HeldBytes('heldBytesPerAddress', 150, undefined, (bytes) => told.push(bytes));
    const one = new HeldBytes('heldBytesPerConnection', 100, address);
    one.add(2);
    assert.equal(one.hold(3), undefined);
    one.release(1);
    one.release(4);
    assert.deepEqual(told, [2, 5, 4, 0]);
    assert.throws(() => one.release(1), RangeError);
  });
});
