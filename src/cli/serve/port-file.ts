import { rmSync, statSync, writeFileSync } from 'node:fs';
import { checkReplaceable, replaceFile } from './replace-file.js';

/** A file that tells other programs the port: it is there, with its whole content, while the server listens. */
export class PortFile {
  readonly #path: string;
  #identity: string | undefined;

  /**
   * Removes what a server left that was killed: whoever waits for the file must not read the port of an earlier one.
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
  // A file system gives the number of a file that is gone to the next one.
  return stats && `${stats.dev}:${stats.ino}:${stats.mtimeNs}`;
}
