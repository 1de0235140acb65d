import type { CheckedRuntime } from './runtime.js';
import type { Delivery, DeliveryEnd } from './delivery.js';
import { type FrameLayout, shapedBytes } from './shaped-bytes.js';

/** The socket behind {@link PacedBytes}. */
export interface PacedSocket {
  /** Sends bytes now. */
  write(bytes: Buffer): void;
  /** The connection is in this state from now on. */
  ended(end: DeliveryEnd): void;
  /** Less is held than before. */
  released(): void;
}

interface Waiting {
  bytes: Buffer;
  readonly delivery: Delivery;
  delayed: boolean;
}

/**
 * The bytes of one connection that leave later, or in pieces, or otherwise than they are. Their order is that of
 * {@link add}: bytes that are added behind others wait for them.
 */
export class PacedBytes {
  readonly #socket: PacedSocket;
  readonly #runtime: CheckedRuntime;
  readonly #layout: FrameLayout;
  #waiting: Waiting[] = [];
  #heldLength = 0;
  #over = false;
  #isPaused = false;
  #cancelTimer = (): void => {};
  #onEmpty: (() => void) | undefined;

  constructor(socket: PacedSocket, runtime: CheckedRuntime, layout: FrameLayout) {
    this.#socket = socket;
    this.#runtime = runtime;
    this.#layout = layout;
  }

  /** Bytes that wait here. */
  get heldLength(): number {
    return this.#heldLength;
  }

  /** @param delivery absent: as soon as those in front have left */
  add(frame: Buffer, delivery: Delivery = {}): void {
    if (this.#over) return;
    const bytes = shapedBytes(frame, delivery, this.#layout, (length) => this.#runtime.randomBytes(length));
    this.#waiting.push({ bytes, delivery, delayed: false });
    this.#heldLength += bytes.length;
    this.#proceed();
  }

  /** Calls back once nothing waits any more: at once, when nothing does. */
  whenEmpty(callback: () => void): void {
    if (this.#waiting.length === 0) callback();
    else this.#onEmpty = callback;
  }

  /** Forgets everything that waits: the connection is gone. */
  cancel(): void {
    this.#over = true;
    this.#onEmpty = undefined;
    this.#forget();
  }

  #proceed(): void {
    for (;;) {
      const [first] = this.#waiting;
      if (this.#isPaused || first === undefined) return;
      const { delay = 0 } = first.delivery;
      if (delay > 0 && !first.delayed) {
        first.delayed = true;
        this.#pause(delay);
      } else this.#send(first);
    }
  }

  /** Sends the next piece of a message, or all of it. */
  #send(first: Waiting): void {
    const { pieces, end } = first.delivery;
    const piece = first.bytes.subarray(0, pieces?.bytes);
    first.bytes = first.bytes.subarray(piece.length);
    this.#heldLength -= piece.length;
    const isLast = first.bytes.length === 0;
    if (isLast) this.#waiting.shift();
    else if (pieces) this.#pause(pieces.milliseconds);
    if (piece.length > 0) this.#socket.write(piece);
    if (isLast && end !== undefined) this.#finish(end);
    this.#socket.released();
    if (this.#waiting.length === 0) this.#empty();
  }

  #finish(end: DeliveryEnd): void {
    // The end of the socket may call back.
    this.#over = true;
    this.#forget();
    this.#socket.ended(end);
  }

  #empty(): void {
    const onEmpty = this.#onEmpty;
    this.#onEmpty = undefined;
    onEmpty?.();
  }

  #forget(): void {
    this.#cancelTimer();
    this.#waiting = [];
    this.#heldLength = 0;
  }

  #pause(milliseconds: number): void {
    this.#isPaused = true;
    this.#cancelTimer = this.#runtime.after(milliseconds, () => {
      this.#isPaused = false;
      this.#proceed();
    });
  }
}
