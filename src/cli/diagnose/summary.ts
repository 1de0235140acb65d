import { truncatedCopy, unmappedAddress } from '../../bytes/index.js';
import type { Colours } from '../../diagnosis/output/paragraph.js';
import { wrapped } from '../../diagnosis/output/wrapped.js';
import { qualifiedName } from '../../diagnosis/qualified-name.js';
import { quoted } from '../../text/printable.js';
import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../../diagnosis/attempt-record.js';
import type { Line, summarySchema } from '../../output-schema/server-lines.js';
import { type Finding, Tally, type TallyRow } from './tally.js';

/**
 * Names are cut after this length: longer than the name of any account or share. Names that begin alike share a row.
 */
const NAME_LIMIT = 256;

/** The user that logged in, or tried to. The account is as sent; it is empty when the client sent none. */
type Client = Readonly<Record<'client' | 'account', string>>;
/** The user and the share of a TREE_CONNECT, granted or not. */
type Connected = Readonly<Record<'client' | 'account' | 'share', string>>;

/** Events of connections whose count is remembered. */
const COUNT_LIMIT = 10_000;

/** Counts logins by client and account, and what became of the shares they asked for. */
export class Summary {
  readonly #logins = new Tally<Client>();
  readonly #shares = new Tally<Connected>();
  readonly #later = new Tally<Connected>();
  readonly #counts = new Map<string, number>();

