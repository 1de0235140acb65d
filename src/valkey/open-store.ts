import { type ReplayMemory, ReplaysInMemory } from '../auth/kerberos/replay-memory.js';
import type { LoginMemory } from '../auth/login-memory.js';
import type { AuthPolicy } from '../auth/policy.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { filled } from '../values/filled.js';
import type { StoreAddress } from './address.js';
import { type Connect, loadClient } from './connection.js';
import { Epoch } from './epoch.js';
import { evictionWarning } from './eviction.js';
import { StoreLink } from './link.js';
import { defaultState, defaultStreamLength, type StateOptions } from './options.js';
import { RecordStream } from './record-stream.js';
import { StoreFailures } from './store-failures.js';
import { StoreProofs, StoreReplays, timeText } from './store-replays.js';

/** The server that a store is opened for. */
export interface StoreSurroundings {
  readonly address: StoreAddress;
  readonly lockout: AuthPolicy['lockout'];
  /** Milliseconds of clock skew that tickets may have. */
  readonly skewMilliseconds: number;
  /** Whether tickets are taken, for the words. */
  readonly takesTickets: boolean;
  /** The name of the server, for records. */
  readonly server: string;
  readonly runtime: CheckedRuntime;
  /** The memory of this server alone. */
  readonly own: Pick<LoginMemory, 'proofs' | 'lockouts'> & { readonly replays: ReplayMemory | undefined };
  /** Told of each change, and of each slip in the set-up of the store, in a sentence for a log. */
  readonly tell: (sentence: string) => void;
  /** Opens connections; default: the client of the package. */
  readonly connect?: Connect;
}

/** The memory of logins in a store. */
export interface OpenedStore {
  readonly lockouts: LoginMemory['lockouts'];
  readonly proofs: LoginMemory['proofs'];
  readonly replays: ReplayMemory;
  /** Takes the JSON of the record of a login; undefined: records do not go to the store. */
  readonly record: ((json: string) => void) | undefined;
  /** Why the store is away, as a sentence without secrets; undefined: it is there, as far as is known. */
  readonly trouble: string | undefined;
  /** Tries to reach the store; resolves when it is there or away, after the time that one question may take. */
  open(): Promise<void>;
  /** Sends the records that wait, and ends the connection. */
  close(): Promise<void>;
}

/**
 * Strangers can fill the count of names, and cannot push an account out of the other one. Both bound the memory of the
 * store.
 */
const MOST_NAMES = 10_000;
const MOST_ACCOUNTS = 100_000;

/** Makes the memory of logins in a store; it does not ask the store yet. */
export async function openStore(
  options: StateOptions,
  surroundings: StoreSurroundings,
): Promise<OpenedStore> {
  const { whenAway, timeoutMilliseconds, prefix, records } = filled<Required<typeof defaultState>>(
    defaultState,
    options,
  );
  const { address, lockout, skewMilliseconds, takesTickets, server, runtime, own, tell } = surroundings;
  const { name } = address;
  const connect = surroundings.connect ?? (await loadClient(address, options.ca, timeoutMilliseconds));
  const epoch = new Epoch({
    prefix,
    runtime,
    skewMilliseconds,
    tellLoss: (lostAt, refusedUntil) =>
      tell(
        `the shared state at ${name} lost its memory at ${timeText(lostAt)}: lock-outs begin anew${
          takesTickets ? `, and tickets are refused until ${timeText(refusedUntil)}` : ''
        }`,
      ),
  });
  let warned: string | undefined;
  const link: StoreLink = new StoreLink({
    name,
    connect,
    runtime,
    timeoutMilliseconds,
    epoch,
    tell,
    meanwhile:
      whenAway === 'alone'
        ? 'This server counts and remembers for itself until it is back'
        : 'Logins that need it are refused until it is back',
    begun: async (session) => {
      // Another store may have taken over.
      const warning = await evictionWarning(session, name);
      if (warning !== undefined && warning !== warned) tell(warning);
      warned = warning;
    },
    found: () => {
      stream?.tellDropped();
      stream?.flush();
    },
  });
  const stream =
    records === false
      ? undefined
      : new RecordStream({
          stream: `${prefix}records`,
          maxLength: defaultStreamLength,
          ...(typeof records === 'object' && streamOf(records)),
          server,
          session: () => link.session,
          tell,
        });
  const isAlone = whenAway === 'alone';
  const counts = (which: 'accounts' | 'names', capacity: number) =>
    lockout &&
    new StoreFailures({
      link,
      subject: which,
      prefix: `${prefix}${which}:`,
      policy: lockout,
      capacity,
      own: isAlone ? own.lockouts?.[which] : undefined,
    });
  const [accounts, names] = [counts('accounts', MOST_ACCOUNTS), counts('names', MOST_NAMES)];
  return {
    lockouts: accounts && names ? { accounts, names } : undefined,
    proofs: new StoreProofs({ link, prefix, own: isAlone ? own.proofs : undefined }),
    replays: new StoreReplays(
      { link, prefix, own: isAlone ? (own.replays ?? new ReplaysInMemory()) : undefined },
      epoch,
      skewMilliseconds,
    ),
    record: stream && ((json) => stream.add(json)),
    get trouble() {
      return link.trouble;
    },
    open: () => link.open(),
    close: async () => {
      await stream?.end();
      link.close();
    },
  };
}

function streamOf({ stream, maxLength }: Exclude<StateOptions['records'], boolean | undefined>) {
  return { ...(stream !== undefined && { stream }), ...(maxLength !== undefined && { maxLength }) };
}
