import { rmSync, statSync, writeFileSync } from 'node:fs';
import { checkReplaceable, replaceFile } from './replace-file.js';

/** A file that tells other programs the port. It exists, with its whole content, while the server listens. */
export class PortFile {
  readonly #path: string;
  #identity: string | undefined;

  /**
   * Removes the file of a server that was killed: a program that waits for the file must not read an old port.
   *
   * @throws the error of the file system, and NotAFile for a path that must not be replaced
   */
  constructor(path: string) {
    checkReplaceable(path);
    rmSync(path, { force: true });
    this.#path = path;
  }

  /** @throws the error of the file system */
  announce(port: number): void {
    replaceFile(this.#path, (temporary) => writeFileSync(temporary, `${port}\n`, { flag: 'wx' }));
    this.#identity = identityOf(this.#path);
  }

  /** Removes the file, unless another server has put its own in its place. */
  remove(): void {
    if (this.#identity === undefined || identityOf(this.#path) !== this.#identity) return;
    rmSync(this.#path, { force: true });
  }
}

function identityOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  // A file system gives the inode number of a removed file to the next file, so the time is compared as well.
  return stats && `${stats.dev}:${stats.ino}:${stats.mtimeNs}`;
}
