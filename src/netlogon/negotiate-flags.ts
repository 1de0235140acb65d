/** Options of NegotiateFlags that are looked at here ([MS-NRPC] 3.1.4.2). */
export const NegotiateFlags = {
  /** P: transitive trusts. */
  TRANSITIVE_TRUSTS: 0x0000_8000,
  /** T: trusts across forests. */
  FOREST_TRUSTS: 0x0008_0000,
  /** W: AES and SHA-2. */
  AES: 0x0100_0000,
  /** Y: secure RPC. */
  SECURE_RPC: 0x4000_0000,
} as const;

/** The options that a client asks for: all but Kerberos for the channel, as Windows and Samba do. */
export const ASKED_FLAGS = 0x612f_ffff;

/**
 * The options without which there is no channel: the keys of the older ones are weak, and a channel that is not sealed
 * is open to CVE-2020-1472 and CVE-2022-38023.
 */
const REQUIRED_FLAGS = NegotiateFlags.AES | NegotiateFlags.SECURE_RPC;

/** Whether a controller grants the options that a channel needs. */
export function grantsRequired(flags: number): boolean {
  return (flags & REQUIRED_FLAGS) === REQUIRED_FLAGS;
}
