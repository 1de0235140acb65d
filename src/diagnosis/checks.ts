import type { CheckFact } from '../facts/fact.js';

/** One line of the list of checks of an attempt. */
export interface Check {
  readonly check: string;
  readonly outcome: 'passed' | 'failed' | 'not-reached';
  readonly section: string;
  readonly detail?: string;
}

/**
 * The checks of an NTLM login that always apply, in their order and with the sections of those who make them. Layers
 * report what they did; what they never came to is in this list only. Checks that policy or the messages leave out
 * appear when they were made, and not otherwise.
 */
const path: readonly (readonly [check: string, section: string])[] = [
  ['spnego-mechanism', 'RFC 4178 3.2 c'],
  ['ntlm-form', '[MS-NLMP] 2.2.1.3'],
  ['response-kind', '[MS-NLMP] 3.2.5.1.2'],
  ['account', '[MS-NLMP] 3.2.5.1.2'],
  ['lock-out', '[MS-NLMP] 3.2.5.1.2'],
  ['nt-proof', '[MS-NLMP] 3.2.5.1.2'],
  ['account-status', '[MS-APDS] 3.1.5'],
  ['session-security', '[MS-NLMP] 3.2.5.1.2'],
  ['session-key', '[MS-NLMP] 3.2.5.1.2'],
  ['ntlm-mic', '[MS-NLMP] 3.2.5.1.2'],
  ['target-info', '[MS-APDS] 3.1.5.2'],
  ['challenge-lifetime', '[MS-NLMP] 3.2.5.1.1'],
  ['replay', '[MS-NLMP] 3.2.5.1.1'],
  ['mech-list-mic', 'RFC 4178 5'],
];

/**
 * Every check that was made, in the order in which it was, then those that come after a failure and were not reached.
 *
 * @param complete the login came to its end: what was not made did not apply
 */
export function listChecks(made: readonly CheckFact[], complete: boolean): Check[] {
  const checks: Check[] = made.map(({ check, outcome, section, detail }) => ({
    check,
    outcome,
    section,
    ...(detail !== undefined && { detail }),
  }));
  if (complete) return checks;
  const names = new Set(made.map(({ check }) => check));
  const reached = path.findLastIndex(([check]) => names.has(check));
  for (const [check, section] of path.slice(reached + 1)) {
    checks.push({ check, outcome: 'not-reached', section });
  }
  return checks;
}
