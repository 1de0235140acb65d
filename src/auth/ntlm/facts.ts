import type { Fact, Report } from '../../facts/fact.js';
import type { Account } from '../account.js';
import type { MachineIdentity } from '../machine-identity.js';
import { ntlmName } from './message-fields.js';

/** A fact that the NTLM acceptor sees or decides. Raw values in the terms of [MS-NLMP] 2.2. */
export type NtlmFact =
  | {
      readonly kind: 'negotiate';
      readonly flags: number;
      /** The 8-byte VERSION structure, when present. */
      readonly version: Buffer | undefined;
    }
  | { readonly kind: 'challenge'; readonly flags: number }
  | NtlmAuthenticateFact
  /** The password was right; NTLMv2 and LMv2: with the domain hashed in this form. */
  | {
      readonly kind: 'proof';
      readonly domainForm: NtlmDomainForm | undefined;
      /** Secret. It explains a wrong signature of a client that signs with this key although KEY_EXCH replaced it. */
      readonly keyExchangeKey: Buffer | undefined;
    }
  | NtlmProofFailedFact;

/** Reports a fact as the mechanism's own. */
export function reportNtlm(report: Report, fact: NtlmFact): void {
  report({ kind: 'mechanism', mechanism: ntlmName, fact });
}

/** The NTLM fact inside a fact; undefined for other facts. */
export function ntlmFactOf(fact: Fact): NtlmFact | undefined {
  return fact.kind === 'mechanism' && fact.mechanism === ntlmName ? (fact.fact as NtlmFact) : undefined;
}

/** Clients differ in what they hash as the domain: as they sent it, in upper case, or nothing. */
export type NtlmDomainForm = 'as-sent' | 'upper-case' | 'empty';

/** An AUTHENTICATE_MESSAGE that could be decoded; the names in it are a claim. */
export interface NtlmAuthenticateFact {
  readonly kind: 'authenticate';
  /** NegotiateFlags as sent. */
  readonly flags: number;
  /** The flags also in the CHALLENGE: these count. */
  readonly agreedFlags: number;
  /** The 8-byte VERSION structure, when present. */
  readonly version: Buffer | undefined;
  /** The kind of response that was sent. */
  readonly response: 'anonymous' | 'none' | 'lm' | 'ntlmv1' | 'ntlmv1-ess' | 'ntlmv2';
  /**
   * The LM response beside it: `zero` and `empty` are what NTLMv2 clients send today; `client-challenge` belongs to
   * NTLMv1 with extended session security; `same-as-nt` stands for a client that keeps its LM hash to itself.
   */
  readonly lmResponse: 'empty' | 'zero' | 'client-challenge' | 'same-as-nt' | 'lmv2' | 'lm' | 'other';
  /**
   * Whether MsvAvFlags announce a MIC and the message has room for one. The check `ntlm-mic` says whether it is right.
   */
  readonly mic: 'unannounced' | 'announced' | 'missing-though-flagged';
  /** Bytes of EncryptedRandomSessionKey. */
  readonly encryptedKeyLength: number;
  /** The contents of the client challenge of an NTLMv2 response. */
  readonly ntlmv2:
    | {
        /** Timestamp of the response minus our clock. */
        readonly skewMilliseconds: number;
        /** MsvAvFlags, 0 when absent. */
        readonly avFlags: number;
        /** Whether the client repeats MsvAvTimestamp, which obliges it to send a MIC. */
        readonly hasTimestamp: boolean;
        readonly targetName: string | undefined;
        /** `zero`: the client says it has none. */
        readonly channelBindings: 'absent' | 'zero' | 'present';
        /** The machine of MsvAvSingleHost; absent: none is named. */
        readonly machine?: MachineIdentity;
      }
    | undefined;
}

/**
 * Evidence of a failed proof. Diagnosis uses it after the answer to find out how a password or a name was mangled.
 * Secret: it holds the account with its hash.
 */
export interface NtlmProofFailedFact {
  readonly kind: 'proof-failed';
  /** The account of that name; undefined: there is none. */
  readonly account: Account | undefined;
  /** The user name as sent; the client hashes it in this form. */
  readonly user: string;
  /** As sent, so as hashed. */
  readonly domain: string;
  /** As sent. */
  readonly workstation: string;
  /** The flags that are in both CHALLENGE and AUTHENTICATE. */
  readonly agreedFlags: number;
  /** 8 bytes. */
  readonly serverChallenge: Buffer;
  /** Raw NtChallengeResponse and LmChallengeResponse. */
  readonly ntResponse: Buffer;
  /** Raw LmChallengeResponse. */
  readonly lmResponse: Buffer;
}
