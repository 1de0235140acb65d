import { renameSync, rmSync, statSync } from 'node:fs';

/**
 * Replaces a file as a whole, or not at all.
 *
 * @param write makes the temporary file beside it
 * @throws the error of the file system
 * @throws NotAFile for a path that must not be replaced
 */
export function replaceFile(path: string, write: (temporary: string) => void): void {
  checkReplaceable(path);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The path names something other than a regular file or a link to one. */
class NotAFile extends Error {
  override readonly name = 'NotAFile';
  readonly code = 'not a regular file';
}

/**
 * Refuses to replace a device, a pipe or a socket. Root, whom many containers run as, would otherwise put a file in the
 * place of `/dev/stdout` or `/dev/null`.
 *
 * @throws NotAFile
 */
export function checkReplaceable(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) throw new NotAFile(path);
}
