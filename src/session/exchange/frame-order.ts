import type { CheckedRuntime } from '../../runtime/runtime.js';

/** A frame of one connection that waits for the next frame, which it follows. */
export class FrameOrder {
  readonly #runtime: CheckedRuntime;
  readonly #send: (frame: Buffer) => void;
  #held: { readonly frame: Buffer; readonly cancel: () => void } | undefined;

  /** @param send must do nothing on a connection that is over */
  constructor(runtime: CheckedRuntime, send: (frame: Buffer) => void) {
    this.#runtime = runtime;
    this.#send = send;
  }

  /**
   * Holds a frame until {@link release}, or until the time is over.
   *
   * @returns false if there is one already: the frame is not held then
   */
  hold(frame: Buffer, milliseconds: number): boolean {
    if (this.#held !== undefined) return false;
    this.#held = { frame, cancel: this.#runtime.after(milliseconds, () => this.release()) };
    return true;
  }

  /** Sends the frame that is held, if there is one. */
  release(): void {
    if (this.#held === undefined) return;
    const { frame, cancel } = this.#held;
    this.#held = undefined;
    cancel();
    this.#send(frame);
  }
}
