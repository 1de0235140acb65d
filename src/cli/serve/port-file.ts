import { rmSync, statSync, writeFileSync } from 'node:fs';
import { replaceFile } from './replace-file.js';

/** A file that tells other programs the port. It appears with its content or not at all. */
export class PortFile {
  readonly #path: string;
  readonly #identity: string;

  /** @throws the error of the file system */
  constructor(path: string, port: number) {
    replaceFile(path, (temporary) => writeFileSync(temporary, `${port}\n`, { flag: 'wx' }));
    this.#path = path;
    this.#identity = identityOf(path) ?? '';
  }

  /** Removes the file, unless another server has put its own in its place. */
  remove(): void {
    if (identityOf(this.#path) === this.#identity) rmSync(this.#path, { force: true });
  }
}

function identityOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.dev}:${stats.ino}`;
}
