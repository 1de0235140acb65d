import { readFileSync } from 'node:fs';

/** A file of `test/vectors/`, read from the source tree since the build does not copy it; the caller says what it is. */
export function readVectors(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../test/vectors/${name}`, import.meta.url), 'utf8'));
}
