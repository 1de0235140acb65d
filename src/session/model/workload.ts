import type { HeldBytes } from '../../runtime/held-bytes.js';

/** Bytes that the requests at work may weigh before the next one of their connection is served. */
const FULL = 16 * 1024 * 1024;

/** A request that a handler is at work on. */
export interface Work {
  readonly messageId: bigint;
  /** A CANCEL for it has come: it may wait for nothing. */
  cancelled: boolean;
}

/**
 * The requests of a connection that handlers are at work on; nobody knows yet whether they will wait. They are weighed
 * in bytes, since credits alone let a client have thousands of long ones: a full connection is served no further
 * request until some are done. Requests that wait for an event count no more, as the event may be a request.
 */
export class Workload {
  readonly #held: HeldBytes;
  readonly #byMessageId = new Map<bigint, Work>();
  #weight = 0;
  /** Compounds whose next request waits for its turn. */
  #interrupted = 0;

  /** @param held the connection's count, which is not to grow beyond its limits while there is work to be done */
  constructor(held: HeldBytes) {
    this.#held = held;
  }

  /** Whether the next request has to wait. While nothing is at work it never has to. */
  get full(): boolean {
    if (this.#interrupted > 0 || this.#weight > FULL) return true;
    return this.#byMessageId.size > 0 && this.#held.exceeded !== undefined;
  }

  find(messageId: bigint): Work | undefined {
    return this.#byMessageId.get(messageId);
  }

  /** @param weight bytes of the request, or of the answer it asks for if those are more */
  begin(messageId: bigint, weight: number): Work {
    const work = { messageId, cancelled: false };
    this.#byMessageId.set(messageId, work);
    this.#weight += weight;
    return work;
  }

  /** @param weight as it began */
  end({ messageId }: Work, weight: number): void {
    this.#byMessageId.delete(messageId);
    this.#weight -= weight;
  }

  interrupt(): void {
    this.#interrupted += 1;
  }

  goOn(): void {
    this.#interrupted -= 1;
  }
}
