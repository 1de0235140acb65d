import { openKeytab } from '../accounts/keytab-file.js';
import { replaysInFolder } from '../accounts/replay-folder.js';
import { knownAccounts } from '../auth/known-accounts.js';
import type { AccountStore } from '../auth/account.js';
import type { FailedStore } from '../auth/failed-store.js';
import type { GroupDefinitions } from '../auth/group-definitions.js';
import { createKerberosMechanism } from '../auth/kerberos/create-mechanism.js';
import { keysFromPassword } from '../auth/kerberos/password-keys.js';
import { completeKerberosPolicy, type KerberosPolicy } from '../auth/kerberos/policy.js';
import { joinServiceKeys, type ServiceKeys } from '../auth/kerberos/service-keys.js';
import type { ReplayMemory } from '../auth/kerberos/replay-memory.js';
import type { Mechanism } from '../auth/mechanism.js';
import type { ServerNames } from '../auth/server-names.js';
import type { DomainOptions } from '../domain/index.js';
import { encryptionTypeOf } from '../krb5/encryption/index.js';
import type { RealmSurroundings } from '../realm/create-kdc-state.js';
import type { TestRealmOptions } from '../realm/options.js';
import { openTestRealm, type ServedRealm } from '../realm/test-realm.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Share } from '../shares/share.js';
import { listed } from '../text/listed.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { withoutAbsent } from '../values/filled.js';
import { groupsOfRealm } from './realm-groups.js';
import type { KerberosOptions } from './kerberos-options.js';
import type { Logger } from './options.js';
import type { ShareDefinition } from './share-definition.js';

/** Kerberos of one server. */
export interface ServerKerberos {
  /** Undefined when there is no key: Kerberos is not offered then. */
  readonly mechanism: Mechanism | undefined;
  /** The KDC of the same process; undefined when the options ask for none. It does not listen yet. */
  readonly realm: ServedRealm | undefined;
  /** Why its keys cannot be read now; undefined: they can. */
  trouble(): string | undefined;
  /** Looks at the keytab at once; one that cannot be used leaves the keys that were read before. */
  rereadKeytab(): void;
  /** Lets go of the files; the realm is closed by itself. */
  close(): void;
}

/** The server that Kerberos is made for. */
interface Surroundings {
  readonly names: ServerNames;
  readonly machineSid: string;
  readonly accounts: AccountStore;
  readonly groups: GroupDefinitions;
  /** Undefined: the server is a member of no domain. */
  readonly domain: DomainOptions | undefined;
  /** The keys of its machine account in the domain; undefined: it has none. */
  readonly machineKeys: ServiceKeys | undefined;
  readonly shares: readonly (Share | ShareDefinition)[];
  /** The authenticators of all processes; undefined: there is one process. */
  readonly replays: ReplayMemory | undefined;
  readonly runtime: CheckedRuntime;
  readonly logger: Logger;
  /** Hears of the exchanges of the realm. */
  readonly onExchange: NonNullable<RealmSurroundings['onExchange']>;
  /** Changes the answers of the realm's KDC. */
  readonly scripts: NonNullable<RealmSurroundings['scripts']>;
}

const none: ServerKerberos = {
  mechanism: undefined,
  realm: undefined,
  trouble: () => undefined,
  rereadKeytab: () => {},
  close: () => {},
};

/**
 * Reads the keys, opens the replay memory and makes the mechanism and the realm.
 *
 * @param options of which every value was checked by itself
 * @throws ConfigurationError for a keytab that cannot be used, keys of which policy allows none, a folder that cannot
 * be written, and a realm that has no accounts
 */
