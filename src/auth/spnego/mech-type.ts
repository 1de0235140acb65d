import { hasBytesAt, type Reader } from '../../bytes/index.js';
import { encodeObjectIdentifier, readObjectIdentifier } from '../../der/object-identifier.js';
import { ntlmOid } from '../ntlm-token.js';

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

/** The types that most clients offer, known without decoding: the last are Kerberos twice, and NegoEx. */
const usualMechTypes = [
  spnegoOid,
  ntlmOid,
  '1.2.840.113554.1.2.2',
  '1.2.840.48018.1.2.2',
  '1.3.6.1.4.1.311.2.2.30',
].map(mechType);

function isNext({ message, offset, remaining }: Reader, bytes: Buffer): boolean {
  return remaining >= bytes.length && hasBytesAt(message, offset, bytes);
}

/** Decodes the MechType at the cursor; any well-formed object identifier will do, known or not. */
export function readMechType(from: Reader, field: string): MechType {
  for (const known of usualMechTypes) {
    if (!isNext(from, known.der)) continue;
    from.skip(known.der.length, field);
    return known;
  }
  const start = from.offset;
  const oid = readObjectIdentifier(from, field);
  return { oid, der: from.message.subarray(start, from.offset) };
}
