import type { CheckFact } from '../facts/fact.js';
import { sentence } from '../text/sentence.js';

/** The check that failed last. */
export function failedCheck(checks: readonly CheckFact[]): CheckFact | undefined {
  return checks.findLast(({ outcome }) => outcome === 'failed');
}

/** A sentence with the detail of the check that failed; empty where there is none. */
export function failedCheckWords(checks: readonly CheckFact[]): string {
  const failed = failedCheck(checks);
  return failed?.detail === undefined ? '' : `Check ${failed.check}: ${sentence(failed.detail)}`;
}
