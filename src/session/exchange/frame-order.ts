import type { HeldBytes } from '../../runtime/held-bytes.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';

/** A frame of one connection that waits for the next frame, which it follows. */
export class FrameOrder {
  readonly #runtime: CheckedRuntime;
  readonly #bytes: HeldBytes;
  #held: { readonly length: number; readonly send: () => void; readonly cancel: () => void } | undefined;

  /**
   * @param bytes counts the frame while it waits
   * @param signal is aborted once the connection is over: the frame is forgotten
   */
  constructor(runtime: CheckedRuntime, bytes: HeldBytes, signal: AbortSignal) {
    this.#runtime = runtime;
    this.#bytes = bytes;
    signal.addEventListener('abort', () => void this.#take(), { once: true });
  }

  /**
   * Holds a frame until {@link release}, or until the time is over.
   *
   * @param length of the frame in bytes
   * @returns false if there is one already: the frame is not held then
   */
  hold(length: number, send: () => void, milliseconds: number): boolean {
    if (this.#held !== undefined) return false;
    this.#bytes.add(length);
    this.#held = { length, send, cancel: this.#runtime.after(milliseconds, () => this.release()) };
    return true;
  }

  /** Sends the frame that is held, if there is one. */
  release(): void {
    this.#take()?.();
  }

  #take(): (() => void) | undefined {
    if (this.#held === undefined) return undefined;
    const { length, send, cancel } = this.#held;
    this.#held = undefined;
    cancel();
    this.#bytes.release(length);
    return send;
  }
}
