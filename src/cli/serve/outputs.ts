import type { Writable } from 'node:stream';
import { ConfigurationError } from '../../config/index.js';
import { printable } from '../../text/printable.js';
import { systemErrorText } from '../../values/system-error.js';
import { ExitCode } from '../exit-code.js';
import type { OriginOf, ServerFlags } from '../flags.js';
import { createLog, type OpeningLog } from '../log.js';
import { LineFile, type LineFileOptions } from '../output/line-file.js';

/** A stream of lines, which may be a terminal. */
export type Lines = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Where a command that serves says what it has to say: its records, and its log. */
export class Outputs {
  /** Stdout, or the file of `--output`. */
  readonly lines: Lines;
  readonly log: OpeningLog;
  readonly #files: readonly LineFile[];

  /** @throws ConfigurationError for a file that cannot be written */
  constructor({ output, logFile, logLevel }: ServerFlags, originOf: OriginOf) {
    const stderr = (message: string): void => void process.stderr.write(`${printable(message)}\n`);
    const openLog = (path: string): LineFile => openFile(path, originOf('logFile'), stderr);
    const ofLog = logFile === undefined ? undefined : openLog(logFile);
    this.log = createLog(logLevel, ofLog ?? process.stderr);
    const openLines = (path: string): LineFile =>
      openFile(path, originOf('output'), (message) => this.log.error(message));
    const ofLines = output === undefined ? undefined : openLines(output);
    this.lines = ofLines ?? process.stdout;
    this.#files = [ofLog, ofLines].filter((file) => file !== undefined);
  }

  /** Opens the files again that were moved away. */
  reopen(): void {
    for (const file of this.#files) file.reopen();
  }
}

function openFile(path: string, origin: string, tell: (message: string) => void): LineFile {
  const options: LineFileOptions = {
    onProblem: (what, error) => {
      tell(`${origin}: ${path} ${what} (${systemErrorText(error)})`);
      process.once('exit', () => (process.exitCode ||= ExitCode.FAILED));
    },
    onLost: (lines) => tell(`${origin}: ${path} can be written again; ${lines} lines were lost`),
  };
  try {
    const file = new LineFile(path, options);
    // Lines that are held back when the process ends are written.
    process.once('exit', () => {
      while (file.writableCorked > 0) file.uncork();
    });
    return file;
  } catch (error) {
    throw new ConfigurationError([
      { path: origin, message: `cannot be written (${systemErrorText(error)})` },
    ]);
  }
}
