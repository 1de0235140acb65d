import { NtStatus } from '../constants/nt-status.js';
import { Backlog } from '../runtime/backlog.js';
import type { LockRange } from './file-info.js';
import type { LockWaiting } from './open-file.js';
import { ShareError } from './share-error.js';
import { Waiter } from './waiting.js';

/** A range as it is compared, which is often. */
class Span {
  readonly offset: bigint;
  /** Its last byte; the one before its first if it has none. */
  readonly last: bigint;
  /** Both rounded: what does not overlap so does not overlap at all, and most often that is all there is to compare. */
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
  /** Stands for the open; owners are compared by identity. */
  readonly owner: object;
  /** Stands for all who share the room for locks; absent: the owner. */
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
 * Locks of one file, and ranges of one request. Each range is compared with each lock, and a client must not be able to
 * keep the server busy for longer than a moment, or make it remember locks without end. A client may have as many as it
 * leaves to others, so that none has them all. The Linux kernel hands over up to 170 ranges in one request, the locks it
 * kept to itself while it held an oplock.
 */
const MAXIMUM_HELD = 4096;
const MAXIMUM_RANGES = 256;

/** The byte-range locks of one file. */
export class RangeLocks {
  #held: HeldLock[] = [];
  readonly #heldBy = new Map<object, number>();
  readonly #waiting = new Set<WaitingLock>();
  /** Locks that wait and may be granted now. */
  readonly #retries = new Backlog<WaitingLock>((waiting) => this.#retry(waiting));
  #granting = false;

  get any(): boolean {
    return this.#held.length > 0;
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
      // A lock that was given up must not stay in the list until somebody unlocks.
      this.#waiting.delete(self);
      this.#retries.drop(self);
    }
  }

  unlock(owner: object, offset: bigint, length: bigint): void {
    // A request may unlock thousands, of which most differ once they are rounded.
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
   * Whether a read or write of these bytes runs into a lock ([MS-FSA] 2.1.4.10 without LockIntent). One of no bytes
   * never does, as on Windows and Samba.
   */
  blocks(owner: object, offset: bigint, length: number, write: boolean): boolean {
    if (this.#held.length === 0 || length === 0) return false;
    const span = new Span(offset, BigInt(length));
    return this.#held.some(
      (held) => held.span.overlaps(span) && (held.exclusive ? held.owner !== owner : write),
    );
  }

  /** Drops everything an open holds or waits for. */
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

  /** Once for all that a request unlocks. */
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
