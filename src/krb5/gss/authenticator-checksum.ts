import { Reader } from '../../bytes/index.js';

/** The checksum type of an authenticator for GSS-API (RFC 4121 4.1.1). */
export const GSS_CHECKSUM_TYPE = 0x8003;

/** Flags of a context (RFC 4121 4.1.1.1; [MS-KILE] 3.2.5.2 and RFC 4757 7.1 for the last two). */
export const ContextFlags = {
  DELEG: 0x0001,
  MUTUAL: 0x0002,
  REPLAY: 0x0004,
  SEQUENCE: 0x0008,
  CONF: 0x0010,
  INTEG: 0x0020,
  DCE_STYLE: 0x1000,
  IDENTIFY: 0x2000,
  EXTENDED_ERROR: 0x4000,
} as const;

/** An authenticator's checksum 0x8003: no checksum, but the wishes of the initiator (RFC 4121 4.1.1). */
export interface AuthenticatorChecksum {
  /** MD5 of the channel bindings, 16 bytes; zero where there are none. A view. */
  readonly bindings: Buffer;
  /** Bits of {@link ContextFlags}. */
  readonly flags: number;
  /** A KRB-CRED with the client's delegated credentials: secret. A view. */
  readonly delegated: Buffer | undefined;
}

/**
 * @throws CodecError when a length is not that of the specification; octets behind the last field, which extensions
 *   use, are ignored
 */
export function decodeAuthenticatorChecksum(checksum: Buffer): AuthenticatorChecksum {
  const r = new Reader(checksum, 'Authenticator Checksum');
  const length = r.u32('Lgth');
  if (length !== 16) r.fail('bad-constant', 'Lgth', `${length}`);
  const bindings = r.bytes(16, 'Bnd');
  const flags = r.u32('Flags');
  if ((flags & ContextFlags.DELEG) === 0) return { bindings, flags, delegated: undefined };
  const option = r.u16('DlgOpt');
  if (option !== 1) r.fail('bad-constant', 'DlgOpt', `${option}`);
  return { bindings, flags, delegated: r.bytes(r.u16('Dlgth'), 'Deleg') };
}
