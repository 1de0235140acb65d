import type { Writable } from 'node:stream';
import winston from 'winston';
import { printable } from '../text/printable.js';
import { isError } from '../values/realm.js';
import type { Logger } from '../server/options.js';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** The log of the server itself. Events of clients are records, not log lines. */
export interface Log extends Logger {
  error(message: string, details?: { readonly error: unknown }): void;
  info(message: string): void;
  debug(message: string): void;
}

/** A log of readable lines, in which nothing from the network can act on a terminal. */
export function createLog(level: LogLevel, stream: Writable): Log {
  const logger = winston.createLogger({
    level,
    format: winston.format.combine(
      winston.format.timestamp(),
      winston.format.printf(
        (entry) => `${String(entry['timestamp'])} ${entry.level}: ${String(entry.message)}`,
      ),
    ),
    transports: [new winston.transports.Stream({ stream })],
  });
  const write = (at: LogLevel) => (message: string) => void logger.log(at, printable(message));
  return {
    error: (message, details) => void logger.error(withCause(message, details?.error)),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
  };
}

/** An internal error is a bug, so its stack is logged. */
function withCause(message: string, error: unknown): string {
  const cause = isError(error) ? error.stack : undefined;
  return [message, ...(cause ?? '').split('\n').filter(Boolean)].map(printable).join('\n');
}
