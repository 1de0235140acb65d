import { readFileSync } from 'node:fs';

/** A file of `test/vectors/`, from the source tree: the build does not copy it. The caller names its type. */
export function readVectors(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../test/vectors/${name}`, import.meta.url), 'utf8'));
}
