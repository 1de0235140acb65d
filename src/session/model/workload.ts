import type { HeldBytes } from '../../runtime/held-bytes.js';

/** The most bytes that the requests at work may weigh if another one is to be served. */
const FULL = 16 * 1024 * 1024;

/** A request that a handler is working on. */
export interface Work {
  readonly messageId: bigint;
  /** True once a CANCEL for it has come; then it must not wait. */
  cancelled: boolean;
}

/**
 * The requests of a connection that handlers are working on. They are weighed in bytes, because credits alone allow
 * thousands of long ones; no further request is served while the weight is full. A request that waits for an event does
 * not count, because that event may be another request.
 */
export class Workload {
  readonly #held: HeldBytes;
  /** Undefined until a handler has taken a while. */
  #byMessageId: Map<bigint, Work> | undefined;
  #weight = 0;
  /** Compounds whose next request waits for its turn. */
  #interrupted = 0;

  /** @param held the bytes that the connection holds; they must not exceed their limits while there is work */
  constructor(held: HeldBytes) {
    this.#held = held;
  }

  /** Whether the next request has to wait; never while no request is at work. */
  get full(): boolean {
    if (this.#interrupted > 0 || this.#weight > FULL) return true;
    return this.#byMessageId !== undefined && this.#byMessageId.size > 0 && this.#held.exceeded !== undefined;
  }

  find(messageId: bigint): Work | undefined {
    return this.#byMessageId?.get(messageId);
  }

  /** @param weight bytes of the request or of its answer, whichever are more */
  begin(messageId: bigint, weight: number): Work {
    const work = { messageId, cancelled: false };
    (this.#byMessageId ??= new Map()).set(messageId, work);
    this.#weight += weight;
    return work;
  }

  /** @param weight the one given to `begin` */
  end({ messageId }: Work, weight: number): void {
    this.#byMessageId?.delete(messageId);
    this.#weight -= weight;
  }

  interrupt(): void {
    this.#interrupted += 1;
  }

  goOn(): void {
    this.#interrupted -= 1;
  }
}
