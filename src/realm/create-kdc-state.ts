import type { FindingStore } from '../auth/account.js';
import type { GroupDefinitions } from '../auth/group-definitions.js';
import { GroupTable } from '../auth/groups.js';
import { ReplaysInMemory } from '../auth/kerberos/replay-memory.js';
import type { ServerNames } from '../auth/server-names.js';
import type { KdcRecord } from '../facts/kdc-record.js';
import { principalFromText } from '../krb5/messages/principal.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { Clients } from './clients.js';
import type { AnswerScripts } from './answer-script.js';
import type { Exchange } from './exchange.js';
import type { KdcState } from './kdc-state.js';
import type { TestRealmOptions } from './options.js';
import { PacMaker } from './pac-maker.js';
import { Services } from './services.js';
import { States } from './states.js';

/** The server that a realm belongs to. */
export interface RealmSurroundings {
  /** The accounts that can log in. */
  readonly accounts: FindingStore;
  /** The names of the server: its services are named after them. */
  readonly names: ServerNames;
  /** `S-1-5-21-…`; SIDs of accounts without one of their own begin with it. */
  readonly machineSid: string;
  /** Groups by name. */
  readonly groups: GroupDefinitions;
  /** Clocks, timers and randomness. */
  readonly runtime: CheckedRuntime;
  /** Receives errors that are no fault of a client: of the store, of sockets. */
  readonly onError: (error: unknown) => void;
  /** Called for each exchange that is told, with what makes its words; absent: nobody listens. */
  readonly onExchange?: ((exchange: Exchange, words: () => KdcRecord) => void) | undefined;
  /** Changes of answers that leave by a socket; absent: there are none. */
  readonly scripts?: AnswerScripts | undefined;
}

const DEFAULT_LIFETIME_SECONDS = 36_000;
const DEFAULT_RENEWABLE_SECONDS = 604_800;

/** The parts of a KDC, with keys of its own and no scripted state yet. */
export function createKdcState(options: TestRealmOptions, surroundings: RealmSurroundings): KdcState {
  const { accounts, names, machineSid, groups, runtime, onError } = surroundings;
  const { realm, services: further = [] } = options;
  const furtherNames = further.flatMap((text) => principalFromText(text, realm)?.name ?? []);
  const services = new Services(realm, names, furtherNames, runtime);
  const domain = names.netbiosDomain || names.netbiosName;
  const aliases = [realm, names.dnsDomain, domain].filter((name) => name !== '');
  return {
    realm,
    services,
    clients: new Clients(realm, aliases, accounts, services, onError),
    states: new States(),
    pacs: new PacMaker({
      realm,
      domain,
      dnsDomain: realm.toLowerCase(),
      logonServer: names.netbiosName,
      machineSid,
      groups: new GroupTable(groups, machineSid),
    }),
    replays: new ReplaysInMemory(),
    runtime,
    longestLife: (options.ticketLifetimeSeconds ?? DEFAULT_LIFETIME_SECONDS) * 1000,
    longestRenewal: (options.renewableLifetimeSeconds ?? DEFAULT_RENEWABLE_SECONDS) * 1000,
  };
}
