import type { Reader } from '../../bytes/index.js';
import { encodeObjectIdentifier, readObjectIdentifier } from '../../der/object-identifier.js';

/** A mechanism's name on the wire (RFC 4178 4.1). */
export interface MechType {
  /** Dotted form, such as `1.3.6.1.4.1.311.2.2.10`. */
  readonly oid: string;
  /** The OBJECT IDENTIFIER's DER, tag included; as received, where it was received. */
  readonly der: Buffer;
}

/** The object identifier of SPNEGO itself. */
export const spnegoOid = '1.3.6.1.5.5.2';

/** The mechanism type of a dotted object identifier. */
export function mechType(oid: string): MechType {
  return { oid, der: encodeObjectIdentifier(oid) };
}

/** Decodes the MechType at the cursor; any well-formed object identifier will do, known or not. */
export function readMechType(from: Reader, field: string): MechType {
  const start = from.offset;
  const oid = readObjectIdentifier(from, field);
  return { oid, der: from.message.subarray(start, from.offset) };
}
