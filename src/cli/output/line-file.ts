import { closeSync, constants, fstatSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { type CheckedRuntime, systemRuntime } from '../../runtime/runtime.js';

/** Milliseconds from one look for a file that was moved away to the next, while lines come. */
const LOOK_MILLISECONDS = 1000;

const NEW_LINE = 0x0a;

/** The surroundings of a file of lines. */
export interface LineFileOptions {
  /**
   * Told once when lines cannot be written, or the file cannot be opened again.
   *
   * @param what such as `cannot be written`
   */
  readonly onProblem: (what: string, error: unknown) => void;
  /** Told, once lines can be written again, how many were lost meanwhile. */
  readonly onLost: (lines: number) => void;
  /** Default: the clocks of the system. */
  readonly runtime?: Pick<CheckedRuntime, 'monotonic'>;
}

/**
 * A file to which lines are appended, and that a program such as logrotate may move away meanwhile: each line is whole,
 * in the old file or in the new one. It is written before the server goes on, as Node.js does with a file for stdout,
 * so that the end of the process loses nothing.
 *
 * A file that is made here is for its owner alone; one that is there keeps its mode, which an administrator has chosen.
 */
export class LineFile extends Writable {
  readonly path: string;
  readonly #options: LineFileOptions;
  readonly #runtime: Pick<CheckedRuntime, 'monotonic'>;
  #descriptor: number;
  #lookedAt: number;
  #lost = 0;
  /** Whether the path could not be opened the last time. */
  #isStuck = false;

  /** @throws the error of the file system, and NoLineFile for a pipe or a socket */
  constructor(path: string, options: LineFileOptions) {
    super();
    this.path = path;
    this.#options = options;
    this.#runtime = options.runtime ?? systemRuntime;
    this.#descriptor = open(path);
    this.#lookedAt = this.#runtime.monotonic();
  }

  /** Opens the path again where another file, or none, is there by now. */
  reopen(): void {
    this.#lookedAt = this.#runtime.monotonic();
    try {
      if (isSame(this.path, this.#descriptor)) return;
      const descriptor = open(this.path);
      closeSync(this.#descriptor);
      this.#descriptor = descriptor;
      this.#isStuck = false;
    } catch (error) {
      // The lines go on into the file that was moved away, which loses none.
      if (!this.#isStuck) this.#options.onProblem('cannot be opened again', error);
      this.#isStuck = true;
    }
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, written: () => void): void {
    this.#put(chunk);
    written();
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], written: () => void): void {
    this.#put(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    written();
  }

  override _destroy(error: Error | null, destroyed: (error: Error | null) => void): void {
    closeSync(this.#descriptor);
    destroyed(error);
  }

  #put(lines: Buffer): void {
    if (this.#runtime.monotonic() - this.#lookedAt >= LOOK_MILLISECONDS) this.reopen();
    let written = 0;
    try {
      while (written < lines.length) written += writeSync(this.#descriptor, lines, written);
    } catch (error) {
      this.#takeBack(written);
      const isFirst = this.#lost === 0;
      for (const byte of lines) if (byte === NEW_LINE) this.#lost++;
      if (isFirst) this.#options.onProblem('cannot be written', error);
      return;
    }
    if (this.#lost === 0) return;
    const lost = this.#lost;
    this.#lost = 0;
    this.#options.onLost(lost);
  }

  /** The beginning of a line, such as the one at which the disk was full, would spoil the line behind it. */
  #takeBack(bytes: number): void {
    if (bytes === 0) return;
    try {
      ftruncateSync(this.#descriptor, Math.max(0, fstatSync(this.#descriptor).size - bytes));
    } catch {
      // It is no regular file: what a device has taken is gone.
    }
  }
}

/** The path names a pipe or a socket. */
class NoLineFile extends Error {
  override readonly name = 'NoLineFile';
  readonly code = 'a pipe or socket: expected a file';
}

/** A pipe that nobody reads would hold the server up, its opening included. */
function open(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFIFO() === true || stats?.isSocket() === true) throw new NoLineFile(path);
  return openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o600);
}

/** Whether the file that a descriptor is of is at a path. */
export function isSame(path: string, descriptor: number): boolean {
  try {
    const there = statSync(path, { bigint: true });
    const held = fstatSync(descriptor, { bigint: true });
    return there.dev === held.dev && there.ino === held.ino;
  } catch {
    return false;
  }
}
