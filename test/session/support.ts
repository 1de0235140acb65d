import assert from 'node:assert/strict';
import type { Account, FindingStore } from '../../src/auth/account.js';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import type {
  AttemptRecord,
  IncidentRecord,
  FailureRecord,
  TreeRecord,
} from '../../src/diagnosis/attempt-record.js';
import { NtStatus, ntStatusName } from '../../src/constants/nt-status.js';
import type { SharedState } from '../../src/shared-state/shared-state.js';
import { createServerParts, type Server } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import type { Decide } from '../../src/session/exchange/outcome.js';
import type { AccessLevel } from '../../src/shares/access-level.js';
import { ShareError } from '../../src/shares/share-error.js';
import type { DiskShare } from '../../src/shares/share.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { type Reply, SmbClient } from '../support/smb-client.js';
import { login, type LoginOptions, negotiate, type NegotiateOptions } from '../support/smb-client-login.js';

export const alice = { name: 'alice', password: 'secret' };
export const bob = { name: 'bob', password: 'hunter2' };

/** Logs in as the second account. */
export const asBob: LoginOptions = { user: 'bob', password: 'hunter2' };

/** A running server and what a test needs of it. */
export interface Fixture extends AsyncDisposable {
  readonly server: Server;
  readonly port: number;
  readonly runtime: FixedRuntime;
  /** Errors inside the server. A test that expects none does not look here: disposal fails on any. */
  readonly internalErrors: unknown[];
  /** The records of attempts at their verdict, in order. */
  readonly attempts: AttemptRecord[];
  /** The complete records of attempts, in order. */
  readonly completed: AttemptRecord[];
  readonly trees: TreeRecord[];
  readonly incidents: IncidentRecord[];
  readonly failures: FailureRecord[];
  /** Limits that were hit, with how often. */
  readonly limitHits: Server['limitHits'];
  connect(): Promise<SmbClient>;
  /** Connected and negotiated. */
  negotiated(options?: NegotiateOptions): Promise<SmbClient>;
  /** Fulfilled when `count` attempts are complete; their records. */
  records(count: number): Promise<AttemptRecord[]>;
  /** Fulfilled when `count` tree connects were reported; their records. */
  treeRecords(count: number): Promise<TreeRecord[]>;
  /** Fulfilled when `count` incidents were reported; their records. */
  incidentRecords(count: number): Promise<IncidentRecord[]>;
  /** Fulfilled when `count` failures were reported; their records. */
  failureRecords(count: number): Promise<FailureRecord[]>;
  close(): Promise<void>;
}

/**
 * Starts a server on a free port, with a clock that stands still and two accounts. Disposal fails on internal errors.
 *
 * @param decide in front of everything that leaves the server
 * @param shared what it has in common with other processes; default: it is one process alone
 */
export async function serve(
  options: Omit<Partial<ServerOptions>, 'runtime'> = {},
  runtime = new FixedRuntime(),
  decide?: Decide,
  shared?: SharedState,
): Promise<Fixture> {
  const internalErrors: unknown[] = [];
  const clients: SmbClient[] = [];
  const { server } = createServerParts(
    {
      accounts: [alice, bob],
      shares: [diskShare()],
      logger: { error: (message, { error }) => internalErrors.push(message, error), warn: () => {} },
      ...options,
      runtime,
    },
    decide,
    shared,
  );
  const records = collectRecords(server);
  const { port } = await server.listen();
  const connect = async () => {
    const client = await SmbClient.connect(port);
    clients.push(client);
    return client;
  };
  return {
    server,
    port,
    runtime,
    internalErrors,
    ...records,
    limitHits: server.limitHits,
    connect,
    negotiated: async (negotiateOptions) => {
      const client = await connect();
      await negotiate(client, negotiateOptions);
      return client;
    },
    close: () => server.close(),
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.close();
      await server.close();
      assert.deepEqual(internalErrors, []);
    },
  };
}

/** The records of a server from now on, and promises of them. */
function collectRecords(server: Server) {
  const attempts: AttemptRecord[] = [];
  const completed: AttemptRecord[] = [];
  const trees: TreeRecord[] = [];
  const incidents: IncidentRecord[] = [];
  const failures: FailureRecord[] = [];
  const waiting = new Set<() => void>();
  const collect =
    <T>(into: T[]) =>
    (record: T): void => {
      into.push(record);
      for (const look of waiting) look();
    };
  server.on('attempt', collect(attempts));
  server.on('attempt-completed', collect(completed));
  server.on('tree', collect(trees));
  server.on('incident', collect(incidents));
  server.on('failure', collect(failures));
  const until = <T>(records: T[], count: number): Promise<T[]> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (records.length < count) return;
        waiting.delete(look);
        resolve(records);
      };
      waiting.add(look);
      look();
    });
  return {
    attempts,
    completed,
    trees,
    incidents,
    failures,
    records: (count: number) => until(completed, count),
    treeRecords: (count: number) => until(trees, count),
    incidentRecords: (count: number) => until(incidents, count),
    failureRecords: (count: number) => until(failures, count),
  };
}

/** Whether a new client can still log in: what every attack must leave as it was. */
export async function expectServing(fixture: Fixture): Promise<void> {
  const client = await fixture.negotiated();
  const session = await login(client);
  expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  client.close();
}

export function expectStatus(reply: Reply, name: keyof typeof NtStatus): void {
  assert.equal(ntStatusName(reply.status), name);
}

export interface DiskShareOptions {
  readonly name?: string;
  readonly encrypt?: boolean;
  readonly accessOf?: DiskShare['accessOf'];
}

/** A share that lets everybody in and has no files. */
export function diskShare(options: DiskShareOptions = {}): DiskShare {
  return {
    type: 'disk',
    name: options.name ?? 'disk',
    comment: '',
    encrypt: options.encrypt ?? false,
    accessOf: options.accessOf ?? ((): AccessLevel => 'write'),
    open: () => Promise.reject(new ShareError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND)),
    volume: () => Promise.reject(new ShareError(NtStatus.STATUS_NOT_SUPPORTED)),
    close: () => Promise.resolve(),
  };
}

/** An account store that answers when the test lets it. */
export class LateAccounts implements FindingStore {
  readonly #accounts = accountsInMemory([alice, bob]);
  #held: (() => void)[] | undefined;
  #asked: (() => void) | undefined;

  /** From now on nobody is answered before {@link release}. */
  hold(): void {
    this.#held ??= [];
  }

  /** Fulfilled when so many wait for an answer. */
  async asked(count = 1): Promise<void> {
    while (this.#held !== undefined && this.#held.length < count)
      await new Promise<void>((resolve) => (this.#asked = resolve));
  }

  /** Answers everybody who waits, and whoever asks next at once. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const answer of held) answer();
  }

  async find(name: string, domain: string): Promise<Account | undefined> {
    const held = this.#held;
    if (held !== undefined) {
      await new Promise<void>((resolve) => {
        held.push(resolve);
        this.#asked?.();
      });
    }
    return this.#accounts.find(name, domain);
  }
}