export function openKerberos(
  options: KerberosOptions | undefined,
  server: Surroundings,
  onStoreFailure: (error: unknown, failed: FailedStore) => void,
): ServerKerberos {
  if (options === undefined && server.domain === undefined) return none;
  const { keytab, password, stateFolder, testRealm } = options ?? {};
  const { names, machineSid, accounts, groups, domain, machineKeys, shares, runtime, logger } = server;
  const onProblem = (problem: string): void => logger.warn(problem);
  const policy = policyOf(options);
  const realm = testRealm && openRealm(testRealm, server);
  const ofFile = keytab === undefined ? undefined : openKeytab(keytab, { onProblem, runtime });
  const sources = [
    ...(ofFile === undefined ? [] : [allowed(ofFile, policy, 'keytab')]),
    ...(password === undefined
      ? []
      : [allowed(keysFromPassword(password, ['kerberos', 'password']), policy, 'password')]),
    ...(realm === undefined ? [] : [allowed(realm.keys, policy, 'testRealm')]),
    // The keys of a password are made here, in some 100 ms that no login should wait for.
    ...(machineKeys === undefined ? [] : [allowed(machineKeys, policy, 'domain')]),
  ];
  if (sources.length === 0) return none;
  const place = 'kerberos.stateFolder';
  const opened =
    stateFolder === undefined || server.replays !== undefined
      ? undefined
      : replaysInFolder(stateFolder, { place, onProblem, runtime });
  const replays = server.replays ?? opened;
  const keys = joinServiceKeys(sources);
  const mechanism = createKerberosMechanism({
    keys,
    accounts,
    policy,
    names,
    runtime,
    machineSid,
    groups:
      realm === undefined
        ? groups
        : groupsOfRealm(
            groups,
            machineSid,
            shares,
            knownAccounts(accounts, (error) => onStoreFailure(error, 'account-store')) ?? [],
          ),
    ...(domain && { domain: { name: domain.name, dnsName: domain.dnsName } }),
    ...(replays && { replays }),
    onStoreFailure,
  });
  return {
    mechanism,
    realm,
    trouble: () => keys.trouble?.(),
    rereadKeytab: () => ofFile?.reread(),
    close: () => opened?.close(),
  };
}

/** The keys by name: a getter of a class is no own key of the options. */
function policyOf({
  services,
  principals,
  enctypes,
  maxClockSkewSeconds,
}: KerberosOptions = {}): KerberosPolicy {
  return completeKerberosPolicy(withoutAbsent({ services, principals, enctypes, maxClockSkewSeconds }));
}

/**
 * The realm of the server's accounts.
 *
 * @throws ConfigurationError for a store that gives out no keys, and one that lists its accounts and has none
 */
function openRealm(options: TestRealmOptions, { accounts, logger, ...server }: Surroundings): ServedRealm {
  if (accounts.verify !== undefined) {
    throw unusable(
      'testRealm',
      'expected accounts that are a list, or a store that finds: a KDC needs their keys',
    );
  }
  let failed = false;
  const known = knownAccounts(accounts, () => (failed = true));
  if (known !== undefined && [...known].length === 0 && !failed) {
    throw unusable('testRealm', 'expected at least one account: nobody could get a ticket');
  }
  const onError = (error: unknown): void => logger.error('the KDC of the test realm failed', { error });
  return openTestRealm(options, { ...server, accounts, onError }, ['kerberos', 'testRealm']);
}

/** @throws ConfigurationError when no key is of an encryption type that policy allows */
function allowed(
  keys: ServiceKeys,
  { enctypes }: KerberosPolicy,
  source: keyof KerberosOptions | 'domain',
): ServiceKeys {
  const present = new Set(keys.current().map(({ etype }) => encryptionTypeOf(etype)?.name));
  if (enctypes.some((name) => present.has(name))) return keys;
  const has = listed([...present].map(String));
  const message = `${keys.source}: has keys of ${has} only; expected one of ${enctypes.join(', ')}, or another list in kerberos.enctypes`;
  throw unusable(source, message);
}

function unusable(key: keyof KerberosOptions | 'domain', message: string): ConfigurationError {
  return new ConfigurationError([{ path: key === 'domain' ? key : `kerberos.${key}`, message }]);
}
