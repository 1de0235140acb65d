const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for a reason to stop: a signal, the time given, or a reader of our output that has gone away. */
export class Stop implements Disposable {
  /** Resolves with what it was, in words. */
  readonly requested: Promise<string>;
  readonly #handlers: [() => void, ...(() => void)[]];

  constructor(output: NodeJS.WriteStream, timeoutSeconds: number | undefined) {
    let request = (_why: string): void => {};
    this.requested = new Promise((resolve) => (request = resolve));
    const onBrokenOutput = (): void => request('nobody reads the output any more');
    output.on('error', onBrokenOutput);
    this.#handlers = [() => output.off('error', onBrokenOutput)];
    for (const signal of signals) {
      const onSignal = (): void => request(signal);
      process.on(signal, onSignal);
      this.#handlers.push(() => process.off(signal, onSignal));
    }
    if (timeoutSeconds !== undefined) {
      const timer = setTimeout(() => request('the time is over'), timeoutSeconds * 1000);
      this.#handlers.push(() => clearTimeout(timer));
    }
  }

  [Symbol.dispose](): void {
    for (const remove of this.#handlers) remove();
  }
}
