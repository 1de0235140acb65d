import { createWriteStream, fchmodSync, fstatSync, openSync, statSync, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { isSame } from './line-file.js';

/** The surroundings of a file that is begun anew. */
export interface BegunAnewOptions {
  /** The bytes with which each further file begins; the first one is begun by whoever writes. */
  readonly beginning: () => Buffer;
  /** Told when a file cannot be written any more, or no further one can be made. */
  readonly onError: (error: unknown) => void;
}

/**
 * A stream into a file that may be moved away meanwhile: what is written from then on begins a new file at its path.
 * Each piece is whole, in the old file or in the new one. Each file is for its owner alone.
 */
export class BegunAnew extends Writable {
  readonly #path: string;
  readonly #options: BegunAnewOptions;
  #descriptor: number;
  #file: WriteStream;

  /** @throws the error of the file system */
  constructor(path: string, options: BegunAnewOptions) {
    super();
    this.#path = path;
    this.#options = options;
    this.#descriptor = openForOwner(path);
    this.#file = this.#streamInto(this.#descriptor);
  }

  /** Begins a new file, where the old one is not at its path any more. */
  reopen(): void {
    try {
      if (this.writableEnded || isSame(this.#path, this.#descriptor)) return;
      insistOnFile(this.#path);
      const descriptor = openForOwner(this.#path);
      const before = this.#file;
      this.#descriptor = descriptor;
      this.#file = this.#streamInto(descriptor);
      this.#file.write(this.#options.beginning());
      before.end();
    } catch (error) {
      this.#options.onError(error);
    }
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, written: () => void): void {
    // An error is told by the stream itself; whoever writes goes on.
    this.#file.write(chunk, () => written());
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], written: () => void): void {
    const file = this.#file;
    file.cork();
    for (const [index, { chunk }] of chunks.entries()) {
      if (index === chunks.length - 1) file.write(chunk, () => written());
      else file.write(chunk);
    }
    file.uncork();
  }

  override _final(ended: () => void): void {
    const file = this.#file;
    file.end();
    finished(file).then(ended, ended);
  }

  #streamInto(descriptor: number): WriteStream {
    return createWriteStream(this.#path, { fd: descriptor }).on('error', this.#options.onError);
  }
}

/** The path names a pipe, a device or a folder. */
class NoFile extends Error {
  override readonly name = 'NoFile';
  readonly code = 'not a regular file';
}

/** A pipe that nobody reads would be waited for by everybody whom the server serves. */
function insistOnFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) throw new NoFile(path);
}

/** Opens a file that only its owner can read. */
function openForOwner(path: string): number {
  const descriptor = openSync(path, 'w', 0o600);
  // `open` applies the mode to a new file only.
  if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, 0o600);
  return descriptor;
}
