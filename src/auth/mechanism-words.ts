import type { CheckFact } from '../facts/fact.js';
import type { ClaimFact } from '../facts/login.js';
import type { Account } from './account.js';
import type { MachineIdentity } from './machine-identity.js';
import type { RejectionReason, Rejections } from './rejection.js';

/** The facts of one login, as a mechanism's words receive them. */
export interface LoginFacts {
  /** The names the client gave of itself, passwords in them masked; undefined: it gave none. */
  readonly claim: ClaimFact | undefined;
  /** Every check that was made, in order. */
  readonly checks: readonly CheckFact[];
  /** The mechanism's own facts in their order. */
  readonly own: readonly object[];
}

/** How a client proved itself, or tried to, by the mechanism's own account. A mechanism adds fields of its own. */
export interface ProofRecord {
  /** Name of the mechanism, such as `NTLM`. */
  readonly mechanism: string;
  /** The kind of proof in a word, such as `NTLMv2`; undefined: the client did not come to one. */
  readonly version: string | undefined;
  /** Further observations on the messages, in a few words each: `MIC valid`. */
  readonly remarks: readonly string[];
  /** Codes of the weaknesses that this login shows; `MechanismWords.weaknesses` has them. */
  readonly weaknesses: readonly string[];
  /** As `passwordType` of Samba's audit; undefined: nothing was proved, or nothing is known of it. */
  readonly passwordType: string | undefined;
  /** The channel bindings that the client sent; undefined: the message has no room for them, or is not known. */
  readonly channelBindings?: 'absent' | 'zero' | 'present' | undefined;
  /** The client's machine, as it says itself; absent: it says nothing of it. */
  readonly machine?: MachineIdentity;
}

/** A security weakness that a client's logins can show. */
export interface Weakness {
  /** The client's doing in a few words, beginning with a verb: `Sends an LM response`. */
  readonly title: string;
  /** Why it matters and what to do. */
  readonly help: string;
  /** How bad it is, as SARIF has it. */
  readonly level: 'error' | 'warning' | 'note';
}

/** A column of the posture report that a mechanism fills. */
export interface PostureColumn {
  /** Key in JSON and head of the CSV column. */
  readonly key: string;
  /** Head of the column for people. */
  readonly title: string;
  /** The values of one login with a proof; those that are undefined or empty are left out. */
  values(proof: ProofRecord): readonly (string | undefined)[];
}

/** The point that a login without a verdict had reached. */
export interface Progress {
  /** A sentence on the last message. */
  readonly sentence: string;
  /** Whether the server had answered with a token that the client must use. */
  readonly challenged: boolean;
  /** The reason, where that token told the client of an error; it counts if the client leaves. */
  readonly reason?: string;
}

/** A secret and names, as hashed, that a failed proof is compared with. */
export interface TriedSecret {
  /** NTOWFv1 of the password, 16 bytes. */
  readonly ntHash: Buffer;
  /** Undefined: the hash alone is known. */
  readonly password?: string | undefined;
  /** In the case in which it is hashed. */
  readonly user: string;
  /** In the case in which it is hashed; empty: none is. */
  readonly domain: string;
}

/** A proof that a client makes of the right password by a wrong computation. */
export interface Miscomputation {
  /** Stable name, such as `zero-challenge`. */
  readonly variant: string;
  /** As the end of “the proof is right …”. */
  readonly words: string;
  /** Whether the proof is the one that the mistake makes; constant time. */
  readonly matches: () => boolean;
}

