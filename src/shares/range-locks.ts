import { NtStatus } from '../constants/nt-status.js';
import { Backlog } from '../runtime/backlog.js';
import type { LockRange } from './file-info.js';
import type { LockWaiting } from './open-file.js';
import { ShareError } from './share-error.js';
import { Waiter } from './waiting.js';

/** A range, prepared for fast comparison. */
class Span {
  readonly offset: bigint;
  /** Its last byte; the one before its first if it has none. */
  readonly last: bigint;
  /**
   * Both ends rounded to numbers. Ranges whose rounded forms do not overlap do not overlap, and most comparisons end
   * there.
   */
  readonly roundedOffset: number;
  readonly roundedLast: number;

  constructor(offset: bigint, length: bigint) {
    this.offset = offset;
    this.last = offset + length - 1n;
    this.roundedOffset = Number(this.offset);
    this.roundedLast = Number(this.last);
  }

  /** "The {0, 0} range doesn't conflict with any byte-range lock": it ends before the first byte of all. */
  overlaps(other: Span): boolean {
    if (this.roundedOffset > other.roundedLast || other.roundedOffset > this.roundedLast) return false;
    return this.offset <= other.last && other.offset <= this.last;
  }
}

/** The open that locks, and its client. */
export interface LockOwner {
  /** The object that stands for the open, compared by identity. */
  readonly owner: object;
  /** The object that stands for the client, which has one limit for all its locks; absent: the owner. */
  readonly client?: object;
}

class HeldLock {
  readonly span: Span;
  readonly length: bigint;
  readonly exclusive: boolean;
  readonly owner: object;
  readonly client: object;

  constructor({ offset, length, exclusive }: LockRange, { owner, client = owner }: LockOwner) {
    this.span = new Span(offset, length);
    this.length = length;
    this.exclusive = exclusive;
    this.owner = owner;
    this.client = client;
  }

  /** [MS-FSA] 2.1.4.10 with LockIntent: overlapping exclusive locks are not allowed even to the same owner. */
  excludes(lock: HeldLock): boolean {
    if (!this.span.overlaps(lock.span)) return false;
    return this.exclusive ? this.owner !== lock.owner || lock.exclusive : lock.exclusive;
  }
}

interface WaitingLock {
  readonly by: LockOwner;
  readonly ranges: readonly LockRange[];
  readonly waiter: Waiter<void>;
}

const END = 1n << 64n;

/**
 * The most locks of one file, and ranges of one request. Each range is compared with each lock, so both numbers bound
 * the time and the memory that a client can take. A client may have as many locks as it leaves to others, so that no
 * client can take all. The Linux kernel sends up to 170 ranges in one request: the locks it kept locally while it held
 * an oplock.
 */
const MAXIMUM_HELD = 4096;
const MAXIMUM_RANGES = 256;

/** The byte-range locks of one file. */
export class RangeLocks {
  #held: HeldLock[] = [];
  readonly #heldBy = new Map<object, number>();
  readonly #waiting = new Set<WaitingLock>();
  /** Waiting locks to try again. */
  readonly #retries = new Backlog<WaitingLock>((waiting) => this.#retry(waiting));
  #granting = false;

  get any(): boolean {
    return this.#held.length > 0;
  }

  /** Locks that an open holds. */
  countOf(owner: object): number {
    return this.#held.filter((held) => held.owner === owner).length;
  }

  /** See {@link OpenFile.lock}. */
  async lock(by: LockOwner, ranges: readonly LockRange[], waiting: LockWaiting): Promise<void> {
    if (ranges.length > MAXIMUM_RANGES) throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    for (const { offset, length } of ranges) {
      // [MS-FSA] 2.1.5.8
      if (offset + length > END) throw new ShareError(NtStatus.STATUS_INVALID_LOCK_RANGE);
    }
    if (!this.#hasRoom(by, ranges.length)) throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    if (this.#grant(by, ranges)) return;
    // [MS-SMB2] 3.3.5.14.2
    if (waiting === 'fail') throw new ShareError(NtStatus.STATUS_LOCK_NOT_GRANTED);
    const waiter = new Waiter<void>(waiting.signal);
    const self = { by, ranges, waiter };
    this.#waiting.add(self);
    try {
      await waiter.result;
    } finally {
      // A canceled lock must leave the list at once, not at the next unlock.
      this.#waiting.delete(self);
      this.#retries.drop(self);
    }
  }

  unlock(owner: object, offset: bigint, length: bigint): void {
    // A request may unlock thousands of ranges; comparing rounded offsets first excludes most locks.
    const rounded = Number(offset);
    const index = this.#held.findIndex(
      (held) =>
        held.span.roundedOffset === rounded &&
        held.owner === owner &&
        held.span.offset === offset &&
        held.length === length,
    );
    if (index < 0) throw new ShareError(NtStatus.STATUS_RANGE_NOT_LOCKED);
    const [unlocked] = this.#held.splice(index, 1);
    if (unlocked) this.#count(unlocked.client, -1);
    this.#grantSoon();
  }

  /**
   * Whether a read or write of these bytes runs into a lock ([MS-FSA] 2.1.4.10 without LockIntent). An operation on no
   * bytes is never blocked, as on Windows and Samba.
   */
  blocks(owner: object, offset: bigint, length: number, write: boolean): boolean {
    if (this.#held.length === 0 || length === 0) return false;
    const span = new Span(offset, BigInt(length));
    return this.#held.some(
      (held) => held.span.overlaps(span) && (held.exclusive ? held.owner !== owner : write),
    );
  }

  /** Removes all locks that an open holds or waits for. */
  release(owner: object): void {
    for (const { by, waiter } of this.#waiting) {
      if (by.owner === owner) waiter.fail(NtStatus.STATUS_RANGE_NOT_LOCKED);
    }
    if (this.#held.length === 0) return;
    const kept: HeldLock[] = [];
    for (const held of this.#held) {
      if (held.owner === owner) this.#count(held.client, -1);
      else kept.push(held);
    }
    this.#held = kept;
    this.#grantWaiting();
  }

  #hasRoom({ owner, client = owner }: LockOwner, count: number): boolean {
    const own = (this.#heldBy.get(client) ?? 0) + count;
    return own <= MAXIMUM_HELD - this.#held.length;
  }

  #count(client: object, change: number): void {
    const count = (this.#heldBy.get(client) ?? 0) + change;
    if (count === 0) this.#heldBy.delete(client);
    else this.#heldBy.set(client, count);
  }

  #grant(by: LockOwner, ranges: readonly LockRange[]): boolean {
    const before = this.#held.length;
    for (const range of ranges) {
      const lock = new HeldLock(range, by);
      if (this.#held.some((held) => held.excludes(lock))) {
        this.#held.length = before;
        return false;
      }
      this.#held.push(lock);
    }
    this.#count(by.client ?? by.owner, ranges.length);
    return true;
  }

  /** Schedules one retry for all ranges that a request unlocks. */
  #grantSoon(): void {
    if (this.#granting || this.#waiting.size === 0) return;
    this.#granting = true;
    queueMicrotask(() => {
      this.#granting = false;
      this.#grantWaiting();
    });
  }

  #grantWaiting(): void {
    for (const waiting of this.#waiting) this.#retries.add(waiting);
  }

  #retry(waiting: WaitingLock): void {
    const { by, ranges, waiter } = waiting;
    if (waiter.waiting && this.#hasRoom(by, ranges.length) && this.#grant(by, ranges)) waiter.finish();
  }
}
