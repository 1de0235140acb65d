import { upperCaseUtf16 } from '../../bytes/index.js';
import { filled } from '../../values/filled.js';
import {
  aFunction,
  both,
  obey,
  objectWith,
  onlyWith,
  optional,
  problemAt,
  type Rule,
  textOf,
  withFunctions,
} from '../../values/rules.js';
import { type CheckedRuntime, checkedRuntime, type Runtime } from '../../runtime/runtime.js';
import type { AccountStore } from '../account.js';
import { AccountIdentities } from '../account-identities.js';
import type { DomainAuthority } from '../domain-authority.js';
import type { FailedStore } from '../failed-store.js';
import { domainMembers, type GroupDefinitions, groupsRule } from '../group-definitions.js';
import { GroupTable } from '../groups.js';
import { machineSidOf } from '../identity.js';
import type { LoginMemory } from '../login-memory.js';
import { accountStoreRule, aLocalSid } from '../account-rules.js';
import { domainAuthorityRule } from '../domain-rules.js';
import { policyRule } from '../policy-rules.js';
import { localDomainOf, namesRule, productVersionForm } from '../server-names.js';
import { type AuthPolicy, type AuthPolicyChange, completeAuthPolicy } from '../policy.js';
import type { ServerNames } from '../server-names.js';
import { channelBindingsRule, withoutUndefinedBindings } from '../channel-bindings.js';
import { type ChallengeComposer, challengeComposer } from './issued-challenge.js';
import { ownMemory } from './own-memory.js';

/** The options of an NTLM mechanism or acceptor. */
export interface NtlmOptions {
  /** The accounts that may log in. */
  readonly accounts: AccountStore;
  /** The logins that are accepted; a missing key has its value in `defaultAuthPolicy`. */
  readonly policy: AuthPolicyChange;
  /** The names of the server in its CHALLENGE. */
  readonly names: ServerNames;
  /** Product version and build in VERSION of the CHALLENGE: `MAJOR.MINOR.BUILD`; default: `6.1.0`, as of Samba. */
  readonly productVersion?: string;
  /** Clocks and randomness: challenges, replays, lock-outs. */
  readonly runtime: Runtime;
  /**
   * ServerChannelBindingsUnhashed of [MS-NLMP] 3.2.1.2, the application data only: `tls-server-end-point:` and the hash
   * of our certificate (RFC 5929). When given, a client has to prove that it speaks through this channel; undefined is
   * an error, because it would let every channel pass.
   */
  readonly channelBindings?: Buffer;
  /**
   * Called with the error of the account store or of the memory of earlier logins, or the fault of an account that the
   * store gave, for a log. The client only sees STATUS_INTERNAL_ERROR.
   */
  readonly onStoreFailure?: (error: unknown, failed: FailedStore) => void;
  /** `S-1-5-21-…`; SIDs of accounts without one are derived from it. Default: derived from the server's name. */
  readonly machineSid?: string;
  /** Configured groups, which may contain each other; default: the groups that accounts name. */
  readonly groups?: GroupDefinitions;
  /**
   * The domain that the server is a member of. Its controllers decide about every user whose domain is no name of the
   * server; `accounts` are those of the server itself then, in the domain of its own name. Default: none, and
   * `accounts` decide about everybody.
   */
  readonly domain?: DomainAuthority;
}

/** The options of a mechanism, and the state that its acceptors share. */
export interface NtlmSettings extends Omit<NtlmOptions, 'groups' | 'domain'> {
  readonly policy: AuthPolicy;
  readonly runtime: CheckedRuntime;
  readonly machineSid: string;
  readonly groups: GroupTable;
  /** The domain of local accounts: the one that the server names as its own, or else its own name. */
  readonly localDomain: string;
  /** The domain that decides about the users of other names; undefined: the server is a member of none. */
  readonly domainAuthority: DomainAuthority | undefined;
  readonly identities: AccountIdentities;
  readonly composeChallenge: ChallengeComposer;
  readonly replays: LoginMemory['proofs'];
  readonly lockouts: LoginMemory['lockouts'];
  /** The NT hash that unknown names are verified with: 16 random bytes. */
  readonly dummyHash: Buffer;
}

const runtimeRule = both(
  withFunctions('now', 'monotonic', 'randomBytes'),
  objectWith({ after: optional(aFunction) }),
);

const optionKeys = onlyWith({
  accounts: accountStoreRule,
  policy: policyRule,
  names: namesRule,
  productVersion: optional(textOf(productVersionForm)),
  runtime: runtimeRule,
  channelBindings: optional(channelBindingsRule),
  onStoreFailure: optional(aFunction),
  machineSid: optional(aLocalSid(3)),
  groups: optional(groupsRule),
  domain: optional(domainAuthorityRule),
} satisfies Record<keyof NtlmOptions, Rule>);

const optionsRule = withoutUndefinedBindings(optionKeys);

/**
 * A controller refuses the right password where the CHALLENGE has the name of another domain than its own ([MS-APDS]
 * 3.1.5.2). Users of a domain among the members of groups are none without it.
 */
const joinRule: Rule = (value, place) => {
  const { domain, names, groups = {} } = value as NtlmOptions;
  if (domain === undefined) {
    return domainMembers(groups).map((fault) =>
      problemAt([...place, 'groups', ...fault.place], fault.message),
    );
  }
  if (!isSameName(names.netbiosDomain, domain.name)) {
    return [
      problemAt([...place, 'names', 'netbiosDomain'], `expected ${domain.name}, the name of the domain`),
    ];
  }
  return isSameName(names.netbiosName, domain.name)
    ? [problemAt([...place, 'names', 'netbiosName'], 'expected another name than that of the domain')]
    : [];
};

/** @param one undefined: a program may leave out the name of a domain */
function isSameName(one: string | undefined, other: string): boolean {
  return upperCaseUtf16(one ?? '') === upperCaseUtf16(other);
}

/**
 * @param memory default: one of this process
 * @throws ConfigurationError with a problem for each option that cannot be used
 */
export function createSettings(options: NtlmOptions, memory?: LoginMemory): NtlmSettings {
  obey(both(optionsRule, joinRule), options);
  const { accounts, channelBindings, onStoreFailure, domain: domainAuthority } = options;
  const names = filled({ netbiosName: '', dnsName: '', netbiosDomain: '', dnsDomain: '' }, options.names);
  const policy = completeAuthPolicy(options.policy);
  const runtime = checkedRuntime(options.runtime);
  const machineSid = options.machineSid ?? machineSidOf(names.netbiosName);
  const localDomain = localDomainOf(names, domainAuthority);
  const groups = new GroupTable(options.groups ?? {}, machineSid);
  const { proofs, lockouts, challengeMark } = memory ?? ownMemory(policy.lockout, runtime);
  return {
    accounts,
    ...(onStoreFailure && {
      onStoreFailure: (error: unknown, failed: FailedStore) => onStoreFailure.call(options, error, failed),
    }),
    policy,
    names,
    runtime,
    machineSid,
    groups,
    localDomain,
    domainAuthority,
    identities: new AccountIdentities({ domain: localDomain, machineSid, groups }),
    composeChallenge: challengeComposer(names, runtime, options.productVersion, challengeMark),
    ...(channelBindings && { channelBindings }),
    replays: proofs,
    lockouts,
    dummyHash: runtime.randomBytes(16),
  };
}
