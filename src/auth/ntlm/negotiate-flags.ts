import { frozen } from '../../values/frozen.js';

/** NegotiateFlags ([MS-NLMP] 2.2.2.5), without the prefix `NTLMSSP_` or `NTLMSSP_NEGOTIATE_`. */
export const NegotiateFlags = {
  UNICODE: 0x00000001,
  OEM: 0x00000002,
  REQUEST_TARGET: 0x00000004,
  SIGN: 0x00000010,
  SEAL: 0x00000020,
  DATAGRAM: 0x00000040,
  LM_KEY: 0x00000080,
  NTLM: 0x00000200,
  ANONYMOUS: 0x00000800,
  OEM_DOMAIN_SUPPLIED: 0x00001000,
  OEM_WORKSTATION_SUPPLIED: 0x00002000,
  ALWAYS_SIGN: 0x00008000,
  TARGET_TYPE_DOMAIN: 0x00010000,
  TARGET_TYPE_SERVER: 0x00020000,
  EXTENDED_SESSIONSECURITY: 0x00080000,
  IDENTIFY: 0x00100000,
  REQUEST_NON_NT_SESSION_KEY: 0x00400000,
  TARGET_INFO: 0x00800000,
  VERSION: 0x02000000,
  ENCRYPTION_128: 0x20000000,
  KEY_EXCH: 0x40000000,
  ENCRYPTION_56: 0x80000000,
} as const;

const namedBits = Object.entries(NegotiateFlags);

/** The names of the bits of flags that came before: clients of one kind send the same ones each time. */
const knownNames = new Map<number, readonly string[]>();
/** Flags whose names are kept. Clients choose their flags, so that further ones are named anew each time. */
const MAX_KNOWN = 64;

/** Names of the bits that are set. */
export function ntlmFlagNames(flags: number): readonly string[] {
  const known = knownNames.get(flags);
  if (known !== undefined) return known;
  const names = frozen(namedBits.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name));
  if (knownNames.size < MAX_KNOWN) knownNames.set(flags, names);
  return names;
}

const F = NegotiateFlags;

/** Flags of every CHALLENGE, asked for or not ([MS-NLMP] 3.2.5.1.1). */
const always = F.NTLM | F.ALWAYS_SIGN;

/** TargetName and TargetInfo: the specification grants them always, smbd only to clients that ask. */
const target = F.REQUEST_TARGET | F.TARGET_INFO;

/**
 * Flags that are granted when asked for. The specification grants the 128- and 56-bit flags with SIGN or SEAL only.
 * They are always granted, because they mean nothing without those two, and clients that set neither give up when they
 * are missing.
 */
const grantable = F.SIGN | F.SEAL | F.IDENTIFY | F.VERSION | F.ENCRYPTION_128 | F.KEY_EXCH | F.ENCRYPTION_56;

/** Keys made from the LM hash: they are granted only if policy accepts LM responses. */
const grantableWithLm = F.LM_KEY | F.REQUEST_NON_NT_SESSION_KEY;

/** The settings of a server that decide which flags are granted. */
export interface GrantingServer {
  readonly domainJoined: boolean;
  /** Whether logins by an LM response are accepted. */
  readonly lmAllowed: boolean;
  /** Whether the CHALLENGE names the server only to clients that ask. */
  readonly targetWhenRequested: boolean;
}

/**
 * The flags of the CHALLENGE that answers a NEGOTIATE ([MS-NLMP] 3.2.5.1.1, 2.2.2.5). Connectionless mode and undefined
 * flags are never granted.
 *
 * @returns undefined when the client offers no character set, which is an invalid token
 */
export function grantFlags(asked: number, server: GrantingServer): number | undefined {
  let granted = always | (asked & grantable);
  if (!server.targetWhenRequested || asked & F.REQUEST_TARGET) {
    granted |= target | (server.domainJoined ? F.TARGET_TYPE_DOMAIN : F.TARGET_TYPE_SERVER);
  }

  if (asked & F.UNICODE) granted |= F.UNICODE;
  else if (asked & F.OEM) granted |= F.OEM;
  else return undefined;

  // Mutually exclusive; extended session security alone must be returned when both are requested.
  if (asked & F.EXTENDED_SESSIONSECURITY) granted |= F.EXTENDED_SESSIONSECURITY;
  else if (server.lmAllowed) granted |= asked & grantableWithLm;

  return granted >>> 0;
}

/** Flags that connectionless mode cannot do without ([MS-NLMP] 2.2.2.5, 3.2.5.2.1). */
export const datagramFlags = F.DATAGRAM | F.KEY_EXCH;

/** Features that a CHALLENGE offers of itself in connectionless mode; the client chooses. */
const offered =
  F.UNICODE |
  F.OEM |
  F.SIGN |
  F.SEAL |
  F.EXTENDED_SESSIONSECURITY |
  F.VERSION |
  F.ENCRYPTION_128 |
  F.ENCRYPTION_56;

/** The flags of a CHALLENGE that no NEGOTIATE asked for: all that we support ([MS-NLMP] 3.2.5.2.1). */
export function offerFlags(server: Pick<GrantingServer, 'domainJoined'>): number {
  const type = server.domainJoined ? F.TARGET_TYPE_DOMAIN : F.TARGET_TYPE_SERVER;
  return (always | target | type | offered | datagramFlags) >>> 0;
}

/**
 * NegFlg after the AUTHENTICATE: the flags that both sides set. A client can only drop granted flags, not add any; if
 * it sends no flags at all, the granted ones hold.
 */
export function agreedFlags(granted: number, authenticated: number): number {
  return (authenticated === 0 ? granted : granted & authenticated) >>> 0;
}

/**
 * Whether session security is negotiated with keys of less than 128 bits. Without SIGN and SEAL there is no session
 * security, and the result is false.
 */
export function isWeak(flags: number): boolean {
  return (flags & (F.SIGN | F.SEAL)) !== 0 && (flags & F.ENCRYPTION_128) === 0;
}
