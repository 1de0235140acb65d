import { isDate } from '../values/realm.js';
import type { TextForm } from '../values/rules.js';

/** A day, or a time of a day with its zone: a time without one would depend on the machine. */
export const momentForm: TextForm = {
  pattern: /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/,
  expected: 'expected a day or a time with its zone, such as 2026-12-31 or 2026-12-31T18:00:00Z (ISO 8601)',
};

/** The furthest time from 1970 that a Date can have. */
const FURTHEST = 8.64e15;

/** Milliseconds since 1970 of a Date, of such milliseconds, or of {@link momentForm}; undefined: it is none. */
export function momentOf(value: unknown): number | undefined {
  const milliseconds = typeof value === 'string' ? parsed(value) : isDate(value) ? value.getTime() : value;
  const isMoment = typeof milliseconds === 'number' && Math.abs(milliseconds) <= FURTHEST;
  return isMoment ? milliseconds : undefined;
}

function parsed(text: string): number | undefined {
  const [, year = '', month = '', day = ''] = momentForm.pattern.exec(text) ?? [];
  // Date.parse takes the 31st of February for a day in March.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCDate() === Number(day) ? Date.parse(text) : undefined;
}
