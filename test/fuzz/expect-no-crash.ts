import assert from 'node:assert/strict';
import type { PartReport } from './report.js';

/** A seed that no run had before; it is printed. */
export function newSeed(): number {
  return Date.now() % 2 ** 31;
}

/** Prints the counts, and fails with the crashes. */
export function expectNoCrash(seed: number, { line, crashes }: PartReport): void {
  process.stdout.write(`      seed ${seed} ${line}\n`);
  assert.deepEqual(crashes, [], `seed ${seed}`);
}
