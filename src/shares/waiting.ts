import { NtStatus } from '../constants/nt-status.js';
import { ShareError } from './share-error.js';

/** A wait for a result. It rejects with STATUS_CANCELLED when the signal aborts. */
export class Waiter<T> {
  readonly result: Promise<T>;
  #settle: { resolve: (value: T) => void; reject: (error: ShareError) => void } | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = () => this.fail(NtStatus.STATUS_CANCELLED);

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    this.result = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener('abort', this.#onAbort);
  }

  /** Still waiting. */
  get waiting(): boolean {
    return this.#settle !== undefined;
  }

  finish(value: T): void {
    this.#stop()?.resolve(value);
  }

  fail(status: NtStatus): void {
    this.#stop()?.reject(new ShareError(status));
  }

  #stop() {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    return settle;
  }
}
