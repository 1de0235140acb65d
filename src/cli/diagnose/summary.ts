import { beginningOf } from '../../bytes/index.js';
import type { Colours } from '../../diagnosis/output/paragraph.js';
import { wrapped } from '../../diagnosis/output/wrapped.js';
import { quoted } from '../../diagnosis/printable.js';
import type { AttemptRecord, TreeRecord } from '../../diagnosis/record.js';
import { Tally, type TallyRow } from './tally.js';

/** Names longer than any of an account or a share have a row in common. */
const NAME_LIMIT = 256;

/** Who logged in, or tried to. The account is as sent; empty when it did not come to that. */
type Client = Readonly<Record<'client' | 'account', string>>;
/** Who connected to what, or tried to. */
type Connected = Readonly<Record<'client' | 'account' | 'share', string>>;

/** Counts logins by client and account, and what became of the shares they asked for. */
export class Summary {
  readonly #logins = new Tally<Client>();
  readonly #shares = new Tally<Connected>();

  /** @param record of an `attempt-completed` */
  addAttempt({ connection, ntlm, verdict, reason, advice }: AttemptRecord): void {
    const name = ntlm?.user ? (ntlm.domain === '' ? ntlm.user : `${ntlm.domain}\\${ntlm.user}`) : '';
    const subject = { client: connection.remote.address, account: beginningOf(name, NAME_LIMIT) };
    const isClean = reason === 'accepted';
    this.#logins.add(subject, {
      reason,
      succeeded: verdict === 'accepted',
      advice: isClean ? undefined : advice,
    });
  }

  addTree({ connection, identity, share, reason, advice }: TreeRecord): void {
    const granted = reason === 'granted';
    // Clients go there by themselves, before what they were told to go to.
    if (granted && share.toUpperCase() === 'IPC$') return;
    const subject = {
      client: connection.remote.address,
      account: identity?.account ?? '',
      share: beginningOf(share, NAME_LIMIT),
    };
    this.#shares.add(subject, { reason, succeeded: granted, advice: granted ? undefined : advice });
  }

  /** The last record of `--json`. */
  toJSON(): object {
    return {
      type: 'summary',
      clients: this.#logins.rows().map(({ subject, total, succeeded, reasons, last, advice }) => {
        return { ...subject, attempts: total, accepted: succeeded, reasons, last, advice };
      }),
      omittedAttempts: this.#logins.omitted,
      shares: this.#shares.rows().map(({ subject, total, succeeded, reasons, last, advice }) => {
        return { ...subject, requests: total, granted: succeeded, reasons, last, advice };
      }),
      omittedRequests: this.#shares.omitted,
    };
  }

  /** For people. */
  paragraphs(width: number, colours: Colours): string {
    const logins = this.#logins.rows();
    if (logins.length === 0) return wrapped(nobodyCame, width).join('\n');
    const layout = { width, colours };
    const shares = this.#shares.rows();
    return [
      '',
      'Summary',
      ...logins.flatMap((row) =>
        rowLines(row, `${row.subject.client}  ${nameOf(row.subject.account)}`, 'accepted', layout),
      ),
      ...omission(this.#logins.omitted, 'attempts'),
      ...(shares.length === 0 ? [] : ['', 'Shares']),
      ...shares.flatMap((row) => {
        const { client, account, share } = row.subject;
        return rowLines(row, `${client}  ${quoted(share)} to ${nameOf(account)}`, 'granted', layout);
      }),
      ...omission(this.#shares.omitted, 'requests'),
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
  success: 'accepted' | 'granted',
  { width, colours }: Layout,
): string[] {
  const { total, succeeded, reasons, last, advice } = row;
  const mark = succeeded === total ? colours.good : succeeded > 0 ? colours.doubtful : colours.bad;
  const outcomes = Object.entries(reasons).map(([reason, count]) => `${count} × ${reason}`);
  const latest = outcomes.length > 1 ? `; the last was ${last}` : '';
  const told = (text: string): string[] => wrapped(text, Math.max(30, width - 4));
  return [
    `${head}  ${mark(`${succeeded} of ${total} ${success}`)}`,
    ...told(`${outcomes.join(', ')}${latest}`).map((line) => `  ${colours.dim(line)}`),
    ...(advice === undefined
      ? []
      : told(advice).map((line, index) => `  ${index === 0 ? '→' : ' '} ${line}`)),
  ];
}

function nameOf(account: string): string {
  return account === '' ? 'nobody by name' : quoted(account);
}

function omission(omitted: number, what: string): string[] {
  return omitted === 0 ? [] : [`${omitted} more ${what} are not listed`];
}
