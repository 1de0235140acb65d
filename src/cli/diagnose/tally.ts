/** How often something was asked for, and what came of it. */
export interface TallyRow<Subject> {
  readonly subject: Subject;
  readonly total: number;
  readonly succeeded: number;
  /** How often each outcome came. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The outcome of the last time. */
  readonly last: string;
  /** The outcomes to do something about, the commonest first, of several the latest first; so many at most. */
  readonly findings: readonly Finding[];
}

/** The latest words on an outcome. */
export interface Finding {
  readonly reason: string;
  readonly explanation: string;
  readonly advice: string;
}

/** One outcome. */
export interface Outcome {
  readonly reason: string;
  readonly succeeded: boolean;
  /** Undefined where nothing is to be done. */
  readonly words: Pick<Finding, 'explanation' | 'advice'> | undefined;
}

/** A client that fails in more ways than this is told of the others when these are mended. */
const FINDING_LIMIT = 3;
/**
 * Devices try whether a port is open before they log in, as often as not: it counts as a finding where it is the only
 * one.
 */
const PORT_TRIED = 'left-without-a-word';

/** Rows beyond this are not kept: names come from the network. */
const ROW_LIMIT = 1000;

interface Counted {
  count: number;
  words: Outcome['words'];
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
  add(subject: Subject, { reason, succeeded, words }: Outcome, times = 1): void {
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
    row.reasons.set(reason, { count: (row.reasons.get(reason)?.count ?? 0) + times, words, at: row.total });
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
      findings: findingsOf(reasons),
    }));
  }
}

/** A unit separator stands in no name that a file system or an account has, and never in an address. */
function keyOf(subject: Readonly<Record<string, string>>): string {
  return Object.values(subject).join('\u001f');
}

function findingsOf(reasons: ReadonlyMap<string, Counted>): Finding[] {
  const commonest = [...reasons].sort(([, a], [, b]) => b.count - a.count || b.at - a.at);
  const findings = commonest.flatMap(([reason, { words }]) => (words ? [{ reason, ...words }] : []));
  const more = findings.filter(({ reason }) => reason !== PORT_TRIED);
  return (more.length > 0 ? more : findings).slice(0, FINDING_LIMIT);
}
