/** How often something was asked for, and what came of it. */
export interface TallyRow<Subject> {
  readonly subject: Subject;
  readonly total: number;
  readonly succeeded: number;
  /** How often each outcome came. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The outcome of the last time. */
  readonly last: string;
  /** At most FINDING_LIMIT outcomes that need action: the commonest first, and the latest first among equals. */
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
  /** Undefined when no action is needed. */
  readonly words: Pick<Finding, 'explanation' | 'advice'> | undefined;
}

/** The other findings appear once these are mended. */
const FINDING_LIMIT = 3;
/** Many devices probe the port before they log in. The probe is a finding only when it is the only outcome. */
const PORT_TRIED = 'left-without-a-word';

/** The most rows. Names come from the network, so their number must be bounded. */
const ROW_LIMIT = 1000;

interface Counted {
  count: number;
  words: Outcome['words'];
  /** Position of its last time among all outcomes of the row. */
  at: number;
}

interface Counting<Subject> {
  readonly subject: Subject;
  total: number;
  succeeded: number;
  last: string;
  readonly reasons: Map<string, Counted>;
}

/** Counts outcomes by subject. */
export class Tally<Subject extends Readonly<Record<string, string>>> {
  readonly #rows = new Map<string, Counting<Subject>>();
  /** Outcomes that got no row because the limit was reached. */
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

/** The parts are joined by a unit separator, which no account, share or address contains. */
function keyOf(subject: Readonly<Record<string, string>>): string {
  return Object.values(subject).join('\u001f');
}

function findingsOf(reasons: ReadonlyMap<string, Counted>): Finding[] {
  const commonest = [...reasons].sort(([, a], [, b]) => b.count - a.count || b.at - a.at);
  const findings = commonest.flatMap(([reason, { words }]) => (words ? [{ reason, ...words }] : []));
  const more = findings.filter(({ reason }) => reason !== PORT_TRIED);
  return (more.length > 0 ? more : findings).slice(0, FINDING_LIMIT);
}
