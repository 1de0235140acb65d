/** How often something was asked for, and what came of it. */
export interface TallyRow<Subject> {
  readonly subject: Subject;
  readonly total: number;
  readonly succeeded: number;
  /** How often each outcome came. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The outcome of the last time. */
  readonly last: string;
  /** The latest one of the commonest outcome that has any. */
  readonly advice: string | undefined;
}

/** One outcome. */
export interface Outcome {
  readonly reason: string;
  readonly succeeded: boolean;
  /** Undefined where nothing is to be done. */
  readonly advice: string | undefined;
}

/** Rows beyond this are not kept: names come from the network. */
const ROW_LIMIT = 1000;

interface Counted {
  count: number;
  advice: string | undefined;
  /** Number of the outcome that came last. */
  at: number;
}

interface Counting<Subject> {
  readonly subject: Subject;
  total: number;
  succeeded: number;
  last: string;
  readonly reasons: Map<string, Counted>;
}

/** Counts outcomes by who or what they are of. */
export class Tally<Subject extends Readonly<Record<string, string>>> {
  readonly #rows = new Map<string, Counting<Subject>>();
  /** Outcomes for which there was no row any more. */
  omitted = 0;

  /** @param times how often it came since it was last told of */
  add(subject: Subject, { reason, succeeded, advice }: Outcome, times = 1): void {
    const key = keyOf(subject);
    const row = this.#rows.get(key) ?? { subject, total: 0, succeeded: 0, last: reason, reasons: new Map() };
    if (row.total === 0) {
      if (this.#rows.size >= ROW_LIMIT) {
        this.omitted += times;
        return;
      }
      this.#rows.set(key, row);
    }
    row.total += times;
    row.last = reason;
    if (succeeded) row.succeeded += times;
    row.reasons.set(reason, { count: (row.reasons.get(reason)?.count ?? 0) + times, advice, at: row.total });
  }

  /** In the order of their subjects. */
  rows(): TallyRow<Subject>[] {
    const byKey = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1));
    return byKey.map(([, { subject, total, succeeded, last, reasons }]) => ({
      subject,
      total,
      succeeded,
      last,
      reasons: Object.fromEntries([...reasons].map(([reason, { count }]) => [reason, count])),
      advice: commonestAdvice([...reasons.values()]),
    }));
  }
}

/** A unit separator stands in no name that a file system or an account has, and never in an address. */
function keyOf(subject: Readonly<Record<string, string>>): string {
  return Object.values(subject).join('\u001f');
}

function commonestAdvice(outcomes: readonly Counted[]): string | undefined {
  const advised = outcomes.filter(({ advice }) => advice !== undefined);
  return advised.sort((a, b) => b.count - a.count || b.at - a.at)[0]?.advice;
}
