import type { Runtime } from '../../runtime/runtime.js';
import type { AccountStore } from '../account.js';
import type { GroupDefinitions } from '../groups.js';
import type { Mechanism } from '../mechanism.js';
import type { ServerNames } from '../server-names.js';
import type { KerberosPolicy } from './policy.js';
import type { ReplayMemory } from './replay-memory.js';
import type { ServiceKeys } from './service-keys.js';

/** The options of a Kerberos mechanism. */
export interface KerberosMechanismOptions {
  /** The keys that tickets are decrypted with. */
  readonly keys: ServiceKeys;
  /** The local accounts. */
  readonly accounts: AccountStore;
  /** The logins that are accepted; a missing key has its value in `defaultKerberosPolicy`. */
  readonly policy?: Partial<KerberosPolicy>;
  /** The names of the server. */
  readonly names: ServerNames;
  /** Clocks and randomness: skew, replays, subkeys. */
  readonly runtime: Runtime;
  /** `S-1-5-21-…`; SIDs of accounts without one are derived from it. Default: derived from the server's name. */
  readonly machineSid?: string;
  /** Configured groups, which may contain each other; default: the groups that accounts name. */
  readonly groups?: GroupDefinitions;
  /** Authenticators that were accepted; default: a memory of this mechanism, which a restart loses. */
  readonly replays?: ReplayMemory;
  /**
   * The application data of the channel's bindings (RFC 5929). When given, a client has to prove that it speaks through
   * this channel; undefined is an error, because it would let every channel pass.
   */
  readonly channelBindings?: Buffer;
  /** Called with the error of the account store or of the keys, for a log. */
  readonly onStoreFailure?: (error: unknown) => void;
}

/**
 * Kerberos as a mechanism (RFC 4121, [MS-KILE]). Its acceptors share one memory of authenticators, so make one per
 * server, not one per login.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createKerberosMechanism(_options: KerberosMechanismOptions): Mechanism {
  throw new TypeError('not made yet');
}
