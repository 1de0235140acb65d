import { spawn } from 'node:child_process';
import { hrtime } from 'node:process';
import { LONGEST_DELAY, systemRuntime } from '../../runtime/runtime.js';
import type { Log } from '../log.js';
import type { ServiceVariables } from './service-variables.js';

/** Milliseconds that systemd-notify has. It waits until systemd has taken the message. */
const PATIENCE_MILLISECONDS = 5000;

/**
 * Tells systemd how the server is (sd_notify(3)). Its socket takes datagrams, which Node.js cannot send to a path, so
 * the program `systemd-notify` does it: a native package would have to be compiled or downloaded at each install. It is
 * a process of its own, so that the unit needs `NotifyAccess=all`.
 */
export class Notifications implements Disposable {
  readonly #socket: string | undefined;
  readonly #watchdogMilliseconds: number | undefined;
  readonly #log: Log;
  /** Ends when the messages so far are sent. */
  #sent: Promise<void> = Promise.resolve();
  #waiting = 0;
  #hasFailed = false;
  #cancel = (): void => {};

  constructor({ notifySocket, watchdogMilliseconds }: ServiceVariables, log: Log) {
    this.#socket = notifySocket;
    this.#watchdogMilliseconds = watchdogMilliseconds;
    this.#log = log;
  }

  /**
   * The server listens.
   *
   * @param status the place, in words
   */
  listening(status: string): void {
    this.#send('READY=1', `STATUS=${status}`);
    this.#watch();
  }

  /** Accounts and shares are being read again; {@link reread} follows. */
  rereading(): void {
    this.#send('RELOADING=1', `MONOTONIC_USEC=${hrtime.bigint() / 1000n}`);
  }

  reread(): void {
    this.#send('READY=1');
  }

  /** The server stops. Resolves once that was told. */
  stopping(): Promise<void> {
    this.#cancel();
    this.#send('STOPPING=1');
    return this.#sent;
  }

  [Symbol.dispose](): void {
    this.#cancel();
  }

  /** Signs of life come from the event loop that serves, so they end when it hangs; twice as often as is expected. */
  #watch(): void {
    if (this.#watchdogMilliseconds === undefined || this.#socket === undefined) return;
    const pause = Math.min(this.#watchdogMilliseconds / 2, LONGEST_DELAY);
    this.#cancel = systemRuntime.after(pause, () => {
      if (this.#waiting === 0) this.#send('WATCHDOG=1');
      this.#watch();
    });
  }

  #send(...assignments: readonly string[]): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#waiting++;
    this.#sent = this.#sent
      .then(() => notify(socket, assignments))
      .then((failure) => {
        this.#waiting--;
        if (failure !== undefined && !this.#hasFailed)
          this.#log.warn(`systemd was not told ${assignments[0]}: ${failure}`);
        this.#hasFailed ||= failure !== undefined;
      });
  }
}

/** @returns why it was not told; undefined: it was */
function notify(socket: string, assignments: readonly string[]): Promise<string | undefined> {
  const { PATH = '/usr/bin:/bin' } = process.env;
  return new Promise((resolve) => {
    const fail = ({ message }: Error): void => resolve(`systemd-notify cannot be run (${message})`);
    try {
      const child = spawn('systemd-notify', assignments, {
        stdio: 'ignore',
        env: { PATH, NOTIFY_SOCKET: socket },
        timeout: PATIENCE_MILLISECONDS,
      });
      child.once('error', fail);
      child.once('exit', (code, signal) =>
        resolve(code === 0 ? undefined : `systemd-notify ended with ${code ?? signal}`),
      );
    } catch (error) {
      // Some errors are thrown, such as ENOMEM of a machine that has no memory left for another process.
      fail(error as Error);
    }
  });
}
