import { badness, isBad, type Verdict, verdicts } from '../verdict.js';
import { type Scorecard, SCORECARD_FORMAT } from './scorecard.js';

/** One thing that got worse since the baseline. */
export interface Worse {
  readonly id: string;
  /** The verdict of the baseline; undefined: it does not know the case. */
  readonly before: Verdict | undefined;
  readonly now: Verdict;
}

/** The verdicts of an earlier scorecard, by case. */
export type Baseline = ReadonlyMap<string, Verdict>;

/**
 * Reads the verdicts of a JSON report.
 *
 * @throws RangeError for a text that is none
 */
export function readBaseline(text: string): Baseline {
  const value = parsed(text);
  if (!isObject(value) || value['format'] !== SCORECARD_FORMAT || !Array.isArray(value['cases'])) {
    throw new RangeError('expected a scorecard as --report FILE.json writes it');
  }
  return new Map(value['cases'].map(entryOf));
}

/** The cases that got worse, and those that the baseline does not know and that are against the client. */
export function worseThan(baseline: Baseline, { cases }: Pick<Scorecard, 'cases'>): Worse[] {
  return cases
    .map(({ id, verdict: now }): Worse => ({ id, before: baseline.get(id), now }))
    .filter(({ before, now }) => (before === undefined ? isBad(now) : badness[now] > badness[before]));
}

function entryOf(one: unknown): [string, Verdict] {
  const { id, verdict } = (isObject(one) ? one : {}) as { readonly id?: unknown; readonly verdict?: unknown };
  const known = verdicts.find((word) => word === verdict);
  if (typeof id === 'string' && known !== undefined) return [id, known];
  throw new RangeError('expected cases with an id and a verdict');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError('expected JSON');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
