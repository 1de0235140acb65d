import type { AccountStore } from '../auth/account.js';
import type { GroupDefinitions } from '../auth/groups.js';
import { mechanismsRule } from '../auth/mechanism-rules.js';
import type { Mechanism } from '../auth/mechanism.js';
import { createNtlmMechanism } from '../auth/ntlm/mechanism.js';
import type { AuthPolicy } from '../auth/policy.js';
import type { ServerNames } from '../auth/server-names.js';
import type { Runtime } from '../runtime/runtime.js';
import { obey } from '../values/rules.js';
import { guardedMechanism } from './guarded-mechanism.js';

/** The server that a function of mechanisms makes them for. */
export interface MechanismSurroundings {
  readonly names: ServerNames;
  /** `S-1-5-21-…`, from which the SIDs of accounts are derived that bring none along. */
  readonly machineSid: string;
  /** Configured groups, which may be in one another. */
  readonly groups: GroupDefinitions;
  readonly accounts: AccountStore;
  readonly authPolicy: AuthPolicy;
  readonly runtime: Runtime;
  /** NTLM as a server has it that is given no mechanisms: one, whose acceptors share the memory of lock-outs. */
  readonly ntlm: Mechanism;
}

/** The mechanisms of a server in the order in which it offers them, or a function that makes them. */
export type MechanismChoice =
  readonly Mechanism[] | ((server: MechanismSurroundings) => readonly Mechanism[]);

/**
 * The mechanisms of a server; NTLM alone where none are chosen.
 *
 * @throws ConfigurationError for a function that gives no list of mechanisms; a promise is none
 */
export function mechanismsOf(
  choice: MechanismChoice | undefined,
  server: Omit<MechanismSurroundings, 'ntlm'>,
  onStoreFailure: (error: unknown) => void,
): readonly Mechanism[] {
  const { accounts, authPolicy: policy, names, machineSid, groups, runtime } = server;
  const ntlm = createNtlmMechanism({
    accounts,
    policy,
    names,
    machineSid,
    groups,
    runtime,
    onStoreFailure,
  });
  if (choice === undefined) return [ntlm];
  const chosen: unknown = typeof choice === 'function' ? choice({ ...server, ntlm }) : choice;
  obey(mechanismsRule, chosen, ['mechanisms']);
  return (chosen as readonly Mechanism[]).map((mechanism) =>
    mechanism === ntlm ? ntlm : guardedMechanism(mechanism),
  );
}
