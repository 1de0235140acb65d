import type { AccountStore } from '../auth/account.js';
import type { FailedStore } from '../auth/failed-store.js';
import type { GroupDefinitions } from '../auth/group-definitions.js';
import { GroupTable } from '../auth/groups.js';
import { mechanismsRule } from '../auth/mechanism-rules.js';
import type { Mechanism } from '../auth/mechanism.js';
import type { LoginMemory } from '../auth/login-memory.js';
import { mechanismOf } from '../auth/ntlm/create-mechanism.js';
import { createSettings } from '../auth/ntlm/settings.js';
import { type AuthPolicy, type MechanismName, mechanismNames } from '../auth/policy.js';
import type { ServerNames } from '../auth/server-names.js';
import type { Runtime } from '../runtime/runtime.js';
import type { OpenedDomain } from '../domain/index.js';
import { isKnownReason } from '../diagnosis/reasons.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { both, obey, problemAt, type Rule } from '../values/rules.js';
import { guardedMechanism } from './guarded-mechanism.js';

/** The server that a function of mechanisms makes them for. */
export interface MechanismSurroundings {
  /** As the server calls itself. */
  readonly names: ServerNames;
  /** `S-1-5-21-…`, from which the SIDs of accounts are derived that bring none along. */
  readonly machineSid: string;
  /** The accounts of the server's options. */
  readonly accounts: AccountStore;
  /** The policy of the server's options, complete. */
  readonly authPolicy: AuthPolicy;
  /** Clock, randomness and timers of the server. */
  readonly runtime: Runtime;
  /**
   * NTLM as a server has it that is given no mechanisms: one, whose acceptors share the memory of lock-outs. Where
   * `authPolicy.mechanisms` leaves it out, it is not offered, and refuses.
   */
  readonly ntlm: Mechanism;
  /**
   * Kerberos by the server's options, whose acceptors share one replay memory; undefined when the options give no key.
   */
  readonly kerberos: Mechanism | undefined;
}

/** The mechanisms that the server has of its own; undefined: there is nothing to make it of, such as a key. */
type OwnMechanisms = Readonly<Record<MechanismName, Mechanism | undefined>>;

/** The mechanisms of a server in the order in which it offers them, or a function that makes them. */
export type MechanismChoice =
  readonly Mechanism[] | ((server: MechanismSurroundings) => readonly Mechanism[]);

/**
 * The mechanisms of a server; where none are chosen, those of its own that policy names and it has the means for.
 *
 * @throws ConfigurationError for a function that gives no list of mechanisms; a promise is none. It is thrown as well
 * where policy leaves out every mechanism that the server could offer.
 */
export function mechanismsOf(
  choice: MechanismChoice | undefined,
  server: Omit<MechanismSurroundings, 'ntlm'> & {
    readonly groups: GroupDefinitions;
    readonly productVersion: string;
    readonly memory: LoginMemory;
    /** Undefined: the server is a member of no domain. */
    readonly domain: OpenedDomain | undefined;
  },
  onStoreFailure: (error: unknown, failed: FailedStore) => void,
): readonly Mechanism[] {
  const {
    accounts,
    authPolicy,
    productVersion,
    names,
    machineSid,
    groups,
    runtime,
    kerberos,
    memory,
    domain,
  } = server;
  const surroundings = { accounts, names, machineSid, runtime };
  const joined = domain && { domain };
  const options = { ...surroundings, ...joined, groups, policy: authPolicy, productVersion, onStoreFailure };
  const ntlm = mechanismOf(createSettings(options, memory));
  const own: OwnMechanisms = { kerberos, ntlm };
  if (choice === undefined) return ownMechanisms(authPolicy.mechanisms, own);
  const chosen: unknown =
    typeof choice === 'function' ? choice({ ...surroundings, authPolicy, ntlm, kerberos }) : choice;
  const table = new GroupTable(groups, machineSid);
  obey(both(mechanismsRule, reasonsOfTheirOwn), chosen, ['mechanisms']);
  return (chosen as readonly Mechanism[]).map((mechanism) =>
    mechanism === ntlm || mechanism === kerberos ? mechanism : guardedMechanism(mechanism, table),
  );
}

/**
 * The mechanisms of the server's own in the order of policy, and behind them those that are there to refuse.
 *
 * @throws ConfigurationError where none could be offered
 */
function ownMechanisms(named: AuthPolicy['mechanisms'], own: OwnMechanisms): readonly Mechanism[] {
  const offered = named.flatMap((name) => own[name] ?? []);
  if (offered.length === 0) {
    const message =
      'nobody could log in by this policy.mechanisms: "kerberos" needs a key, and there is none (kerberos.keytab, kerberos.password, kerberos.testRealm, or the machine account of a domain); give one, or add "ntlm"';
    throw new ConfigurationError([problemAt(['authPolicy', 'mechanisms'], message)]);
  }
  const refused = mechanismNames.flatMap((name) => (named.includes(name) ? [] : (own[name] ?? [])));
  return [...offered, ...refused.filter(({ refusal }) => refusal !== undefined)];
}

/** A reason that the server has already keeps its text, and is told of logins that it was never meant for. */
const reasonsOfTheirOwn: Rule = (mechanisms, place) =>
  (mechanisms as readonly Mechanism[]).flatMap(({ words }, index) =>
    Object.keys(words?.reasons ?? {})
      .filter((reason) => isKnownReason(reason))
      .map((reason) =>
        problemAt([...place, index, 'words', 'reasons', reason], 'expected a reason that the server has not'),
      ),
  );
