import { readFileSync } from 'node:fs';

/**
 * The top folder of the package. This module and the files of the bundle, which may hold it, are equally deep below it.
 */
export const packageFolder = new URL('../../../', import.meta.url);

/** The version in the package's manifest. */
export function packageVersion(): string {
  const manifest = new URL('package.json', packageFolder);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
