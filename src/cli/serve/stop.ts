import type { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { systemRuntime } from '../../runtime/runtime.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Milliseconds from one check of the parent process to the next. */
const LOOK_MILLISECONDS = 200;

/** Reasons to stop besides signals. */
export interface StopOptions {
  /** The server stops when the reader of this stream is gone. */
  readonly output: Writable;
  readonly timeoutSeconds: number | undefined;
  /** Whether to stop when the parent process ends. */
  readonly withParent: boolean;
  /** Whether a SIGHUP means that the terminal is gone. */
  readonly onHangUp: boolean;
}

/**
 * Waits for a reason to stop: a signal, the end of the time given, or the loss of the output's reader or of the parent
 * process.
 */
export class Stop implements Disposable {
  /** Resolves with the reason, in words. */
  readonly requested: Promise<string>;
  readonly #handlers: [() => void, ...(() => void)[]];

  constructor({ output, timeoutSeconds, withParent, onHangUp }: StopOptions) {
    let request = (_why: string): void => {};
    this.requested = new Promise((resolve) => (request = resolve));
    const onBrokenOutput = (): void => request('nobody reads the output any more');
    output.on('error', onBrokenOutput);
    this.#handlers = [() => output.off('error', onBrokenOutput)];
    for (const signal of [...signals, ...(onHangUp ? (['SIGHUP'] as const) : [])]) {
      const onSignal = (): void => request(signal);
      process.on(signal, onSignal);
      this.#handlers.push(() => process.off(signal, onSignal));
    }
    if (timeoutSeconds !== undefined) {
      const onTime = (): void => request('the time is over');
      this.#handlers.push(systemRuntime.after(timeoutSeconds * 1000, onTime, { keepsProcess: true }));
    }
    if (withParent) {
      const parent = process.ppid;
      const look = (): void => {
        if (process.ppid !== parent) request('whoever started it has ended');
        else cancel = systemRuntime.after(LOOK_MILLISECONDS, look);
      };
      let cancel = systemRuntime.after(LOOK_MILLISECONDS, look);
      this.#handlers.push(() => cancel());
    }
  }

  [Symbol.dispose](): void {
    for (const remove of this.#handlers) remove();
  }
}

/**
 * Whether this process has a terminal. With one, a SIGHUP means that the terminal is gone, and the server stops.
 * Without one, service managers send SIGHUP for “read your configuration again”, and `nohup` is meant to survive
 * it.
 */
export function hasTerminal(): boolean {
  return [0, 1, 2].some((descriptor) => isatty(descriptor));
}

/**
 * Whether npx started this process. npm sends a SIGTERM to the shell between itself and the server, and that shell ends
 * without passing it on: `kill` would end npx and leave the server. A server that an npm script starts in the
 * background is not run by npx.
 */
export function isRunByNpx({ npm_lifecycle_event, npm_lifecycle_script = '' }: NodeJS.ProcessEnv): boolean {
  return npm_lifecycle_event === 'npx' && /\bsmb2-auth-server\b/.test(npm_lifecycle_script);
}
