import { accountRejections } from './rejections/accounts.js';
import { domainRejections } from './rejections/domain.js';

/** A response to a challenge, for a store that verifies it. The names are as the client sent them. */
export interface ProofQuestion {
  /** User name to look up: that of the message, cut at `@` or freed of `DOMAIN\`. */
  readonly name: string;
  /** Domain to look it up in, possibly empty. */
  readonly domain: string;
  /**
   * UserName and DomainName of the AUTHENTICATE_MESSAGE, NTLMv2 hashes the user name in upper case and the domain as it
   * is.
   */
  readonly hashed: { readonly userName: string; readonly domainName: string };
  /** NetBIOS name of the client's machine as the client sends it, possibly empty. */
  readonly workstation: string;
  /**
   * Kind of the response. `lm`: an LM or LMv2 response in `lmResponse`, and no other; which of them cannot be seen.
   * With `ntlmv1-ess` (extended session security) `lmResponse` begins with the client's challenge.
   */
  readonly kind: 'lm' | 'ntlmv1' | 'ntlmv1-ess' | 'ntlmv2';
  /**
   * The 8 bytes that the response is computed from. With `ntlmv1-ess` they are the first 8 of MD5(ServerChallenge,
   * client's challenge), as NETLOGON_NETWORK_INFO wants them ([MS-APDS] 3.1.5.2, LmChallenge); otherwise
   * `serverChallenge`.
   */
  readonly challenge: Buffer;
  /** ServerChallenge of the CHALLENGE_MESSAGE, 8 bytes. */
  readonly serverChallenge: Buffer;
  /** NtChallengeResponse: 24 bytes, or NTLMv2_RESPONSE; empty with `lm`. */
  readonly ntResponse: Buffer;
  /**
   * LmChallengeResponse where it is the response to judge (`lm`), begins with the client's challenge (`ntlmv1-ess`), or
   * stands beside one of `ntlmv1` and policy accepts LM. Otherwise it is 24 zeros, and proves nothing in place of
   * `ntResponse`.
   */
  readonly lmResponse: Buffer;
  /** NegotiateFlags that both sides agreed on ([MS-NLMP] 2.2.2.5). */
  readonly negotiateFlags: number;
  /** Aborted when the answer is not needed any more: after the store's time, or when the client has left. */
  readonly signal: AbortSignal;
}

/** The answer of a store that verifies: one of these, and nothing beside it. */
export type ProofAnswer = { readonly proved: Proved } | { readonly refused: StoreRefusal };

/**
 * A right response: the key and the user. One of `sessionBaseKey` and `keyExchangeKey` is given; with a response of
 * kind `lm` it must be `keyExchangeKey`.
 */
export interface Proved {
  /**
   * SessionBaseKey ([MS-NLMP] 3.3), 16 bytes, as NETLOGON_VALIDATION_SAM_INFO has it in UserSessionKey. Secret.
   */
  readonly sessionBaseKey?: Uint8Array;
  /** KeyExchangeKey ([MS-NLMP] 3.4.5.1), 16 bytes. Secret. */
  readonly keyExchangeKey?: Uint8Array;
  /**
   * The first 8 bytes of LMOWFv1 (LMKey of NETLOGON_VALIDATION_SAM_INFO). It is needed only with
   * NTLMSSP_NEGOTIATE_LM_KEY, which is granted if policy accepts LM responses. Secret.
   */
  readonly lmKey?: Uint8Array;
  /** The user that the response proves. */
  readonly identity: ProvedIdentity;
}

/** The user as the store's directory knows it. */
export interface ProvedIdentity {
  /** Name of the account, without its domain. */
  readonly account: string;
  /** NetBIOS name of its domain. */
  readonly domain: string;
  /** SID of the user. */
  readonly sid: string;
  /** SID of the primary group; default: Domain Users of the user's domain. */
  readonly primaryGroup?: string;
  /** SIDs of the other groups; default: none. The well-known ones of every login need not be among them. */
  readonly groupSids?: readonly string[];
  /** Names of groups where they are known, which `@name` grants access by; default: none. */
  readonly groups?: readonly string[];
  /** NetBIOS name of the domain controller that answered. */
  readonly logonServer?: string;
  /**
   * UserAccountControl of the controller's answer: the USER_ACCOUNT codes of [MS-SAMR] 2.2.1.12, 32 bits; absent: not
   * known.
   */
  readonly accountControl?: number;
  /**
   * UserFlags of the controller's answer ([MS-NRPC] 2.2.1.4.11), 32 bits; absent: not known. With LOGON_GUEST the
   * answer proves nobody, and is refused.
   */
  readonly userFlags?: number;
}

/**
 * The reasons for which a store refuses a login. A wrong password is `wrong-password`, also for a disabled account; a
 * name without an account is `unknown-account`, which `policy.guest` may let in as guest. `refusalOfStatus` has the
 * reason of each NTSTATUS of a domain controller.
 */
export const storeRefusals: readonly StoreRefusal[] = [
  'unknown-account',
  'wrong-password',
  'no-logon-server',
  'ntlm-refused',
  ...(Object.keys(accountRejections) as (keyof typeof accountRejections)[]),
  ...(Object.keys(domainRejections) as (keyof typeof domainRejections)[]),
];

/** One of {@link storeRefusals}. */
export type StoreRefusal =
  | 'unknown-account'
  | 'wrong-password'
  | 'no-logon-server'
  | 'ntlm-refused'
  | keyof typeof accountRejections
  | keyof typeof domainRejections;
