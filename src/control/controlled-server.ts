import type { AccountDefinition } from '../auth/account-definition.js';
import type { ChangingAccounts } from '../auth/changing-accounts.js';
import type { Fault } from '../faults/fault.js';
import type { PresetFault } from '../faults/preset.js';
import type { Server } from '../server/create-server.js';
import type { TestClock } from '../testing/clock.js';
import type { Records } from './records.js';

/** A server and the parts of it that the API changes. */
export interface ControlledServer {
  readonly server: Pick<Server, 'addresses' | 'faults' | 'realm'>;
  readonly accounts: ChangingAccounts;
  /** Where an account comes from that the API cannot change, such as a file; undefined: the API can. */
  readonly sourceOf: (name: string) => Promise<string | undefined>;
  readonly clock: TestClock;
  readonly records: Records;
  /** Sentences on how far clients came. */
  readonly describeClients: () => string;
  /** The names of the shares. */
  readonly shares: readonly string[];
  /** The version of the package. */
  readonly version: string;
  /** The state that a reset brings back. */
  readonly start: {
    readonly accounts: readonly AccountDefinition[];
    readonly faults: readonly (Fault | PresetFault)[];
  };
}
