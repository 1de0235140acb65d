import assert from 'node:assert/strict';
import { RangeLocks } from '../../src/shares/range-locks.js';
import { rejectsWith, throwsWith } from './fixture.js';
import { watchTurns } from '../support/watch-turns.js';

const shared = (offset: bigint, length: bigint) => ({ offset, length, exclusive: false });
const exclusive = (offset: bigint, length: bigint) => ({ offset, length, exclusive: true });

describe('byte-range locks: [MS-FSA] 2.1.4.10, [MS-SMB2] 3.3.5.14', () => {
  const a = { owner: 'a' };
  const b = { owner: 'b' };
  let locks: RangeLocks;
  beforeEach(() => {
    locks = new RangeLocks();
  });

  it('an exclusive lock keeps others from reading, writing and locking', async () => {
    await locks.lock({ owner: a }, [exclusive(10n, 10n)], 'fail');
    assert.equal(locks.blocks(b, 19n, 1, false), true);
    assert.equal(locks.blocks(b, 0n, 11, true), true);
    assert.equal(locks.blocks(b, 20n, 5, true), false);
    assert.equal(locks.blocks(b, 0n, 10, true), false);
    assert.equal(locks.blocks(a, 10n, 10, true), false);
    await rejectsWith(locks.lock({ owner: b }, [shared(15n, 1n)], 'fail'), 'STATUS_LOCK_NOT_GRANTED');
    await locks.lock({ owner: b }, [exclusive(20n, 1n)], 'fail');
  });

  it('a shared lock lets all read and nobody write, its owner included', async () => {
    await locks.lock({ owner: a }, [shared(0n, 10n)], 'fail');
    await locks.lock({ owner: b }, [shared(5n, 10n)], 'fail');
    assert.equal(locks.blocks(b, 0n, 5, false), false);
    assert.equal(locks.blocks(b, 0n, 5, true), true);
    assert.equal(locks.blocks(a, 0n, 5, true), true);
    await rejectsWith(locks.lock({ owner: a }, [exclusive(9n, 1n)], 'fail'), 'STATUS_LOCK_NOT_GRANTED');
  });

  it('overlapping exclusive locks are refused even to one owner', async () => {
    await locks.lock({ owner: a }, [exclusive(0n, 10n)], 'fail');
    await rejectsWith(locks.lock({ owner: a }, [exclusive(9n, 5n)], 'fail'), 'STATUS_LOCK_NOT_GRANTED');
    await locks.lock({ owner: a }, [shared(9n, 5n)], 'fail');
  });

  it('grants all ranges of a request or none', async () => {
    await locks.lock({ owner: a }, [exclusive(100n, 1n)], 'fail');
    const ranges = [exclusive(0n, 1n), exclusive(50n, 1n), exclusive(100n, 1n)];
    await rejectsWith(locks.lock({ owner: b }, ranges, 'fail'), 'STATUS_LOCK_NOT_GRANTED');
    await locks.lock({ owner: a }, [exclusive(0n, 60n)], 'fail');
  });

  it('reaches to the end of 64 bits and not beyond', async () => {
    const last = (1n << 64n) - 1n;
    await locks.lock({ owner: a }, [exclusive(last, 1n)], 'fail');
    await rejectsWith(
      locks.lock({ owner: b }, [exclusive(0n, last + 1n)], 'fail'),
      'STATUS_LOCK_NOT_GRANTED',
    );
    await rejectsWith(locks.lock({ owner: b }, [exclusive(last, 2n)], 'fail'), 'STATUS_INVALID_LOCK_RANGE');
  });

  it('a range of no bytes is inside others only', async () => {
    await locks.lock({ owner: a }, [exclusive(0n, 0n)], 'fail');
    await locks.lock({ owner: b }, [exclusive(0n, 10n)], 'fail');
    await rejectsWith(locks.lock({ owner: a }, [exclusive(5n, 0n)], 'fail'), 'STATUS_LOCK_NOT_GRANTED');
    await locks.lock({ owner: a }, [exclusive(10n, 0n)], 'fail');
    await locks.lock({ owner: a }, [exclusive(0n, 0n)], 'fail');
  });

  it('reading or writing no bytes runs into no lock', async () => {
    await locks.lock({ owner: a }, [exclusive(0n, 10n)], 'fail');
    assert.equal(locks.blocks(b, 5n, 0, false), false);
    assert.equal(locks.blocks(b, 5n, 0, true), false);
  });

  it('unlocks exactly what was locked, once', async () => {
    await locks.lock({ owner: a }, [exclusive(0n, 10n)], 'fail');
    throwsWith(() => locks.unlock(a, 0n, 5n), 'STATUS_RANGE_NOT_LOCKED');
    throwsWith(() => locks.unlock(b, 0n, 10n), 'STATUS_RANGE_NOT_LOCKED');
    locks.unlock(a, 0n, 10n);
    throwsWith(() => locks.unlock(a, 0n, 10n), 'STATUS_RANGE_NOT_LOCKED');
    assert.equal(locks.any, false);
  });

  it('a request with too many ranges, or one lock too many, is refused: each is compared with each', async () => {
    const ranges = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => exclusive(BigInt(from + i), 1n));
    await rejectsWith(locks.lock({ owner: a }, ranges(0, 257), 'fail'), 'STATUS_INSUFFICIENT_RESOURCES');
    for (let from = 0; from < 2048; from += 256) await locks.lock({ owner: a }, ranges(from, 256), 'fail');
    await rejectsWith(locks.lock({ owner: a }, ranges(5000, 1), 'fail'), 'STATUS_INSUFFICIENT_RESOURCES');
    locks.unlock(a, 0n, 1n);
    await locks.lock({ owner: a }, ranges(5000, 1), 'fail');
  });

  it('a client never has so many that another could have none, by whatever opens', async () => {
    const client = { client: 'of a' };
    let held = 0;
    for (; held < 3000; held++) {
      const lock = locks.lock({ owner: { open: held }, client }, [exclusive(BigInt(held), 1n)], 'fail');
      if (!(await lock.then(() => true).catch(() => false))) break;
    }
    assert.equal(held, 2048);
    for (let i = 0; i < 64; i++) await locks.lock({ owner: b }, [exclusive(BigInt(5000 + i), 1n)], 'fail');
  });

  it('thousands of locks and of those who wait for them are gone through in little time', async () => {
    for (let from = 0; from < 2048; from += 64) {
      const ranges = Array.from({ length: 64 }, (_, i) => exclusive(BigInt(from + i), 1n));
      await locks.lock({ owner: a }, ranges, 'fail');
    }
    const waiting = Array.from({ length: 4000 }, (_, i) =>
      locks.lock({ owner: { waits: i } }, [shared(BigInt(i % 2048), 1n)], {}),
    );
    const turns = watchTurns();
    locks.release(a);
    await Promise.all(waiting);
    assert.ok(turns.end() < 100);
  });

  it('one request that unlocks several ranges grants all that waited for them, in their turn', async () => {
    await locks.lock({ owner: a }, [exclusive(0n, 1n), exclusive(1n, 1n)], 'fail');
    const order: string[] = [];
    const waiting = [1n, 0n].map((offset) =>
      locks.lock({ owner: b }, [exclusive(offset, 1n)], {}).then(() => order.push(`b${offset}`)),
    );
    locks.unlock(a, 0n, 1n);
    locks.unlock(a, 1n, 1n);
    await Promise.all(waiting);
    assert.deepEqual(order, ['b1', 'b0']);
  });

  it('a lock that waits is granted in its turn', async () => {
    await locks.lock({ owner: a }, [exclusive(0n, 1n)], 'fail');
    const order: string[] = [];
    const first = locks.lock({ owner: b }, [exclusive(0n, 1n)], {}).then(() => order.push('b'));
    const second = locks.lock({ owner: {} }, [exclusive(0n, 1n)], {}).then(() => order.push('c'));
    locks.release(a);
    await first;
    assert.deepEqual(order, ['b']);
    locks.unlock(b, 0n, 1n);
    await second;
    assert.deepEqual(order, ['b', 'c']);
  });

  it('a lock that waits can be cancelled, and ends with its open', async () => {
    await locks.lock({ owner: a }, [exclusive(0n, 1n)], 'fail');
    const cancel = new AbortController();
    const cancelled = locks.lock({ owner: b }, [exclusive(0n, 1n)], { signal: cancel.signal });
    cancel.abort();
    await rejectsWith(cancelled, 'STATUS_CANCELLED');
    await rejectsWith(
      locks.lock({ owner: b }, [exclusive(0n, 1n)], { signal: AbortSignal.abort() }),
      'STATUS_CANCELLED',
    );
    const closed = locks.lock({ owner: b }, [exclusive(0n, 1n)], {});
    locks.release(b);
    await rejectsWith(closed, 'STATUS_RANGE_NOT_LOCKED');
    locks.release(a);
    assert.equal(locks.any, false);
  });
});
