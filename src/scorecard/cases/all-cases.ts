import type { CheckedCarrier, ScorecardCase } from '../case.js';
import { caseGroups } from '../case.js';
import { baselineCases, kerberosCase } from './baseline.js';
import { presetCases } from './of-presets.js';
import { refusalCases } from './refusals.js';

/** The cases for a client of a carrier, group by group. */
export function casesFor(
  carrier: CheckedCarrier,
  { kerberos }: { readonly kerberos: boolean },
): ScorecardCase[] {
  const all = [
    ...baselineCases,
    ...(kerberos ? [kerberosCase] : []),
    ...refusalCases,
    ...presetCases({ kerberos }),
  ];
  return caseGroups.flatMap((group) =>
    all.filter((one) => one.group === group && one.carriers.includes(carrier)),
  );
}

/**
 * The cases that a list names: groups, ids, and beginnings of ids that end with an asterisk.
 *
 * @throws RangeError for a word that names none
 */
export function casesNamed(cases: readonly ScorecardCase[], words: readonly string[]): ScorecardCase[] {
  const matches = (word: string, { id, group }: ScorecardCase): boolean =>
    word === group || word === id || (word.endsWith('*') && id.startsWith(word.slice(0, -1)));
  const idle = words.find((word) => !cases.some((one) => matches(word, one)));
  if (idle !== undefined) throw new RangeError(`no case '${idle}'; --list has them all`);
  return cases.filter((one) => words.some((word) => matches(word, one)));
}
