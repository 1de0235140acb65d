import type { CheckFact } from '../facts/fact.js';
import { frozen } from '../values/frozen.js';
import type { Evidence } from './facts-by-kind.js';

/** One line of the list of checks of an attempt. */
export interface CheckRecord {
  /** Stable name, such as `nt-proof`. */
  readonly check: string;
  /** `not-reached`: an earlier check failed, or the client left. */
  readonly outcome: 'passed' | 'failed' | 'not-reached';
  /** The section of the rule. */
  readonly section: string;
  /** The value seen and the one expected, in words. */
  readonly detail?: string;
  /** The detail for programs, such as `{ avId: 3 }`. */
  readonly data?: CheckFact['data'];
}

/**
 * Lists every check that was made, in order, and then the checks that were not reached because one failed. Layers
 * report the checks that they made; SPNEGO and the mechanism name the checks that every login has.
 *
 * @param complete true: the login was accepted, so a check that was not made did not apply
 */
export function listChecks(
  { checks: made, words, carrier }: Evidence,
  complete: boolean,
): readonly CheckRecord[] {
  if (complete) return listComplete(made);
  const checks: CheckRecord[] = made.map(recordOf);
  const ofCredSsp = carrier === 'credssp' ? credsspChecks : [];
  const path = [
    ['spnego-mechanism', 'RFC 4178 3.2 c'],
    ...(words?.checks ?? []),
    ['mech-list-mic', 'RFC 4178 5'],
    ...ofCredSsp,
  ] as const;
  const names = new Set(made.map(({ check }) => check));
  const reached = path.findLastIndex(([check]) => names.has(check));
  for (const [check, section] of path.slice(reached + 1)) {
    checks.push({ check, outcome: 'not-reached', section });
  }
  return checks;
}

/** The checks of the last login that was accepted: most logins of a server pass the same ones. */
let latest: readonly CheckRecord[] = [];

function listComplete(made: readonly CheckFact[]): readonly CheckRecord[] {
  const isLatest = made.length === latest.length && made.every((fact, index) => isSame(fact, latest[index]));
  if (!isLatest) latest = frozen(made.map(recordOf));
  return latest;
}

function isSame(
  { check, outcome, section, detail, data }: CheckFact,
  record: CheckRecord | undefined,
): boolean {
  return (
    record !== undefined &&
    check === record.check &&
    outcome === record.outcome &&
    section === record.section &&
    detail === record.detail &&
    data === record.data
  );
}

function recordOf({ check, outcome, section, detail, data }: CheckFact): CheckRecord {
  if (detail === undefined && data === undefined) return { check, outcome, section };
  return {
    check,
    outcome,
    section,
    ...(detail !== undefined && { detail }),
    ...(data !== undefined && { data }),
  };
}

/** The checks that every login in CredSSP has behind those of its mechanism. */
const credsspChecks = [
  ['credssp-version', '[MS-CSSP] 2.2.1'],
  ['credssp-key-binding', '[MS-CSSP] 3.1.5'],
] as const;
