import { isatty } from 'node:tty';
import { systemRuntime } from '../../runtime/runtime.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Milliseconds from one look at our parent to the next. */
const LOOK_MILLISECONDS = 200;

/** Reasons to stop besides signals. */
export interface StopOptions {
  /** Whose reader may go away. */
  readonly output: NodeJS.WriteStream;
  readonly timeoutSeconds: number | undefined;
  /** Whether to go with our parent process. */
  readonly withParent: boolean;
  /** Whether a SIGHUP means that our terminal has gone. */
  readonly onHangUp: boolean;
}

/** Waits for a reason to stop: a signal, the time given, a reader of our output or a parent that has gone away. */
export class Stop implements Disposable {
  /** Resolves with what it was, in words. */
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
 * A server in a terminal goes with it. Without one, a SIGHUP is what service managers send for “read your configuration
 * again”, and what `nohup` is there to survive.
 */
export function hasTerminal(): boolean {
  return [0, 1, 2].some((descriptor) => isatty(descriptor));
}

/**
 * npm hands a SIGTERM to the shell between it and us, and that shell ends without handing it on: `kill` would end npx
 * and leave the server. A server that a script of somebody's package puts into the background is none of these.
 */
export function isRunByNpx({ npm_lifecycle_event, npm_lifecycle_script = '' }: NodeJS.ProcessEnv): boolean {
  return npm_lifecycle_event === 'npx' && /\bsmb2-auth-server\b/.test(npm_lifecycle_script);
}