/** A proof that matched no account's secret. Diagnosis tries it again after the login was answered. Secret. */
export interface FailedProof {
  /** The account of that name; undefined: there is none. */
  readonly account: Account | undefined;
  /** The user name as sent; the client hashes it in this form. */
  readonly user: string;
  /** As sent. */
  readonly domain: string;
  /** As sent. */
  readonly workstation: string;
  /** Bytes of the proof, held until it is tried again. */
  readonly length: number;
  /** Whether the names are part of what is hashed. */
  readonly hashesNames: boolean;
  /** Why no password makes this proof, as a sentence; undefined: a password could. */
  readonly impossible: string | undefined;
  /** Whether a secret and names make the proof. It computes a few hashes. */
  isProvedBy(tried: TriedSecret): boolean;
  /** The proofs that known mistakes of clients under development make; each costs a hash or two. */
  miscomputations(tried: TriedSecret): readonly Miscomputation[];
}

/** A key that clients take for another: wrong signatures are tried with it. */
export interface MistakenKey {
  /** Stable name, such as `ntlm-signing-key`. */
  readonly mistake: string;
  /** The mistake as a sentence. */
  readonly words: string;
  /** 16 bytes. */
  readonly key: Buffer;
  /** `session-key`: signs itself, or has signing keys derived from it; `signing-key`: signs itself. */
  readonly takenFor: 'session-key' | 'signing-key';
}

/** The text of a common reason in the terms of one mechanism. */
export interface ReasonInOwnTerms {
  /** The event, in one sentence. */
  readonly sentence: string;
  /** The advice. */
  readonly advice: string;
}

/**
 * The words of a mechanism. Its acceptor reports facts during a login; these functions turn them into words later, if
 * there is a listener. Each function is pure and receives only facts of its own mechanism.
 */
export interface MechanismWords {
  /** As `authDescription` and `authType` of Samba's audit; default: the mechanism's name. */
  readonly authDescription?: string;
  /**
   * The checks that every login has, in their order, with the section where each rule stands. A record lists them as
   * `not-reached` after a check that failed. Checks that depend on policy or on the messages are not listed here.
   */
  readonly checks: readonly (readonly [check: string, section: string])[];
  /** The reasons for a refusal that this mechanism alone has. */
  readonly reasons?: Rejections;
  /**
   * Common reasons in this mechanism's own terms, in place of the common texts, which speak of passwords. Guesses at
   * the client's workstation and at its desktop's logon are left out with them. The status, the display of clients and
   * the section stay those of the common row. Default: the common row.
   */
  readonly commonReasons?: Readonly<Partial<Record<RejectionReason, ReasonInOwnTerms>>>;
  /** The record of the proof; undefined: no message of the mechanism came. */
  record(login: LoginFacts): ProofRecord | undefined;
  /** One of its own facts in a few words. */
  describeFact(fact: object): string;
  /**
   * By reason, sentences with the evidence. They follow the sentences on the names and replace the failed check's
   * detail. Empty sentences are left out. Text that the client sent must go through `quoted`.
   */
  readonly sentences?: Readonly<Record<string, (login: LoginFacts) => readonly string[]>>;
  /** The kind of proof within a sentence: `NTLMv1 with extended session security`; default: the record's `version`. */
  proofInWords?(login: LoginFacts): string | undefined;
  /** The progress of a login without a verdict; undefined: no message of the mechanism came. */
  progress?(login: LoginFacts): Progress | undefined;
  /** A sentence that begins the story of a client which insists on encryption, where its messages show that. */
  insistsOnEncryption?(login: LoginFacts): string | undefined;
  /** How to allow the mechanism on a client: the advice of a login in which no mechanism was in common. */
  readonly howToAllow?: string;
  /** The proof to try again; undefined: none failed, or it cannot be tried again. */
  failedProof?(login: LoginFacts): FailedProof | undefined;
  /** @param sessionKey the right one, 16 bytes */
  mistakenKeys?(login: LoginFacts, sessionKey: Buffer): readonly MistakenKey[];
  /** The weaknesses by their stable codes, in the order of the report. */
  readonly weaknesses?: Readonly<Record<string, Weakness>>;
  /** Columns of the posture report that its logins fill. */
  readonly columns?: readonly PostureColumn[];
}
