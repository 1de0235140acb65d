import { guidFromText, guidToText, Writer, type Reader } from '../bytes/index.js';

/** An interface or a transfer syntax with its version (p_syntax_id_t, C706 12.6.3.1). */
export interface SyntaxId {
  /** Lower case, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`. */
  readonly uuid: string;
  readonly major: number;
  readonly minor: number;
}

/** The one transfer syntax spoken here ([MS-RPCE] 2.2.4.12). */
export const NDR: SyntaxId = { uuid: '8a885d04-1ceb-11c9-9fe8-08002b104860', major: 2, minor: 0 };

/** NDR64, recognised by name only to be declined ([MS-RPCE] 2.2.5.1). */
export const NDR64: SyntaxId = { uuid: '71710533-beba-4937-8319-b5dbef9ccc36', major: 1, minor: 0 };

/**
 * Beginning of the syntax by which a client asks for bind-time features; eight octets of them follow ([MS-RPCE]
 * 3.3.1.5.3).
 */
const BIND_TIME_FEATURES = '6cb71c2c-9812-4540-';

/** Stands in a rejected element of a bind_ack in place of a transfer syntax. */
export const NO_SYNTAX: SyntaxId = { uuid: '00000000-0000-0000-0000-000000000000', major: 0, minor: 0 };

export function sameSyntax(a: SyntaxId, b: SyntaxId): boolean {
  return a.uuid === b.uuid && a.major === b.major && a.minor === b.minor;
}

/** The first octet of a BindTimeFeatureNegotiationBitmask, the only one defined; undefined for another syntax. */
export function bindTimeFeatures(syntax: SyntaxId): number | undefined {
  if (!syntax.uuid.startsWith(BIND_TIME_FEATURES) || syntax.major !== 1) return undefined;
  return guidFromText(syntax.uuid).readUInt8(8);
}

export function readSyntax(r: Reader, field: string): SyntaxId {
  // Each number of a UUID is in the order of the sender's numbers (C706 appendix A).
  const numbers = new Writer(16).u32(r.u32(field)).u16(r.u16(field)).u16(r.u16(field));
  const uuid = guidToText(numbers.bytes(r.bytes(8, field)).finish());
  // One number: the major version is its lower half.
  const version = r.u32(field);
  return { uuid, major: version & 0xffff, minor: version >>> 16 };
}

export function writeSyntax(w: Writer, syntax: SyntaxId): void {
  w.bytes(guidFromText(syntax.uuid)).u16(syntax.major).u16(syntax.minor);
}
