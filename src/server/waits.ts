import { quoted } from '../text/printable.js';
import { LONGEST_DELAY, systemRuntime } from '../runtime/runtime.js';
import type { KdcRecord } from '../facts/kdc-record.js';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { ServerEvents } from './options.js';
import type { ServerEmitter } from './server-emitter.js';

/** When to stop waiting for an event. */
export interface WaitOptions {
  /**
   * Milliseconds; default 4000, so that the error comes before jest and vitest end the test after five seconds.
   * `Infinity`: only the end of the server ends the wait.
   */
  readonly timeout?: number;
  /** Ends the wait as well; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** An event that was waited for did not come. The message says what came instead. */
export class WaitError extends Error {
  override readonly name = 'WaitError';
  /** `ERR_WAIT_TIMEOUT`: the time was over; `ERR_SERVER_CLOSED`: the server was closed, or does not listen. */
  readonly code: 'ERR_WAIT_TIMEOUT' | 'ERR_SERVER_CLOSED';

  constructor(code: WaitError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The clients of the server, for the message of an error. */
export interface Clients {
  /** Connections accepted so far. */
  connected(): number;
  /** Describes, in sentences, the clients that came after the given number of connections. */
  describe(connectedBefore: number): string;
}

/** A thing that is waited for. */
export interface Wait<T> {
  /** The thing in the words of the error, behind “no”. */
  readonly what: string;
  /**
   * Begins to look for the thing.
   *
   * @param found called once it is there, at the earliest after `begin` has returned
   * @returns ends the looking
   */
  readonly begin: (found: (thing: T) => void) => () => void;
  /** Sentences on what came instead, behind the blank or the line end that goes before them. */
  readonly tell: () => string;
}

const DEFAULT_TIMEOUT = 4000;
/** The most attempts that a message describes. */
const MAX_TOLD = 3;

/** Promises of events. Each one settles: with the event, when its time is over, or when the server closes. */
export class Waits {
  readonly #emitter: ServerEmitter;
  readonly #clients: Clients;
  readonly #endings = new Set<() => void>();
  #closed = false;

  constructor(emitter: ServerEmitter, clients: Clients) {
    this.#emitter = emitter;
    this.#clients = clients;
  }

  /**
   * The next event of a name.
   *
   * @throws RangeError when there is no event of that name
   * @throws TypeError for an option that is unknown, or that cannot be used
   */
  next<Name extends keyof ServerEvents>(name: Name, options: WaitOptions = {}): Promise<ServerEvents[Name]> {
    this.#emitter.checkName(name);
    checkWaitOptions(options);
    const tale = this.#listenIn(name);
    const wait: Wait<ServerEvents[Name]> = {
      what: `'${name}'`,
      begin: (found) => {
        const off = this.#emitter.on(name, found);
        return () => {
          off();
          tale.end();
        };
      },
      tell: () => ` ${tale.tell()}`,
    };
    return this.until(wait, options, stackOfCaller());
  }

  /**
   * Waits for a thing. A rejection that is never awaited does not count as unhandled: a test that failed before its
   * `await` reports its own error.
   *
   * @param caller the frames of the stack that the error shows
   */
  until<T>(wait: Wait<T>, options: WaitOptions, caller: string): Promise<T> {
    const { timeout = DEFAULT_TIMEOUT, signal } = options;
    const promise = new Promise<T>((resolve, reject) => {
      let stopLooking = (): void => {};
      let cancelTimer = (): void => {};
      const end = (): void => {
        stopLooking();
        cancelTimer();
        signal?.removeEventListener('abort', onAbort);
        this.#endings.delete(onClose);
      };
      const fail = (code: WaitError['code'], why: string): void => {
        const error = new WaitError(code, `no ${wait.what} ${why}:${wait.tell()}`);
        error.stack = `${error.name}: ${error.message}\n${caller}`;
        end();
        reject(error);
      };
      const onClose = (): void => fail('ERR_SERVER_CLOSED', 'before the server closed');
      const onAbort = (): void => {
        end();
        reject(signal?.reason as Error);
      };
      stopLooking = wait.begin((thing) => {
        end();
        resolve(thing);
      });
      if (timeout !== Infinity) {
        const onTime = (): void => fail('ERR_WAIT_TIMEOUT', `within ${timeout} ms`);
        // The patience of a test is its own: a clock that the test moves does not end it.
        cancelTimer = systemRuntime.after(timeout, onTime, { keepsProcess: true });
      }
      this.#endings.add(onClose);
      signal?.addEventListener('abort', onAbort);
      if (signal?.aborted) onAbort();
      else if (this.#closed) onClose();
    });
    promise.catch(() => {});
    return promise;
  }

  /** Ends every wait, and each one that begins later. */
  close(): void {
    this.#closed = true;
    for (const end of this.#endings) end();
  }

  /** Remembers other events during a wait, for the message of its error. */
  #listenIn(name: keyof ServerEvents): { readonly tell: () => string; readonly end: () => void } {
    const connectedBefore = this.#clients.connected();
    const cameBefore = this.#emitter.countOf(name);
    const attempts: string[] = [];
    const refusals = new Set<string>();
    const addRefusal = (record: KdcRecord): void => {
      if (record.outcome === 'refused' && refusals.size < MAX_TOLD) refusals.add(refusalInWords(record));
    };
    const limits = new Set<string>();
    const offs = [
      this.#emitter.on('limit', ({ limit }) => limits.add(limit)),
      ...(name === 'attempt'
        ? []
        : [this.#emitter.on('attempt', (record) => attempts.push(attemptInWords(record)))]),
      // A client that gets no ticket does not log in.
      ...(name === 'kdc' ? [] : [this.#emitter.on('kdc', (record) => addRefusal(record))]),
    ];
    return {
      tell: () =>
        [
          this.#clients.describe(connectedBefore),
          ...attempts.slice(0, MAX_TOLD),
          ...(attempts.length > MAX_TOLD ? [`${attempts.length - MAX_TOLD} more attempts came.`] : []),
          ...refusals,
          ...[...limits].map((limit) => `limits.${limit} was reached.`),
          ...(cameBefore > 0 && this.#emitter.countOf(name) === cameBefore
            ? [`The last '${name}' came before this wait began: begin it before the client starts.`]
            : []),
        ].join(' '),
      end: () => {
        for (const off of offs) off();
      },
    };
  }
}

/** Refuses unknown options: if one were ignored, a test could pass with another event than it means. */
export function checkWaitOptions(options: WaitOptions): void {
  const { timeout, signal, ...unknown } = options;
  for (const name of Object.keys(unknown))
    throw new TypeError(`${name}: unknown option; there are timeout, signal`);
  const isTime =
    typeof timeout === 'number' && timeout > 0 && (timeout <= LONGEST_DELAY || timeout === Infinity);
  if (timeout !== undefined && !isTime) {
    throw new TypeError(`timeout: expected milliseconds, more than 0 and at most ${LONGEST_DELAY}`);
  }
  // An AbortSignal of another realm is accepted, too.
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new TypeError('signal: expected an AbortSignal');
  }
}

/** A sentence on an attempt, for a message. */
export function attemptInWords({ verdict, reason, claimed, explanation }: AttemptRecord): string {
  const who = claimed?.user ? quoted(claimed.user) : 'a client';
  return `An attempt of ${who} was ${verdict} (${reason}): ${explanation}`;
}

/** A sentence on a refusal of the KDC, for a message. */
export function refusalInWords({ client, error, explanation }: KdcRecord): string {
  const who = client === undefined ? 'a client' : quoted(client);
  return `The KDC refused ${who} (${error}): ${explanation}`;
}

/** The stack of the caller of a wait: the stack of an error made in a timer does not show it. */
function stackOfCaller(): string {
  const [, , , ...frames] = (new Error().stack ?? '').split('\n');
  return frames.join('\n');
}
