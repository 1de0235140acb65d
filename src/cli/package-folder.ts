import { readFileSync } from 'node:fs';
import { getAsset, isSea } from 'node:sea';

/**
 * The top folder of the package. This module and the files of the bundle, which may hold it, are equally deep below it.
 */
const packageFolder = new URL('../../../', import.meta.url);

/**
 * Reads a file of the package. The executable, which is one file, has it inside, under the same path.
 *
 * @param path from the top folder, such as `package.json`
 * @throws Error when there is none
 */
export function readPackageFile(path: string): Buffer {
  return isSea() ? Buffer.from(getAsset(path)) : readFileSync(new URL(path, packageFolder));
}

/** The version in the package's manifest. */
export function packageVersion(): string {
  return (JSON.parse(readPackageFile('package.json').toString()) as { version: string }).version;
}
