import { NtStatus } from '../nt-status.js';
import type { LockRange } from './file-info.js';
import type { LockWaiting } from './open-file.js';
import { ShareError } from './share-error.js';
import { Waiter } from './waiting.js';

/** A range whose end is worked out once, because it is compared often. */
interface Span {
  readonly offset: bigint;
  /** Its last byte; the one before its first if it has none. */
  readonly last: bigint;
}

interface HeldLock extends LockRange, Span {
  readonly owner: object;
}

interface WaitingLock {
  readonly owner: object;
  readonly ranges: readonly LockRange[];
  readonly waiter: Waiter<void>;
}

const END = 1n << 64n;

/**
 * Locks of one file, and ranges of one request. Each range is compared with each lock, and a client must not be able to
 * keep the server busy for longer than a moment, or make it remember locks without end.
 */
const MAXIMUM_HELD = 1024;
const MAXIMUM_RANGES = 64;

/** The byte-range locks of one file. An owner is whatever stands for an open; owners are compared by identity. */
export class RangeLocks {
  readonly #held: HeldLock[] = [];
  #waiting: WaitingLock[] = [];
  #granting = false;

  get any(): boolean {
    return this.#held.length > 0;
  }

  /** See {@link OpenFile.lock}. */
  async lock(owner: object, ranges: readonly LockRange[], waiting: LockWaiting): Promise<void> {
    if (ranges.length > MAXIMUM_RANGES) throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    for (const { offset, length } of ranges) {
      // [MS-FSA] 2.1.5.8
      if (offset + length > END) throw new ShareError(NtStatus.STATUS_INVALID_LOCK_RANGE);
    }
    if (this.#held.length + ranges.length > MAXIMUM_HELD) {
      throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    }
    if (this.#grant(owner, ranges)) return;
    // [MS-SMB2] 3.3.5.14.2
    if (waiting === 'fail') throw new ShareError(NtStatus.STATUS_LOCK_NOT_GRANTED);
    const waiter = new Waiter<void>(waiting.signal);
    this.#waiting.push({ owner, ranges, waiter });
    try {
      await waiter.result;
    } finally {
      // Whoever gave up must not stay in the list until somebody unlocks.
      this.#waiting = this.#waiting.filter((other) => other.waiter !== waiter);
    }
  }

  unlock(owner: object, offset: bigint, length: bigint): void {
    const index = this.#held.findIndex(
      (held) => held.owner === owner && held.offset === offset && held.length === length,
    );
    if (index < 0) throw new ShareError(NtStatus.STATUS_RANGE_NOT_LOCKED);
    this.#held.splice(index, 1);
    this.#grantSoon();
  }

  /**
   * Whether a read or write of these bytes runs into a lock ([MS-FSA] 2.1.4.10 without LockIntent). One of no bytes
   * never does, as on Windows and Samba.
   */
  blocks(owner: object, offset: bigint, length: number, write: boolean): boolean {
    if (this.#held.length === 0 || length === 0) return false;
    const span = spanOf({ offset, length: BigInt(length) });
    return this.#held.some((held) => overlaps(held, span) && (held.exclusive ? held.owner !== owner : write));
  }

  /** Drops everything an open holds or waits for. */
  release(owner: object): void {
    for (const { waiter } of this.#waiting.filter((waiting) => waiting.owner === owner)) {
      waiter.fail(NtStatus.STATUS_RANGE_NOT_LOCKED);
    }
    for (let i = this.#held.length - 1; i >= 0; i--) {
      if (this.#held[i]?.owner === owner) this.#held.splice(i, 1);
    }
    this.#grantWaiting();
  }

  #grant(owner: object, ranges: readonly LockRange[]): boolean {
    const before = this.#held.length;
    for (const range of ranges) {
      const lock = { ...range, ...spanOf(range), owner };
      if (this.#held.some((held) => excludes(held, lock))) {
        this.#held.length = before;
        return false;
      }
      this.#held.push(lock);
    }
    return true;
  }

  /** Once for all that a request unlocks. */
  #grantSoon(): void {
    if (this.#granting || this.#waiting.length === 0) return;
    this.#granting = true;
    queueMicrotask(() => {
      this.#granting = false;
      this.#grantWaiting();
    });
  }

  #grantWaiting(): void {
    this.#waiting = this.#waiting.filter(({ owner, ranges, waiter }) => {
      if (!waiter.waiting) return false;
      if (!this.#grant(owner, ranges)) return true;
      waiter.finish();
      return false;
    });
  }
}

/** [MS-FSA] 2.1.4.10 with LockIntent: overlapping exclusive locks are not allowed even to the same owner. */
function excludes(held: HeldLock, lock: HeldLock): boolean {
  if (!overlaps(held, lock)) return false;
  return held.exclusive ? held.owner !== lock.owner || lock.exclusive : lock.exclusive;
}

function spanOf({ offset, length }: Pick<LockRange, 'offset' | 'length'>): Span {
  return { offset, last: offset + length - 1n };
}

/** "The {0, 0} range doesn't conflict with any byte-range lock": it ends before the first byte of all. */
function overlaps(a: Span, b: Span): boolean {
  return a.offset <= b.last && b.offset <= a.last;
}
