import type { CheckFact } from '../facts/fact.js';
import type { ClaimFact } from '../facts/login.js';
import type { Account } from './account.js';
import type { Rejections } from './rejection.js';

/** The facts of one login, as a mechanism's words are told of them. */
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
  /** What else the messages tell, in a few words each: `MIC valid`. */
  readonly remarks: readonly string[];
  /** Codes of the weaknesses that this login shows; `MechanismWords.weaknesses` has them. */
  readonly weaknesses: readonly string[];
  /** As `passwordType` of Samba's audit; undefined: nothing was proved, or nothing is known of it. */
  readonly passwordType: string | undefined;
}

/** One thing about the logins of a client that somebody who cares about security wants to know. */
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

/** How far a login came that has no verdict. */
export interface Progress {
  /** A sentence on the last message. */
  readonly sentence: string;
  /** Whether the server had answered with a token that the client must use. */
  readonly challenged: boolean;
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

/** A proof that matched no account's secret, for trying it again, off the login's path. Secret. */
export interface FailedProof {
  /** Undefined: there is none of that name. */
  readonly account: Account | undefined;
  /** As sent, so as hashed. */
  readonly user: string;
  /** As sent. */
  readonly domain: string;
  /** As sent. */
  readonly workstation: string;
  /** Bytes of the proof, held until it is tried again. */
  readonly length: number;
  /** Whether the names are part of what is hashed. */
  readonly hashesNames: boolean;
  /** A sentence on a proof that no password makes; undefined: one could. */
  readonly impossible: string | undefined;
  /** Whether a secret and names make the proof. Takes a few hashes. */
  isProvedBy(tried: TriedSecret): boolean;
  /** The mistakes of clients under development; each takes a hash or two. */
  miscomputations(tried: TriedSecret): readonly Miscomputation[];
}

/** A key that clients take for another: wrong signatures are tried with it. */
export interface MistakenKey {
  /** Stable name, such as `ntlm-signing-key`. */
  readonly mistake: string;
  /** A sentence. */
  readonly words: string;
  /** 16 bytes. */
  readonly key: Buffer;
  /** `session-key`: signs itself, or has signing keys derived from it; `signing-key`: signs itself. */
  readonly takenFor: 'session-key' | 'signing-key';
}

/**
 * What a mechanism says of its logins. The acceptor reports facts while it works; these functions make words of them
 * later, where somebody listens. Each is pure, and told of facts of its own mechanism alone.
 */
export interface MechanismWords {
  /** As `authDescription` of Samba's audit; default: the mechanism's name. */
  readonly authDescription?: string;
  /**
   * The checks of a login that always apply, in their order, with the section where each rule stands: those that were
   * not reached are listed as such. Checks that policy or the messages leave out are not among them.
   */
  readonly checks: readonly (readonly [check: string, section: string])[];
  /** The reasons for a refusal that this mechanism alone has. */
  readonly reasons?: Rejections;
  /** Undefined: no message of the mechanism's own came. */
  record(login: LoginFacts): ProofRecord | undefined;
  /** One of its own facts in a few words. */
  describeFact(fact: object): string;
  /**
   * By reason, sentences with the evidence, after those on the names; they stand instead of the failed check's detail.
   * Empty ones are left out. What the client sent goes through `quoted`.
   */
  readonly sentences?: Readonly<Record<string, (login: LoginFacts) => readonly string[]>>;
  /** The kind of proof within a sentence: `NTLMv1 with extended session security`; default: the record's `version`. */
  proofInWords?(login: LoginFacts): string | undefined;
  /** Undefined: no message of its own came. */
  progress?(login: LoginFacts): Progress | undefined;
  /** A sentence that begins the story of a client which insists on encryption, where its messages show that. */
  insistsOnEncryption?(login: LoginFacts): string | undefined;
  /** What the client says to allow the mechanism, as the advice where none is in common. */
  readonly howToAllow?: string;
  /** Undefined: nothing failed, or there is nothing to try again. */
  failedProof?(login: LoginFacts): FailedProof | undefined;
  /** @param sessionKey the right one, 16 bytes */
  mistakenKeys?(login: LoginFacts, sessionKey: Buffer): readonly MistakenKey[];
  /** By stable code, in the order of the report. */
  readonly weaknesses?: Readonly<Record<string, Weakness>>;
  /** Columns of the posture report that its logins fill. */
  readonly columns?: readonly PostureColumn[];
}
