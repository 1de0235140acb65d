import type { Account } from '../auth/account.js';

/** A fact that the NTLM acceptor saw or decided. Raw values in the terms of [MS-NLMP] 2.2. */
export type NtlmFact =
  | {
      readonly kind: 'ntlm-negotiate';
      readonly flags: number;
      readonly domain: string;
      readonly workstation: string;
      /** The 8-byte VERSION structure, when present. */
      readonly version: Buffer | undefined;
    }
  | { readonly kind: 'ntlm-challenge'; readonly flags: number }
  | NtlmAuthenticateFact
  /** The name that was looked up, and whether there is such an account. */
  | { readonly kind: 'ntlm-account'; readonly name: string; readonly found: boolean }
  /** The password was right; NTLMv2 and LMv2: with the domain hashed in this form. */
  | {
      readonly kind: 'ntlm-proof';
      readonly domainForm: NtlmDomainForm | undefined;
      /** Secret, for the explanation of a wrong signature: some clients forget that KEY_EXCH replaces it. */
      readonly keyExchangeKey: Buffer | undefined;
    }
  | NtlmProofFailedFact
  /** The client learns no more than STATUS_INTERNAL_ERROR. */
  | { readonly kind: 'account-store-failed'; readonly error: unknown };

/** Clients differ in what they hash as the domain: as they sent it, in upper case, or nothing. */
export type NtlmDomainForm = 'as-sent' | 'upper-case' | 'empty';

/** An AUTHENTICATE_MESSAGE that could be decoded. */
export interface NtlmAuthenticateFact {
  readonly kind: 'ntlm-authenticate';
  /** NegotiateFlags as sent. */
  readonly flags: number;
  /** The flags also in the CHALLENGE: these count. */
  readonly agreedFlags: number;
  readonly user: string;
  readonly domain: string;
  readonly workstation: string;
  /** The 8-byte VERSION structure, when present. */
  readonly version: Buffer | undefined;
  readonly response: 'anonymous' | 'none' | 'lm' | 'ntlmv1' | 'ntlmv1-ess' | 'ntlmv2';
  /**
   * The LM response beside it: `zero` and `empty` are what NTLMv2 clients send today; `client-challenge` belongs to
   * NTLMv1 with extended session security; `same-as-nt` stands for a client that keeps its LM hash to itself.
   */
  readonly lmResponse: 'empty' | 'zero' | 'client-challenge' | 'same-as-nt' | 'lmv2' | 'lm' | 'other';
  /**
   * Whether MsvAvFlags announce a MIC and the message has room for one. Whether it is right the check `ntlm-mic` tells.
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
      }
    | undefined;
}

/** Evidence for finding out later, off the hot path, how a password or a name was mangled. */
export interface NtlmProofFailedFact {
  readonly kind: 'ntlm-proof-failed';
  /** Undefined: there is none of that name. */
  readonly account: Account | undefined;
  /** As sent, so as hashed. */
  readonly user: string;
  readonly domain: string;
  readonly workstation: string;
  readonly agreedFlags: number;
  /** 8 bytes. */
  readonly serverChallenge: Buffer;
  /** Raw NtChallengeResponse and LmChallengeResponse. */
  readonly ntResponse: Buffer;
  readonly lmResponse: Buffer;
}
