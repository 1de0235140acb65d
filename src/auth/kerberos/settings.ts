import { ConfigurationError } from '../../values/configuration-error.js';
import {
  aFilledText,
  aFunction,
  both,
  obey,
  objectWith,
  onlyWith,
  optional,
  type Rule,
  textOf,
  withFunctions,
  problemAt,
} from '../../values/rules.js';
import { filled } from '../../values/filled.js';
import { type CheckedRuntime, checkedRuntime, type Runtime } from '../../runtime/runtime.js';
import { encryptionTypeNamed } from '../../krb5/encryption/index.js';
import type { AccountStore } from '../account.js';
import { accountStoreRule, aLocalSid } from '../account-rules.js';
import type { DomainAuthority } from '../domain-authority.js';
import { channelBindingsRule, withoutUndefinedBindings } from '../channel-bindings.js';
import type { FailedStore } from '../failed-store.js';
import { type GroupDefinitions, groupsRule } from '../group-definitions.js';
import { GroupTable } from '../groups.js';
import { machineSidOf, type Realm } from '../identity.js';
import { aDnsName, localDomainOf, namesRule, netbiosForm, type ServerNames } from '../server-names.js';
import { completeKerberosPolicy, type KerberosPolicy } from './policy.js';
import { kerberosPolicyRule } from './policy-rules.js';
import { type ReplayMemory, ReplaysInMemory } from './replay-memory.js';
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
  /**
   * The domain that the server is a member of. A client of its realm is the user in the PAC, as by NTLM, and a local
   * account only where `policy.principals` is a table that says so. Default: none.
   */
  readonly domain?: Pick<DomainAuthority, 'name' | 'dnsName'>;
  /** Authenticators that were accepted; default: a memory of this mechanism, which a restart loses. */
  readonly replays?: ReplayMemory;
  /**
   * The application data of the channel's bindings (RFC 5929). When given, a client has to prove that it speaks through
   * this channel; undefined is an error, because it would let every channel pass.
   */
  readonly channelBindings?: Buffer;
  /** Called with the error of the account store, of the memory of earlier logins or of the keys, for a log. */
  readonly onStoreFailure?: (error: unknown, failed: FailedStore) => void;
}

/** The domain that a server is a member of. */
export interface JoinedDomain {
  /** NetBIOS name. */
  readonly name: string;
  /** The realm of its users, in upper case. */
  readonly realm: string;
}

/** The options of a mechanism, and the state that its acceptors share. */
export interface KerberosSettings {
  readonly keys: ServiceKeys;
  readonly accounts: AccountStore;
  readonly policy: KerberosPolicy;
  readonly names: ServerNames;
  /** Numbers of the encryption types that policy takes, the preferred one first. */
  readonly etypes: readonly number[];
  readonly runtime: CheckedRuntime;
  /** The realm of the local accounts. */
  readonly local: Realm;
  /** The domain that the server is a member of; undefined: of none. */
  readonly domain: JoinedDomain | undefined;
  readonly replays: ReplayMemory;
  /** The application data of the one channel of all logins; undefined: each login has its own, or none. */
  readonly channelBindings: Buffer | undefined;
  readonly onStoreFailure: (error: unknown, failed: FailedStore) => void;
}

const serviceKeysRule: Rule = (value, place) =>
  Array.isArray(value)
    ? [
        problemAt(
          place,
          'expected an object with current() and source, such as keysFromPassword(…), not a list',
        ),
      ]
    : both(withFunctions('current'), objectWith({ source: aFilledText }))(value, place);

const optionKeys = onlyWith({
  keys: serviceKeysRule,
  accounts: accountStoreRule,
  policy: optional(kerberosPolicyRule),
  names: namesRule,
  runtime: both(withFunctions('now', 'monotonic', 'randomBytes'), objectWith({ after: optional(aFunction) })),
  machineSid: optional(aLocalSid(3)),
  groups: optional(groupsRule),
  domain: optional(objectWith({ name: textOf(netbiosForm), dnsName: aDnsName })),
  replays: optional(withFunctions('admit')),
  channelBindings: optional(channelBindingsRule),
  onStoreFailure: optional(aFunction),
} satisfies Record<keyof KerberosMechanismOptions, Rule>);

const optionsRule = withoutUndefinedBindings(optionKeys);

/** @throws ConfigurationError with a problem for each option that cannot be used */
export function createKerberosSettings(options: KerberosMechanismOptions): KerberosSettings {
  obey(optionsRule, options);
  const { keys, accounts, domain, channelBindings, onStoreFailure } = options;
  const { replays = new ReplaysInMemory() } = options;
  const names = filled({ netbiosName: '', dnsName: '', netbiosDomain: '', dnsDomain: '' }, options.names);
  const policy = completeKerberosPolicy(options.policy);
  refuseWithoutAccounts(policy, accounts);
  const machineSid = options.machineSid ?? machineSidOf(names.netbiosName);
  return {
    keys,
    accounts,
    policy,
    names,
    etypes: policy.enctypes.flatMap((name) => encryptionTypeNamed(name)?.etype ?? []),
    runtime: checkedRuntime(options.runtime),
    local: {
      domain: localDomainOf(names, domain),
      machineSid,
      groups: new GroupTable(options.groups ?? {}, machineSid),
    },
    domain: domain && { name: domain.name, realm: realmOfDomain(domain) },
    replays,
    channelBindings,
    onStoreFailure: (error, failed) => onStoreFailure?.call(options, error, failed),
  };
}

/** The realm of a domain is its DNS name in upper case. */
export function realmOfDomain({ dnsName }: { readonly dnsName: string }): string {
  return dnsName.toUpperCase();
}

/** A store that verifies responses of NTLM finds no account by its name. */
function refuseWithoutAccounts({ principals }: KerberosPolicy, accounts: AccountStore): void {
  if (principals === 'name' || principals === 'principal' || accounts.find !== undefined) return;
  const message = 'needs accounts that the server finds itself: with a store that verifies, use "name"';
  throw new ConfigurationError([{ path: 'policy.principals', message }]);
}
