import { beginningOf } from '../../bytes/index.js';
import type { AttemptRecord } from '../../diagnosis/record.js';
import type { AttemptReason } from '../../diagnosis/reasons.js';
import type { Colours } from '../../diagnosis/output/paragraph.js';
import { quoted } from '../../diagnosis/printable.js';

/** What one client did with one account. */
export interface SummaryRow {
  readonly client: string;
  /** As sent; empty when it did not come to that. */
  readonly account: string;
  readonly attempts: number;
  readonly accepted: number;
  /** How often each outcome came. */
  readonly reasons: Readonly<Partial<Record<AttemptReason, number>>>;
  /** Of the last attempt that was not simply accepted. */
  readonly advice: string | undefined;
}

/** Rows beyond this are not kept: names come from the network. */
const rowLimit = 1000;
/** Names longer than any account's share a row. */
const accountLimit = 256;

/** Counts attempts by client address and account. */
export class Summary {
  readonly #rows = new Map<string, SummaryRow>();
  /** Attempts for which there was no row any more. */
  omitted = 0;

  /** @param record of an `attempt-completed` */
  add(record: AttemptRecord): void {
    const client = record.connection.remote.address;
    const account = accountOf(record);
    const key = `${client} ${account}`;
    const row = this.#rows.get(key);
    if (row === undefined && this.#rows.size >= rowLimit) {
      this.omitted++;
      return;
    }
    const { attempts, accepted, reasons, advice } = row ?? {
      attempts: 0,
      accepted: 0,
      reasons: {},
      advice: undefined,
    };
    this.#rows.set(key, {
      client,
      account,
      attempts: attempts + 1,
      accepted: accepted + (record.verdict === 'accepted' ? 1 : 0),
      reasons: { ...reasons, [record.reason]: (reasons[record.reason] ?? 0) + 1 },
      advice: record.reason === 'accepted' ? advice : record.advice,
    });
  }

  /** By address, then account. */
  rows(): SummaryRow[] {
    const key = ({ client, account }: SummaryRow): string => `${client} ${account}`;
    return [...this.#rows.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }
}

function accountOf({ ntlm }: AttemptRecord): string {
  if (ntlm === undefined || ntlm.user === '') return '';
  const account = ntlm.domain === '' ? ntlm.user : `${ntlm.domain}\\${ntlm.user}`;
  return beginningOf(account, accountLimit);
}

/** The summary for people. */
export function summaryParagraphs(summary: Summary, colours: Colours): string {
  const rows = summary.rows();
  if (rows.length === 0) return 'Nobody connected.';
  const lines = rows.flatMap(({ client, account, attempts, accepted, reasons, advice }) => {
    const outcomes = Object.entries(reasons).map(([reason, count]) => `${count} ${reason}`);
    const mark = accepted === attempts ? colours.good : accepted > 0 ? colours.doubtful : colours.bad;
    const who = account === '' ? 'nobody by name' : quoted(account);
    const line = `${client}  ${who}  ${mark(`${accepted} of ${attempts} accepted`)}  ${colours.dim(outcomes.join(', '))}`;
    return advice === undefined ? [line] : [line, `  → ${advice}`];
  });
  if (summary.omitted > 0) lines.push(`${summary.omitted} more attempts are not listed`);
  return ['', 'Summary', ...lines].join('\n');
}
