import type { AccountStatus } from '../auth/account.js';
import type { AuthPolicyChange } from '../auth/policy.js';
import type { Fault, FaultStep } from '../faults/fault.js';
import type { PresetFault } from '../faults/preset.js';
import type { CipherName } from '../protection/encryption.js';
import type { DialectName } from '../protection/dialect.js';
import type { SigningAlgorithmName } from '../protection/signing.js';
import type { SessionPolicy } from '../session/model/policy.js';
import type { AccessRules } from '../shares/access-list.js';

/** The groups of cases in the order in which they run. */
export const caseGroups = ['baseline', 'refusals', 'attacks', 'old', 'overload'] as const;

/** One of {@link caseGroups}. */
export type CaseGroup = (typeof caseGroups)[number];

/** The protocols over which a client can be checked. */
export const checkedCarriers = ['smb', 'http'] as const;

/** One of {@link checkedCarriers}. */
export type CheckedCarrier = (typeof checkedCarriers)[number];

/**
 * The conduct of a good client. `succeeds`: it logs in and does its work; `reports`: it is refused, and ends with an
 * error; `refuses`: it must not go on; `bears`: it does its work all the same; `fails-cleanly`: it does its work, or
 * ends with an error.
 */
export type Expectation = 'succeeds' | 'reports' | 'refuses' | 'bears' | 'fails-cleanly';

/** The differences of a case's server from the usual one. */
export interface CaseSetting {
  readonly policy?: Partial<SessionPolicy>;
  readonly authPolicy?: AuthPolicyChange;
  /** Status of the account; default: `enabled`. */
  readonly status?: AccountStatus;
  /** Access rules of the share; default: everybody may write. */
  readonly access?: AccessRules;
  /** The client is told the name of a share that is not there. */
  readonly absentShare?: true;
  /** The client gets a password that is not the account's, and no credential cache. */
  readonly wrongPassword?: true;
  /** Kerberos alone is accepted. */
  readonly kerberos?: true;
}

/** The protocol variant that a case is about: a client that does not speak it is not judged. */
export interface Variant {
  readonly dialect?: DialectName;
  /** A dialect that came after this one. */
  readonly newerThan?: DialectName;
  readonly cipher?: CipherName;
  readonly signingAlgorithm?: SigningAlgorithmName;
  /** The first request after the login must have had this protection. */
  readonly protection?: 'signed' | 'encrypted';
  /** A mechanism inside SPNEGO, by the name of records. */
  readonly mechanism?: 'NTLM' | 'Kerberos';
}

/** One thing that a client is tried on. */
export interface ScorecardCase {
  /** Group and name: `attacks/stripped-signature`. Stable. */
  readonly id: string;
  readonly group: CaseGroup;
  readonly title: string;
  readonly expects: Expectation;
  /** The section of the rule. */
  readonly section: string;
  /** The server, attack or device that it stands for, as a sentence. */
  readonly imitates: string;
  /** The consequence of another conduct, as a sentence. */
  readonly why: string;
  readonly carriers: readonly CheckedCarrier[];
  readonly setting: CaseSetting;
  readonly variant?: Variant;
  readonly faults?: readonly (Fault | PresetFault)[];
  /** `reports`: the reasons of records that show that the client came to its refusal. */
  readonly reasons?: readonly string[];
  /** `refuses`: a client that goes on with a proof of NTLMv2 is secure as well. */
  readonly unlessNtlmV2?: true;
  /** `bears`: the server told the client to encrypt, so that its work must not be in the clear. */
  readonly mustEncrypt?: true;
  /** The fault concerns a signature: a client that makes none can notice nothing, and is not tried. */
  readonly needsSignature?: true;
  /** `refuses`: an answer to one of these steps after the fault shows that the client went on. */
  readonly beyond?: readonly FaultStep[];
}
