import type { CheckedRuntime } from '../runtime/runtime.js';

/** A login whose client has a next step. */
export interface Awaited {
  /** Called when the step did not come in time; the login is not awaited any more then. */
  overtaken(): void;
}

/** The accepted logins whose next step is awaited for a while, with one timer for all of them. */
export class AwaitedSteps {
  readonly #runtime: CheckedRuntime;
  readonly #patience: number;
  /** Monotonic milliseconds at which each one's time is over, the earliest first. */
  readonly #ends = new Map<Awaited, number>();
  #cancelTimer: (() => void) | undefined;
  /** Monotonic milliseconds at which the timer is due. */
  #due = 0;

  /** @param patience milliseconds */
  constructor(runtime: CheckedRuntime, patience: number) {
    this.#runtime = runtime;
    this.#patience = patience;
  }

  /** Awaits the next step of a login. */
  add(login: Awaited): void {
    const now = this.#runtime.monotonic();
    this.#ends.set(login, now + this.#patience);
    if (this.#cancelTimer === undefined) this.#wait(now, now + this.#patience);
  }

  /** Awaits it no longer. */
  delete(login: Awaited): void {
    this.#ends.delete(login);
  }

  /** Cancels the timer, which goes on for a while after the last login, if nothing is awaited. */
  rest(): void {
    if (this.#ends.size > 0) return;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #wait(now: number, end: number): void {
    this.#due = end;
    this.#cancelTimer = this.#runtime.after(end - now, () => this.#endOverdue());
  }

  #endOverdue(): void {
    this.#cancelTimer = undefined;
    // A program's clock may lag behind its timers: the time that was waited for is over all the same.
    const now = Math.max(this.#runtime.monotonic(), this.#due);
    for (const [login, end] of this.#ends) {
      if (end > now) {
        this.#wait(now, end);
        return;
      }
      this.#ends.delete(login);
      login.overtaken();
    }
  }
}
