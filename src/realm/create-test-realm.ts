import type { AccountDefinition } from '../auth/account-definition.js';
import { accountDefinitionRule, accountStoreRule, aLocalSid } from '../auth/account-rules.js';
import type { FindingStore } from '../auth/account.js';
import { type GroupDefinitions, groupsRule } from '../auth/group-definitions.js';
import { machineSidOf } from '../auth/identity.js';
import { accountsInMemory } from '../auth/memory-store.js';
import { namesRule, type ServerNames } from '../auth/server-names.js';
import type { KdcRecord } from '../facts/kdc-record.js';
import { checkedRuntime, type Runtime, systemRuntime } from '../runtime/runtime.js';
import { filled } from '../values/filled.js';
import {
  aFunction,
  both,
  fits,
  listOf,
  obey,
  objectWith,
  onlyWith,
  optional,
  problemAt,
  type Rule,
  withFunctions,
} from '../values/rules.js';
import { type TestRealmOptions, testRealmRule } from './options.js';
import { openTestRealm, type TestRealm } from './test-realm.js';

/** A test realm without a server. */
export interface CreateTestRealmOptions extends TestRealmOptions {
  /** The accounts that can log in: definitions, or a store that finds them. */
  readonly accounts: FindingStore | readonly AccountDefinition[];
  /**
   * Names of the server that the services belong to; `netbiosName` and `dnsName` name its services. Default: `FILES`,
   * and `files.` with the realm's name in lower case.
   */
  readonly names?: Partial<ServerNames> | undefined;
  /** `S-1-5-21-…`: SIDs of accounts without one of their own begin with it; default: derived from `netbiosName`. */
  readonly machineSid?: string | undefined;
  /** Groups by name; default: those that accounts name. */
  readonly groups?: GroupDefinitions | undefined;
  /** Clocks, timers and randomness; default: those of the system. */
  readonly runtime?: Runtime | undefined;
  /** Receives errors that are no fault of a client: of the store, of sockets. Default: they are dropped. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /**
   * Receives a record of each exchange, with its outcome, sentence and advice, when it has its answer. Repetitions are
   * counted as with the event `kdc` of a server. An error that it throws goes to `onError`.
   */
  readonly onExchange?: ((record: KdcRecord) => void) | undefined;
}

/** At least one: nobody could get a ticket. */
const someAccounts: Rule = (value, place) => {
  if (typeof value !== 'object' || value === null)
    return [problemAt(place, 'expected a list of accounts, or a store that finds them')];
  return Array.isArray(value)
    ? listOf(accountDefinitionRule, 1)(value, place)
    : findingStoreRule(value, place);
};

const findingStoreRule: Rule = (value, place) => {
  const problems = accountStoreRule(value, place);
  return problems.length > 0
    ? problems
    : fits(
        (store) => typeof (store as Partial<FindingStore>).find === 'function',
        'expected a store that finds accounts: a KDC needs their keys',
      )(value, place);
};

const anything: Rule = () => [];

/** The names themselves are looked at with their defaults. */
const someNames: Rule = onlyWith({
  netbiosName: anything,
  dnsName: anything,
  netbiosDomain: anything,
  dnsDomain: anything,
  dnsTree: anything,
} satisfies Record<keyof ServerNames, Rule>);

const aRuntime: Rule = both(
  withFunctions('now', 'monotonic', 'randomBytes'),
  objectWith({ after: optional(aFunction) }),
);

const surroundings = {
  accounts: someAccounts,
  names: optional(someNames),
  machineSid: optional(aLocalSid(3)),
  groups: optional(groupsRule),
  runtime: optional(aRuntime),
  onError: optional(aFunction),
  onExchange: optional(aFunction),
} satisfies Record<Exclude<keyof CreateTestRealmOptions, keyof TestRealmOptions>, Rule>;

/** Both parts are looked at, so that a mistyped key is told beside the one that is missing. */
const optionsRule: Rule = (value, place) => {
  const problems = objectWith(surroundings)(value, place);
  if (typeof value !== 'object' || value === null) return problems;
  const ofRealm = Object.entries(value).filter(([key]) => !Object.hasOwn(surroundings, key));
  return [...problems, ...testRealmRule(Object.fromEntries(ofRealm), place)];
};

/**
 * Makes a Kerberos realm for tests, with a KDC on the loopback interface and accounts of its own. It does not listen
 * yet.
 *
 * ```ts
 * await using realm = createTestRealm({ realm: 'EXAMPLE.TEST', accounts: [{ name: 'alice', password: 'secret' }] });
 * await realm.listen();
 * // KRB5_CONFIG=`${realm.directory}/krb5.conf` kinit alice
 * ```
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 * @throws AccountError for two accounts of one name
 */
export function createTestRealm(options: CreateTestRealmOptions): TestRealm {
  obey(optionsRule, options);
  const {
    accounts,
    names: given,
    machineSid,
    groups = {},
    runtime = systemRuntime,
    onError = () => {},
    onExchange,
    ...rest
  } = options;
  obey(testRealmRule, rest);
  const defaults: ServerNames = {
    netbiosName: 'FILES',
    dnsName: `files.${rest.realm.toLowerCase()}`,
    netbiosDomain: '',
    dnsDomain: rest.realm.toLowerCase(),
  };
  const names = filled(defaults, given);
  obey(namesRule, names, ['names']);
  const onFailure = (error: unknown): void =>
    tell(
      () => onError.call(options, error),
      () => {},
    );
  return openTestRealm(rest, {
    accounts: isStore(accounts) ? accounts : accountsInMemory(accounts),
    names,
    machineSid: machineSid ?? machineSidOf(names.netbiosName),
    groups,
    runtime: checkedRuntime(runtime),
    onError: onFailure,
    onExchange:
      onExchange && ((_exchange, words) => tell(() => onExchange.call(options, words()), onFailure)),
  });
}

/** An error of the program's own listener, of an async one too, ends neither the KDC nor its process. */
function tell(listener: () => unknown, onFailure: (error: unknown) => void): void {
  try {
    void Promise.resolve(listener()).catch(onFailure);
  } catch (error) {
    onFailure(error);
  }
}

function isStore(accounts: CreateTestRealmOptions['accounts']): accounts is FindingStore {
  return !Array.isArray(accounts);
}
