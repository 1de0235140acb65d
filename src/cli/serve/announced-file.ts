import { rmSync, statSync, writeFileSync } from 'node:fs';
import { ConfigurationError } from '../../config/index.js';
import { systemErrorText } from '../../values/system-error.js';
import type { OriginOf } from '../flags.js';
import { checkReplaceable, replaceFile } from './replace-file.js';

/** A file that tells other programs where the server is. It exists, whole, while the server listens. */
export class AnnouncedFile {
  readonly path: string;
  readonly #mode: number;
  #identity: string | undefined;

  /**
   * Removes the file of a server that was killed: a program that waits for the file must not read an old port.
   *
   * @param mode permissions of the file, where the system has such
   * @throws the error of the file system, and NotAFile for a path that must not be replaced
   */
  constructor(path: string, mode = 0o666) {
    checkReplaceable(path);
    rmSync(path, { force: true });
    this.path = path;
    this.#mode = mode;
  }

  /** @throws the error of the file system */
  announce(line: string): void {
    replaceFile(this.path, (temporary) =>
      writeFileSync(temporary, `${line}\n`, { flag: 'wx', mode: this.#mode }),
    );
    this.#identity = identityOf(this.path);
  }

  /** Removes the file, unless another server has put its own in its place. */
  remove(): void {
    if (this.#identity === undefined || identityOf(this.path) !== this.#identity) return;
    rmSync(this.path, { force: true });
  }
}

/** The flags that name such a file. */
type FileFlag = 'portFile' | 'controlFile';

/** @throws ConfigurationError when it cannot be written */
export function openAnnouncedFile(
  path: string,
  flag: FileFlag,
  originOf: OriginOf,
  mode?: number,
): AnnouncedFile {
  return naming(flag, originOf, () => new AnnouncedFile(path, mode));
}

/** @throws ConfigurationError when it cannot be written */
export function announce(file: AnnouncedFile, line: string, flag: FileFlag, originOf: OriginOf): void {
  naming(flag, originOf, () => file.announce(line));
}

function naming<Result>(flag: FileFlag, originOf: OriginOf, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    const message = `cannot be written (${systemErrorText(error)})`;
    throw new ConfigurationError([{ path: originOf(flag), message }]);
  }
}

function identityOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  // A file system gives the inode number of a removed file to the next file, so the time is compared as well.
  return stats && `${stats.dev}:${stats.ino}:${stats.mtimeNs}`;
}
