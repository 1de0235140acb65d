import type { CheckedRuntime } from '../../runtime/runtime.js';

/** A frame of one connection that waits for the next frame, which it follows. */
export class FrameOrder {
  readonly #runtime: CheckedRuntime;
  #held: { readonly send: () => void; readonly cancel: () => void } | undefined;

  constructor(runtime: CheckedRuntime) {
    this.#runtime = runtime;
  }

  /**
   * Holds a frame until {@link release}, or until the time is over.
   *
   * @param send must do nothing on a connection that is over
   * @returns false if there is one already: the frame is not held then
   */
  hold(send: () => void, milliseconds: number): boolean {
    if (this.#held !== undefined) return false;
    this.#held = { send, cancel: this.#runtime.after(milliseconds, () => this.release()) };
    return true;
  }

  /** Sends the frame that is held, if there is one. */
  release(): void {
    if (this.#held === undefined) return;
    const { send, cancel } = this.#held;
    this.#held = undefined;
    cancel();
    send();
  }
}
