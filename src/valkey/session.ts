import type { CheckedRuntime } from '../runtime/runtime.js';
import {
  type Argument,
  type Connect,
  type StoreConnection,
  StoreError,
  StoreFault,
  wordsOfError,
} from './connection.js';
import type { Script } from './scripts.js';

/** The surroundings of a session. */
export interface SessionOptions {
  readonly runtime: CheckedRuntime;
  /** Milliseconds that one question may take, and the beginning of the session. */
  readonly timeoutMilliseconds: number;
  /** Called once, when it has ended by itself, with words that follow the name of the store. */
  readonly ended: (because: string) => void;
}

/** Questions that wait at once: a store that falls behind so far is away. */
const MOST_WAITING = 16_384;

/**
 * One connection to a store, which ends with the first sign that the store is none: an error, an answer of another form
 * than expected, or none in time. Everything that waits fails then.
 */
export class StoreSession {
  readonly #options: SessionOptions;
  readonly #connection: StoreConnection;
  readonly #waiting = new Set<(fault: StoreFault) => void>();
  #fault: StoreFault | undefined;

  constructor(connect: Connect, options: SessionOptions) {
    this.#options = options;
    this.#connection = connect((because) => this.end(because));
  }

  /** Whether it has ended: nothing can be asked any more. */
  get hasEnded(): boolean {
    return this.#fault !== undefined;
  }

  /** @throws StoreFault, as a rejection, when the store does not take the connection in time */
  async begin(): Promise<void> {
    await this.#inTime(() => this.#connection.ready);
  }

  /**
   * Sends a command.
   *
   * @param tolerated codes of errors that are an answer as well: they say something of the command, not of the store
   * @throws StoreFault, as a rejection; the session has ended then
   */
  command(command: readonly Argument[], tolerated: readonly string[] = []): Promise<unknown> {
    return this.#inTime(async () => this.#accepted(await this.#connection.send(command), tolerated));
  }

  /**
   * Runs a script, of which the store may not know the text yet.
   *
   * @throws StoreFault, as a rejection; the session has ended then
   */
  run(script: Script, keys: readonly string[], values: readonly Argument[]): Promise<unknown> {
    const rest = [String(keys.length), ...keys, ...values];
    return this.#inTime(async () => {
      const told = await this.#connection.send(['EVALSHA', script.digest, ...rest]);
      const isUnknown = told instanceof StoreError && told.code === 'NOSCRIPT';
      return this.#accepted(
        isUnknown ? await this.#connection.send(['EVAL', script.text, ...rest]) : told,
        [],
      );
    });
  }

  /**
   * Ends the session; a second call does nothing.
   *
   * @param because words that follow the name of the store
   */
  end(because: string): void {
    if (this.#fault !== undefined) return;
    this.#shut(because);
    this.#options.ended(because);
  }

  /** Ends the session without a word. */
  close(): void {
    if (this.#fault === undefined) this.#shut('is not asked any more');
  }

  #shut(because: string): void {
    const fault = new StoreFault(because);
    this.#fault = fault;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const reject of waiting) reject(fault);
    this.#connection.close();
  }

  #accepted(told: unknown, tolerated: readonly string[]): unknown {
    if (told instanceof StoreError && !tolerated.includes(told.code))
      throw new StoreFault(wordsOfError(told));
    return told;
  }

  #inTime<Told>(task: () => Promise<Told>): Promise<Told> {
    const { runtime, timeoutMilliseconds } = this.#options;
    if (this.#waiting.size >= MOST_WAITING) this.end(`has ${MOST_WAITING} questions to answer`);
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    return new Promise((resolve, reject) => {
      const late = (): void => this.end(`gave no answer within ${timeoutMilliseconds} ms`);
      // Where this process was busy itself, the answer may be there, and is read before the next timer.
      let cancel = runtime.after(timeoutMilliseconds, () => (cancel = runtime.after(1, late)));
      const refuse = (fault: StoreFault): void => {
        cancel();
        reject(fault);
      };
      this.#waiting.add(refuse);
      task().then(
        (told) => {
          if (!this.#waiting.delete(refuse)) return;
          cancel();
          resolve(told);
        },
        (error: unknown) => {
          this.end(error instanceof StoreFault ? error.message : 'could not be asked');
        },
      );
    });
  }
}
