import { isLogged, type Log, type LogLevel } from '../log.js';
import { isError } from '../../values/realm.js';
import { type LogEntry, LONGEST_ENTRY } from './messages.js';

/** The log of a worker, which the primary writes. */
export function forwardedLog(lowest: LogLevel, send: (entry: LogEntry) => void): Log {
  const entry = (level: LogLevel, message: string, stack?: string): void => {
    if (!isLogged(level, lowest)) return;
    send({
      kind: 'log',
      level,
      message: message.slice(0, LONGEST_ENTRY),
      stack: stack?.slice(0, LONGEST_ENTRY),
    });
  };
  return {
    // An error itself may hold what no process can be sent.
    error: (message, details) =>
      entry('error', message, isError(details?.error) ? details.error.stack : undefined),
    warn: (message) => entry('warn', message),
    info: (message) => entry('info', message),
    debug: (message) => entry('debug', message),
  };
}
