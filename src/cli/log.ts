import type { Writable } from 'node:stream';
import { systemRuntime } from '../runtime/runtime.js';
import { printable } from '../text/printable.js';
import { isError } from '../values/realm.js';
import type { Logger } from '../server/options.js';

/** The levels of a log, the gravest first. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;

/** A level of a log. */
export type LogLevel = (typeof logLevels)[number];

/** The log of the server itself. Events of clients are records, not log lines. */
export interface Log extends Logger {
  error(message: string, details?: { readonly error: unknown }): void;
  info(message: string): void;
  debug(message: string): void;
}

/** A log that has to be opened before it writes. The first message opens it. */
export interface OpeningLog extends Log {
  /** Opens it now, for a program that will surely have something to say while it serves. */
  open(): Promise<void>;
}

/**
 * Whether a log takes messages of a level.
 *
 * @param lowest the level of the log
 */
export function isLogged(level: LogLevel, lowest: LogLevel): boolean {
  return logLevels.indexOf(level) <= logLevels.indexOf(lowest);
}

/** Whether a value is a level. */
export function isLogLevel(value: unknown): value is LogLevel {
  return logLevels.includes(value as LogLevel);
}

/** A line before it is written. */
interface Entry {
  readonly level: LogLevel;
  readonly message: string;
  /** The time when it was logged. */
  readonly timestamp: string;
}

/**
 * A log of readable lines, in which nothing from the network can act on a terminal. Winston is loaded for the first of
 * them: a server that has nothing to say listens sooner.
 */
export function createLog(level: LogLevel, stream: Writable): OpeningLog {
  const lines = new Lines(stream);
  const write = (at: LogLevel, message: string): void => {
    if (!isLogged(at, level)) return;
    lines.write({ level: at, message, timestamp: new Date(systemRuntime.now()).toISOString() });
  };
  return {
    error: (message, details) => write('error', withCause(message, details?.error)),
    warn: (message) => write('warn', printable(message)),
    info: (message) => write('info', printable(message)),
    debug: (message) => write('debug', printable(message)),
    open: () => lines.open(),
  };
}

/** Lines that wait for winston, and then go through it. */
class Lines {
  readonly #stream: Writable;
  #write: ((entry: Entry) => void) | undefined;
  #waiting: Entry[] = [];
  #opening: Promise<void> | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  write(entry: Entry): void {
    if (this.#write !== undefined) {
      this.#write(entry);
      return;
    }
    this.#waiting.push(entry);
    void this.open();
  }

  open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  async #open(): Promise<void> {
    // A process that ends meanwhile, perhaps by the very error of the line, must not end in silence.
    const atExit = (): void => this.#flush((entry) => void this.#stream.write(`${lineOf(entry)}\n`));
    process.once('exit', atExit);
    const { default: winston } = await import('winston');
    const logger = winston.createLogger({
      level: 'debug',
      format: winston.format.printf((entry) => lineOf(entry as unknown as Entry)),
      transports: [new winston.transports.Stream({ stream: this.#stream })],
    });
    process.off('exit', atExit);
    this.#write = (entry) => void logger.log(entry);
    this.#flush(this.#write);
  }

  #flush(write: (entry: Entry) => void): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const entry of waiting) write(entry);
  }
}

function lineOf({ timestamp, level, message }: Entry): string {
  return `${timestamp} ${level}: ${message}`;
}

/** An internal error is a bug, so its stack is logged. */
function withCause(message: string, error: unknown): string {
  const cause = isError(error) ? error.stack : undefined;
  return [message, ...(cause ?? '').split('\n').filter(Boolean)].map(printable).join('\n');
}
