import { filled } from '../values/filled.js';
import { frozen } from '../values/frozen.js';

/** The logins that the NTLM acceptor accepts. */
export interface NtlmPolicy {
  /** NTLMv1, with and without extended session security. */
  readonly v1: 'refuse' | 'accept';
  /** A login proved by the LM or LMv2 response alone. */
  readonly lm: 'refuse' | 'accept';
  /** `when-flagged`: a MIC is verified when MsvAvFlags announces it; `required`: a message without one is refused. */
  readonly mic: 'when-flagged' | 'required';
  /**
   * Refuse a client that negotiates signing or sealing with less than 128 bits; a client that negotiates neither is
   * accepted.
   */
  readonly require128: boolean;
  /** Service principal names accepted in MsvAvTargetName, compared without case, or any. */
  readonly targetNames: 'any' | readonly string[];
  /** Largest difference between the response's timestamp and our clock in seconds; null: not checked. */
  readonly maxClockSkewSeconds: number | null;
  /** The response must carry the AV pairs of our CHALLENGE unaltered. */
  readonly echoTargetInfo: boolean;
  /**
   * Whether the CHALLENGE names the server to every client ([MS-NLMP] 3.2.5.1.1), or, as on smbd, only to clients that
   * ask with NTLMSSP_REQUEST_TARGET. A client that received no AV pairs need not repeat any.
   */
  readonly targetInfo: 'always' | 'when-requested';
  /** Seconds in which a CHALLENGE must be answered, by our own monotonic clock. */
  readonly challengeLifetimeSeconds: number;
}

/**
 * Locks an account after too many wrong responses. A client that repeats one wrong password counts each time: each
 * response answers a new challenge, so the server cannot tell that two used the same password. A recorded message that
 * is sent again counts once. Windows Explorer repeats a wrong password 8 to 81 times for one action of its user: choose
 * a threshold that bears it, or expect lock-outs as with Windows.
 */
export interface LockoutPolicy {
  /** Wrong responses within the window that lock the account. */
  readonly threshold: number;
  /** Seconds in which wrong responses are counted together. */
  readonly windowSeconds: number;
  /** Seconds that the account stays locked; right passwords are refused meanwhile. */
  readonly durationSeconds: number;
}

/** The mechanisms that a server has of its own, by their names in a policy. */
export const mechanismNames = ['kerberos', 'ntlm'] as const;

/** One of {@link mechanismNames}. */
export type MechanismName = (typeof mechanismNames)[number];

/** The logins that are accepted without a right password, and those that are refused despite one. */
export interface AuthPolicy {
  /**
   * The mechanisms of the server's own that are accepted, in the order in which they are offered; each at most once.
   * Among those that both sides have, the client's order decides (RFC 4178 3.1). Kerberos is offered only where the
   * server has a key. A client that has NTLM alone, where it is left out, is refused as `ntlm-refused`.
   */
  readonly mechanisms: readonly MechanismName[];
  /** The variants of NTLM that are accepted. */
  readonly ntlm: NtlmPolicy;
  /**
   * `unknown-users`: a name that does not exist is let in as guest, whatever its response, without a key and so without
   * signing. A wrong password of a known name is still refused.
   */
  readonly guest: 'refuse' | 'unknown-users';
  /** `ipc`: anonymous logins may reach `IPC$` only. */
  readonly anonymous: 'refuse' | 'ipc' | 'accept';
  /** null: no lock-out. */
  readonly lockout: LockoutPolicy | null;
}

/** The policy of a current Windows server, which still has NTLM; every older variant is off. */
export const defaultAuthPolicy: AuthPolicy = frozen({
  mechanisms: mechanismNames,
  ntlm: {
    v1: 'refuse',
    lm: 'refuse',
    mic: 'when-flagged',
    require128: true,
    targetNames: 'any',
    maxClockSkewSeconds: null,
    echoTargetInfo: true,
    targetInfo: 'always',
    challengeLifetimeSeconds: 60,
  },
  guest: 'refuse',
  anonymous: 'refuse',
  lockout: null,
});

/** Differences from {@link defaultAuthPolicy}. */
export type AuthPolicyChange = Partial<Omit<AuthPolicy, 'ntlm'>> & { readonly ntlm?: Partial<NtlmPolicy> };

/** Completes a policy: a missing key has its value in `base`. */
export function completeAuthPolicy(
  change: AuthPolicyChange = {},
  base: AuthPolicy = defaultAuthPolicy,
): AuthPolicy {
  const { ntlm, ...others } = base;
  return { ...filled<Omit<AuthPolicy, 'ntlm'>>(others, change), ntlm: filled(ntlm, change.ntlm) };
}
