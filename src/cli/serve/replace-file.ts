import { renameSync, rmSync, statSync } from 'node:fs';

/**
 * Puts a file in its place with its content or not at all.
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

/** Something that is there already and is no regular file, nor a link to one. */
class NotAFile extends Error {
  override readonly name = 'NotAFile';
  readonly code = 'not a regular file';
}

/**
 * A device, a pipe or a socket must not be replaced: root, as whom many a container runs, would have a file in the
 * place of `/dev/stdout` or `/dev/null` from then on.
 *
 * @throws NotAFile
 */
export function checkReplaceable(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) throw new NotAFile(path);
}
