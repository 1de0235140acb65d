import { renameSync, rmSync } from 'node:fs';

/**
 * Puts a file in its place with its content or not at all.
 *
 * @param write makes the temporary file beside it
 * @throws the error of the file system
 */
export function replaceFile(path: string, write: (temporary: string) => void): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
