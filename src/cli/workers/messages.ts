import { deserialize, serialize } from 'node:v8';
import type { Inquiry } from '../../admin/joint-source.js';
import type { ServeConfiguration } from '../../config/index.js';
import type { Inherited } from '../../server/carriers/listeners.js';
import type { Addresses } from '../../server/create-server.js';
import type { ExitCode } from '../exit-code.js';
import type { LogLevel } from '../log.js';

/*
 * Messages travel as JSON, those of the shared state as well: for many short ones, the structured clone of Node.js
 * costs twice as much. Whole lines and packets travel as bytes, and `written` answers them before the worker sends more
 * of that output.
 */

/** A stream of the primary that workers write to: stdout, and the files of `--capture` and `--capture-keys`. */
export type OutputName = 'lines' | 'packets' | 'keys';

/** A message of the primary to a worker. */
export type Order =
  | Beginning
  /** The latest bytes for this output are written. */
  | { readonly kind: 'written'; readonly output: OutputName }
  /** The terminal has another width. */
  | { readonly kind: 'resized'; readonly columns: number | undefined }
  /** Say whether logins can be served, and the metrics as well. */
  | ({ readonly kind: 'ask' } & Inquiry)
  /** Serve the accounts and the shares of another configuration, as {@link packed}; end when that cannot be done. */
  | { readonly kind: 'reread'; readonly configuration: string }
  /** Deliver everything, and end. */
  | { readonly kind: 'stop' };

/** Everything that a worker serves by. It reads no flags, no variables and no configuration file. */
export interface Beginning {
  readonly kind: 'begin';
  /** The descriptors of the sockets that it listens on. */
  readonly sockets: Inherited;
  /** A ServeConfiguration, as {@link packed}. */
  readonly configuration: string;
  readonly logLevel: LogLevel;
  readonly lines: LineOptions;
  /** Undefined: nothing is captured. */
  readonly capture: CaptureOptions | undefined;
  /** Whether it counts for `--admin`. */
  readonly counts: boolean;
}

/** The form of the lines. */
export interface LineOptions {
  readonly json: boolean;
  /** Whether they go to a terminal. */
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined: it has none, or says none. */
  readonly columns: number | undefined;
}

/** The capture that a worker has a part in. */
export interface CaptureOptions {
  /** How it was asked for, for messages. */
  readonly origin: string;
  readonly keys: boolean;
}

/** A message of a worker to the primary. */
export type Report =
  /** Its modules are loaded: it waits for {@link Beginning}. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'listening'; readonly addresses: Addresses }
  /** It cannot listen, and has said why on stderr. */
  | { readonly kind: 'failed'; readonly code: ExitCode }
  | Answer
  | LogEntry;

/** The answer to {@link Inquiry}; whoever joins them reads the rest, of which nothing is known here. */
export interface Answer {
  readonly kind: 'answer';
  readonly question: unknown;
  readonly readiness: unknown;
  /** Absent: they were not asked for. */
  readonly metrics?: unknown;
}

/** UTF-16 code units of a message for the log, and of its stack: the primary remembers what was said. */
export const LONGEST_ENTRY = 16_384;

/** A message for the log. */
export interface LogEntry {
  readonly kind: 'log';
  readonly level: LogLevel;
  readonly message: string;
  /** The stack of an internal error. */
  readonly stack: string | undefined;
}

/** A configuration as a text. It holds bytes, such as those of a certificate. */
export function packed(configuration: ServeConfiguration): string {
  return serialize(configuration).toString('base64');
}

/** The configuration that was {@link packed}. */
export function unpacked(text: string): ServeConfiguration {
  return deserialize(Buffer.from(text, 'base64')) as ServeConfiguration;
}
