import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SequenceWindow } from '../../../src/session/model/sequence-window.js';

/** The ids that are left, one by one: what [MS-SMB2] 3.3.1.1 describes. */
class NaiveWindow {
  readonly left = new Set([0n]);
  #next = 1n;

  consume(id: bigint, charge: number): boolean {
    const ids = Array.from({ length: charge }, (_, i) => id + BigInt(i));
    if (!ids.every((each) => this.left.has(each))) return false;
    for (const each of ids) this.left.delete(each);
    return true;
  }

  grant(count: number): void {
    for (let i = 0; i < count; i++) this.left.add(this.#next++);
  }

  /** From the lowest id left to the highest granted. */
  get range(): number {
    const lowest = [...this.left].reduce((a, b) => (a < b ? a : b), this.#next);
    return Number(this.#next - lowest);
  }
}

describe('session/sequence-window: [MS-SMB2] 3.3.1.1, 3.3.1.2', () => {
  it('has no id that is too large for an exact number', () => {
    const window = new SequenceWindow(512);
    window.grant(100);
    for (const id of [2n ** 53n + 1n, 2n ** 64n - 1n, 2n ** 64n - 100n]) {
      assert.equal(window.consume(id, 1), false);
    }
    assert.equal(window.available, 101);
  });

  it('begins as the set { 0 }', () => {
    const window = new SequenceWindow(512);
    assert.equal(window.available, 1);
    assert.equal(window.consume(1n, 1), false);
    assert.equal(window.consume(0n, 1), true);
  });

  it('never takes an id twice', () => {
    const window = new SequenceWindow(512);
    assert.equal(window.consume(0n, 1), true);
    window.grant(10);
    assert.equal(window.consume(0n, 1), false);
    assert.equal(window.consume(3n, 1), true);
    assert.equal(window.consume(3n, 1), false);
  });

  it('grows from { 0 } to { 0, 1, 2, 3 } when 3 credits are granted, and takes 2 before 0', () => {
    const window = new SequenceWindow(512);
    assert.equal(window.grant(3), 3);
    assert.equal(window.consume(4n, 1), false);
    for (const id of [2n, 0n, 3n, 1n]) assert.equal(window.consume(id, 1), true, `${id}`);
    assert.equal(window.available, 0);
  });

  it('may stay at { 0 } while 0 is withheld: the range is limited', () => {
    const window = new SequenceWindow(4);
    assert.equal(window.grant(5), 3);
    for (const id of [1n, 2n, 3n]) assert.equal(window.consume(id, 1), true);
    assert.equal(window.grant(100), 3);
    for (const id of [4n, 5n, 6n]) assert.equal(window.consume(id, 1), true);
    assert.equal(window.grant(100), 1, 'up to twice the maximum');
    assert.equal(window.consume(7n, 1), true);
    assert.equal(window.grant(100), 0, 'the client still holds the credit of id 0');
    assert.equal(window.available, 1);
    assert.equal(window.consume(0n, 1), true);
    assert.equal(window.grant(100), 4);
  });

  it('grants one at least to whoever holds none, though none was asked for', () => {
    const window = new SequenceWindow(512);
    assert.ok(window.consume(0n, 1));
    assert.equal(window.grant(0), 1);
  });

  it('never lets a client hold more than the maximum', () => {
    const window = new SequenceWindow(16);
    assert.ok(window.consume(0n, 1));
    assert.equal(window.grant(65535), 16);
    assert.equal(window.grant(65535), 0);
  });

  it('takes the ids of a multi-credit request all or none', () => {
    const window = new SequenceWindow(512);
    window.grant(4);
    assert.equal(window.consume(2n, 4), false, 'the last of 2..5 was not granted');
    assert.equal(window.consume(3n, 1), true);
    assert.equal(window.consume(2n, 2), false, '3 is gone');
    assert.equal(window.consume(0n, 3), true);
    assert.equal(window.consume(4n, 1), true);
  });

  it('refuses ids far beyond anything granted, up to the last of 64 bits', () => {
    const window = new SequenceWindow(512);
    for (const id of [2n ** 63n, 2n ** 64n - 1n]) assert.equal(window.consume(id, 1), false);
    assert.equal(window.consume(0n, 65535), false);
  });

  it('8,192 credits, used from the last to the first: each id takes as little time as the others', () => {
    const window = new SequenceWindow(8192);
    assert.equal(window.grant(8191), 8191);
    const started = process.cpuUsage();
    for (let round = 0; round < 8; round++) {
      const first = BigInt(round * 8192);
      // Every second id, and then the gaps from the lowest on, each of which moves the window.
      for (let id = 1n; id < 8192n; id += 2n) assert.equal(window.consume(first + id, 1), true);
      for (let id = 0n; id < 8192n; id += 2n) assert.equal(window.consume(first + id, 1), true);
      assert.equal(window.consume(first, 1), false);
      assert.equal(window.grant(8192), 8192);
    }
    const { user } = process.cpuUsage(started);
    assert.ok(user < 1_000_000, `${user / 1000} ms for 65,536 ids`);
  });

  it('behaves as the set of ids does, whatever arrives', () => {
    const step = fc.oneof(
      fc.record({ id: fc.bigInt(0n, 80n), charge: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ grant: fc.integer({ min: 0, max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const maximum = 16;
        const window = new SequenceWindow(maximum);
        const naive = new NaiveWindow();
        for (const action of steps) {
          if ('grant' in action) {
            const held = naive.left.size;
            const granted = window.grant(action.grant);
            naive.grant(granted);
            assert.ok(granted <= Math.max(action.grant, 1));
            assert.ok(held + granted >= 1, 'nobody is left without a credit');
            assert.ok(naive.left.size <= maximum);
            assert.ok(naive.range <= 2 * maximum + 1);
          } else {
            const { id, charge } = action;
            assert.equal(window.consume(id, charge), naive.consume(id, charge));
          }
          assert.equal(window.available, naive.left.size);
        }
      }),
    );
  });
});
