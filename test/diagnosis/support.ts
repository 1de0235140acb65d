import { accountsInMemory } from '../../src/auth/memory-store.js';
import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../../src/diagnosis/attempt-record.js';
import { createServer } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { SmbClient } from '../support/smb-client.js';
import { type NegotiateOptions, negotiate } from '../support/smb-client-login.js';
import { diskShare } from '../session/support.js';

export { accountsInMemory };

/** A server that keeps what it says, and clients for it. */
export interface Diagnosed extends AsyncDisposable {
  readonly port: number;
  readonly runtime: FixedRuntime;
  /** At the verdict. */
  readonly attempts: AttemptRecord[];
  /** Complete, in order. */
  readonly completed: AttemptRecord[];
  readonly trees: TreeRecord[];
  readonly incidents: IncidentRecord[];
  readonly failures: FailureRecord[];
  connect(): Promise<SmbClient>;
  negotiated(options?: NegotiateOptions): Promise<SmbClient>;
  /** Fulfilled when `count` attempts are complete; their records. */
  records(count: number): Promise<AttemptRecord[]>;
  /** Fulfilled when `count` tree connects were reported. */
  treeRecords(count: number): Promise<TreeRecord[]>;
  /** Fulfilled when `count` incidents, or failures, were reported. */
  incidentRecords(count: number): Promise<IncidentRecord[]>;
  failureRecords(count: number): Promise<FailureRecord[]>;
  close(): Promise<void>;
}

export async function serveDiagnosed(
  options: Partial<ServerOptions> = {},
  runtime = new FixedRuntime(),
): Promise<Diagnosed> {
  const attempts: AttemptRecord[] = [];
  const completed: AttemptRecord[] = [];
  const trees: TreeRecord[] = [];
  const incidents: IncidentRecord[] = [];
  const failures: FailureRecord[] = [];
  const clients: SmbClient[] = [];
  let changed = (): void => {};
  const server = createServer({
    accounts: [
      { name: 'alice', password: 'secret' },
      { name: 'bob', password: 'hunter2' },
    ],
    shares: [diskShare()],
    runtime,
    ...options,
  });
  const collect =
    <T>(into: T[]) =>
    (event: T): void => {
      into.push(event);
      changed();
    };
  server.on('attempt', collect(attempts));
  server.on('attempt-completed', collect(completed));
  server.on('tree', collect(trees));
  server.on('incident', collect(incidents));
  server.on('failure', collect(failures));
  const { port } = await server.listen();
  const until = async <T>(values: T[], count: number): Promise<T[]> => {
    while (values.length < count) await new Promise<void>((resolve) => (changed = resolve));
    return values;
  };
  const connect = async (): Promise<SmbClient> => {
    const client = await SmbClient.connect(port);
    clients.push(client);
    return client;
  };
  return {
    port,
    runtime,
    attempts,
    completed,
    trees,
    incidents,
    failures,
    connect,
    negotiated: async (negotiateOptions) => {
      const client = await connect();
      await negotiate(client, negotiateOptions);
      return client;
    },
    records: (count) => until(completed, count),
    treeRecords: (count) => until(trees, count),
    incidentRecords: (count) => until(incidents, count),
    failureRecords: (count) => until(failures, count),
    close: () => server.close(),
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.close();
      await server.close();
    },
  };
}
