import type { AccountDefinition } from '../auth/account-definition.js';
import type { FindingStore } from '../auth/account.js';
import type { ServerOptions } from '../server/options.js';
import type { ShareDefinition } from '../server/share-definition.js';
import type { Share } from '../shares/share.js';

/** An account without its name, which is the key that it stands under. */
export type UserDefinition = Omit<AccountDefinition, 'name'>;

/** Everything a test server is made of: the options of `createServer`, none of which is needed, and these. */
export interface TestServerOptions extends Omit<ServerOptions, 'accounts' | 'shares'> {
  /**
   * Accounts by name, each as its password or as an account:
   * `{ alice: 'pw', bob: { password: 'pw', status: 'locked' } }`.
   */
  readonly users?: Readonly<Record<string, string | UserDefinition>>;
  /** Further accounts, or a store, which is asked about the names that no user of the test has. */
  readonly accounts?: readonly AccountDefinition[] | FindingStore;
  /** Shares; a name alone is a temporary folder, removed when the server closes, in which every user may write. */
  readonly shares?: readonly (string | Share | ShareDefinition)[];
  /**
   * Everything that the server sends can be foreseen, so that two runs with the same requests in the same order give
   * the same bytes: ids, salts, challenges, keys and times. A number is the seed, and true is 0. The clock stands at
   * 2026-01-01 00:00 UTC until the test moves it, so that clients of Kerberos, which have another time, are refused.
   * Certificates and the times and ids of files are not among it. On loopback only: such challenges protect nothing.
   * Default: false.
   */
  readonly deterministic?: boolean | number;
}
