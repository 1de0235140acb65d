import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { Catalogue } from '../posture/catalogue.js';
import { Posture, type PostureRow } from '../posture/posture.js';
import { printableJson } from '../text/printable.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { PostureClient, PostureView } from './messages.js';

/** The most clients that are known: a page lists no more. */
const MOST_CLIENTS = 512;

/** The most characters of a message, which has one client at least. */
const LONGEST_VIEW = 512 * 1024;

/** Milliseconds from one message to the next. */
const INTERVAL = 1000;

/** Columns of the report that a client has under keys of their own, or does not need. */
const ownKeys: ReadonlySet<string> = new Set([
  'client',
  'findings',
  'attempts',
  'accepted',
  'users',
  'workstations',
  'carriers',
  'dialects',
  'reasons',
  'firstSeen',
  'lastSeen',
]);

/** The clients of a server, as the command `audit` sees them. */
export class WatchedPosture {
  /** Counts the changes that may be told. */
  version = 0;
  readonly #catalogue: Catalogue;
  readonly #posture: Posture;
  readonly #runtime: CheckedRuntime;
  readonly #onChanged: () => void;
  #isTimed = false;
  #made: { readonly version: number; readonly json: Buffer } | undefined;

  /** @param onChanged called at most once a second */
  constructor(catalogue: Catalogue, runtime: CheckedRuntime, onChanged: () => void) {
    this.#catalogue = catalogue;
    this.#posture = new Posture(catalogue, MOST_CLIENTS);
    this.#runtime = runtime;
    this.#onChanged = onChanged;
  }

  /** @param record of an `attempt-completed` */
  add(record: AttemptRecord): void {
    this.#posture.add(record);
    if (this.#isTimed) return;
    this.#isTimed = true;
    this.#runtime.after(INTERVAL, () => {
      this.#isTimed = false;
      this.version += 1;
      this.#onChanged();
    });
  }

  /** A {@link PostureView} as JSON; made once for each version, however many pages there are. */
  get json(): Buffer {
    const { version } = this;
    if (this.#made?.version !== version) this.#made = { version, json: Buffer.from(this.#make()) };
    return this.#made.json;
  }

  /** Each client becomes JSON once: with hostile names that takes most of the time of a turn. */
  #make(): string {
    const rows = this.#posture.rows().sort((one, other) => other.lastSeen - one.lastSeen);
    const clients: string[] = [];
    let length = 0;
    for (const row of rows) {
      const client = printableJson(this.#clientOf(row));
      length += client.length;
      if (length > LONGEST_VIEW && clients.length > 0) break;
      clients.push(client);
    }
    const view: Omit<PostureView, 'clients'> = {
      generatedAt: this.#runtime.now(),
      omitted: this.#posture.omitted,
      omittedClients: rows.length - clients.length,
    };
    return `${printableJson(view).slice(0, -1)},"clients":[${clients.join(',')}]}`;
  }

  #clientOf(row: PostureRow): PostureClient {
    const { client, attempts, accepted, refused, unfinished, firstSeen, lastSeen } = row;
    return {
      client,
      attempts,
      accepted,
      refused,
      unfinished,
      firstSeen,
      lastSeen,
      carriers: [...row.carriers],
      dialects: [...row.dialects],
      mechanisms: [...row.mechanisms],
      users: [...row.users],
      workstations: [...row.workstations],
      reasons: [...row.reasons],
      columns: this.#catalogue.columns
        .filter(({ key }) => !ownKeys.has(key))
        .map(({ key, title, values }) => ({ key, title, values: values(row) }))
        .filter(({ values }) => values.length > 0),
      findings: row.findings.map((code) => {
        const { title, help, level } = this.#catalogue.rule(code);
        return { code, title, help, level };
      }),
    };
  }
}
