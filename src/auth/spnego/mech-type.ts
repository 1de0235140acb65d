import { ObjectIdentifier } from 'asn1js';
import type { Reader } from '../../bytes/index.js';
import { DerTag, readElement } from './der.js';

/** A mechanism's name on the wire (RFC 4178 4.1). */
export interface MechType {
  /** Dotted form, such as `1.3.6.1.4.1.311.2.2.10`. */
  readonly oid: string;
  /** The OBJECT IDENTIFIER's DER, tag included; as received, where it was received. */
  readonly der: Buffer;
}

/** The object identifier of SPNEGO itself. */
export const spnegoOid = '1.3.6.1.5.5.2';

/** Longer than any object identifier in use. Large arcs take time that grows with the square of their length. */
const MAX_OID_OCTETS = 256;

/** The mechanism type of a dotted object identifier. */
export function mechType(oid: string): MechType {
  return { oid, der: Buffer.from(new ObjectIdentifier({ value: oid }).toBER()) };
}

/** Decodes the MechType at the cursor; any well-formed object identifier will do, known or not. */
export function readMechType(from: Reader, field: string): MechType {
  const start = from.offset;
  const octets = readElement(from, DerTag.OBJECT_IDENTIFIER, field);
  if (octets.remaining > MAX_OID_OCTETS) octets.fail('out-of-range', field, `${octets.remaining} octets`);
  const oid = readDotted(octets, field);
  return { oid, der: from.message.subarray(start, from.offset) };
}

function readDotted(octets: Reader, field: string): string {
  const first = readSubidentifier(octets, field);
  let dotted =
    first < 40 ? `0.${first}` : first < 80 ? `1.${Number(first) - 40}` : `2.${BigInt(first) - 80n}`;
  while (octets.remaining > 0) dotted += `.${readSubidentifier(octets, field)}`;
  return dotted;
}

/** Base 128, high bit on all octets but the last, no leading zero (X.690 8.19.2); UUID arcs need more than a number. */
function readSubidentifier(octets: Reader, field: string): number | bigint {
  let octet = octets.u8(field);
  if (octet === 0x80) octets.fail('malformed', field, 'subidentifier is not minimal');
  let value = 0;
  let large = 0n;
  for (let count = 1; ; count++) {
    if (count <= 7) value = value * 0x80 + (octet & 0x7f);
    else large = (large === 0n ? BigInt(value) : large) * 0x80n + BigInt(octet & 0x7f);
    if (octet < 0x80) return count <= 7 ? value : large;
    octet = octets.u8(field);
  }
}