  /** @param record of an `attempt-completed` */
  addAttempt(record: AttemptRecord): void {
    const { connection, claimed, verdict, reason, explanation, advice, count } = record;
    const name = claimed?.user ? qualifiedName(claimed) : '';
    const subject = {
      client: unmappedAddress(connection.remote.address),
      account: truncatedCopy(name, NAME_LIMIT),
    };
    const isClean = reason === 'accepted' || reason === 'rpc-without-login';
    const times = this.#timesSinceLast(count, [
      'attempt',
      connection.id,
      reason,
      wayOf(record),
      record.wireStatus,
    ]);
    const words = isClean ? undefined : { explanation, advice };
    this.#logins.add(subject, { reason, succeeded: verdict === 'accepted', words }, times);
  }

  addTree(record: TreeRecord): void {
    const { connection, identity, share, reason, explanation, advice, count } = record;
    const granted = reason === 'granted';
    // Clients connect to IPC$ on their own before the share that the user named.
    if (granted && share.toUpperCase() === 'IPC$') return;
    const subject = {
      client: unmappedAddress(connection.remote.address),
      account: identity?.account ?? '',
      share: truncatedCopy(share, NAME_LIMIT),
    };
    const times = this.#timesSinceLast(count, ['tree', record.attempt, record.path, reason]);
    const words = granted ? undefined : { explanation, advice };
    this.#shares.add(subject, { reason, succeeded: granted, words }, times);
  }

  /** Counts a failure after a login. The share is empty when the failure concerns the session as a whole. */
  addLater(record: FailureRecord | IncidentRecord): void {
    const { connection, identity, reason, explanation, advice } = record;
    const subject = {
      client: unmappedAddress(connection.remote.address),
      account: identity?.account ?? '',
      share: 'share' in record ? truncatedCopy(record.share, NAME_LIMIT) : '',
    };
    const where = 'path' in record ? `${record.share}\\${record.path}` : '';
    const times = this.#timesSinceLast(record.count, [record.attempt, reason, record.command, where]);
    this.#later.add(subject, { reason, succeeded: false, words: { explanation, advice } }, times);
  }

  /** How often an event came since its last record: a repeated event has records for some of its times only. */
  #timesSinceLast(count: number, what: readonly (string | number | undefined)[]): number {
    const key = what.join('\u001f');
    // An event whose earlier count was forgotten counts once. Too few is better than the same ones twice.
    const before = this.#counts.get(key) ?? count - 1;
    this.#counts.set(key, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > COUNT_LIMIT && oldest !== undefined) this.#counts.delete(oldest);
    return Math.max(1, count - before);
  }

  /** The last record of `--json`. */
  toJSON(): Line<typeof summarySchema> {
    return {
      type: 'summary',
      clients: this.#logins.rows().map(({ subject, total, succeeded, reasons, last, findings }) => {
        return { ...subject, attempts: total, accepted: succeeded, reasons, last, ...wordsOf(findings) };
      }),
      omittedAttempts: this.#logins.omitted,
      shares: this.#shares.rows().map(({ subject, total, succeeded, reasons, last, findings }) => {
        return { ...subject, requests: total, granted: succeeded, reasons, last, ...wordsOf(findings) };
      }),
      omittedRequests: this.#shares.omitted,
      later: this.#later.rows().map(({ subject, total, reasons, last, findings }) => {
        return { ...subject, failures: total, reasons, last, ...wordsOf(findings) };
      }),
      omittedFailures: this.#later.omitted,
    };
  }

  /** For people. */
  paragraphs(width: number, colours: Colours): string {
    const logins = this.#logins.rows();
    if (logins.length === 0) return wrapped(nobodyCame, width).join('\n');
    const layout = { width, colours };
    const shares = this.#shares.rows();
    const later = this.#later.rows();
    return [
      '',
      'Summary',
      ...logins.flatMap((row) =>
        rowLines(
          row,
          `${row.subject.client}  ${nameOf(row.subject.account)}`,
          outcomeOf(row, 'accepted', layout),
          layout,
        ),
      ),
      ...omission(this.#logins.omitted, 'attempts'),
      ...(shares.length === 0 ? [] : ['', 'Shares']),
      ...shares.flatMap((row) => {
        const { client, account, share } = row.subject;
        const head = `${client}  ${quoted(share)} to ${nameOf(account)}`;
        return rowLines(row, head, outcomeOf(row, 'granted', layout), layout);
      }),
      ...omission(this.#shares.omitted, 'requests'),
      ...(later.length === 0 ? [] : ['', 'After the login']),
      ...later.flatMap((row) => {
        const { client, account, share } = row.subject;
        const where = share === '' ? '' : `${quoted(share)} for `;
        return rowLines(
          row,
          `${client}  ${where}${nameOf(account)}`,
          colours.bad(`${row.total} failed`),
          layout,
        );
      }),
      ...omission(this.#later.omitted, 'failures'),
    ].join('\n');
  }
}

const nobodyCame =
  'Nobody connected. A device that shows an error nevertheless did not reach this machine: compare the address typed ' +
  'into it with those of this machine, try whether it is in the same network, and let port 445 of TCP through the ' +
  'firewall of this machine.';

interface Layout {
  readonly width: number;
  readonly colours: Colours;
}

function rowLines(
  row: TallyRow<unknown>,
  head: string,
  outcome: string,
  { width, colours }: Layout,
): string[] {
  const { reasons, last, findings } = row;
  const outcomes = Object.entries(reasons).map(([reason, count]) => `${count} × ${reason}`);
  const latest = outcomes.length > 1 ? `; the last was ${last}` : '';
  const told = (text: string): string[] => wrapped(text, Math.max(30, width - 4));
  return [
    `${head}  ${outcome}`,
    ...told(`${outcomes.join(', ')}${latest}`).map((line) => `  ${colours.dim(line)}`),
    ...findings.flatMap(({ reason, explanation, advice }) => [
      ...told(findings.length > 1 ? `${reason}: ${explanation}` : explanation).map((line) => `  ${line}`),
      ...told(advice).map((line, index) => `  ${index === 0 ? '→' : ' '} ${line}`),
    ]),
  ];
}

function outcomeOf(
  { total, succeeded }: TallyRow<unknown>,
  success: 'accepted' | 'granted',
  { colours }: Layout,
): string {
  const mark = succeeded === total ? colours.good : succeeded > 0 ? colours.doubtful : colours.bad;
  return mark(`${succeeded} of ${total} ${success}`);
}

function nameOf(account: string): string {
  return account === '' ? 'nobody by name' : quoted(account);
}

function omission(omitted: number, what: string): string[] {
  return omitted === 0 ? [] : [`${omitted} more ${what} are not listed`];
}

/** A JSON record has the words on the commonest finding only. */
function wordsOf([first]: readonly Finding[]): Partial<Pick<Finding, 'explanation' | 'advice'>> {
  return first === undefined ? {} : { explanation: first.explanation, advice: first.advice };
}

/** Tells attempts of one reason on one connection apart. */
function wayOf({ login }: AttemptRecord): string | undefined {
  switch (login?.carrier) {
    case 'smb':
      return login.purpose;
    case 'pipe':
      return login.pipe;
    default:
      return login?.carrier;
  }
}
