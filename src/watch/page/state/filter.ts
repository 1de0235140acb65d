import type { AttemptRecord } from '../../../diagnosis/attempt-record.js';
import type { KeptAttempt } from './watched.js';

/** The attempts that are asked for; an empty text asks for all. */
export interface Filter {
  /** Words that must all occur somewhere. */
  readonly text: string;
  readonly verdict: AttemptRecord['verdict'] | '';
  readonly client: string;
  readonly account: string;
  readonly reason: string;
}

export const noFilter: Filter = { text: '', verdict: '', client: '', account: '', reason: '' };

/** Whether a filter leaves anything out. */
export function isFiltering(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

/** The attempts that a filter lets through, the newest first. */
export function filtered(attempts: Iterable<KeptAttempt>, filter: Filter): KeptAttempt[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return [...attempts]
    .filter(
      (kept) =>
        (filter.verdict === '' || kept.record.verdict === filter.verdict) &&
        (filter.client === '' || kept.client === filter.client) &&
        (filter.account === '' || kept.account === filter.account) &&
        (filter.reason === '' || hasReason(kept, filter.reason)) &&
        words.every((word) => kept.searched.includes(word)),
    )
    .reverse();
}

/** An accepted login whose share was refused has both reasons. */
function hasReason({ record, later }: KeptAttempt, reason: string): boolean {
  return record.reason === reason || later.some(({ data }) => data.reason === reason);
}

/** A value that a filter can ask for, with the number of attempts that have it. */
export interface Choice {
  readonly value: string;
  readonly count: number;
}

/** The most values that a filter lists; the text filter finds the others. */
const MOST_CHOICES = 100;

/** The values of one kind among the attempts, the most frequent first. */
export function choicesOf(
  attempts: Iterable<KeptAttempt>,
  valuesOf: (kept: KeptAttempt) => Iterable<string>,
): Choice[] {
  const counts = new Map<string, number>();
  for (const kept of attempts) {
    for (const value of new Set(valuesOf(kept)))
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, MOST_CHOICES);
}

/** The reasons of an attempt and of the troubles after it. */
export function reasonsOf({ record, later }: KeptAttempt): string[] {
  return [record.reason, ...later.map(({ data }) => data.reason).filter((reason) => reason !== 'granted')];
}
