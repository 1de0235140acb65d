import { ObjectIdentifier } from 'asn1js';
import type { Reader } from '../bytes/index.js';
import { DerTag, readElement } from './der.js';

/** Longer than any object identifier in use. Large arcs take time that grows with the square of their length. */
const MAX_OID_OCTETS = 256;

/** The DER of a dotted object identifier, tag included. */
export function encodeObjectIdentifier(oid: string): Buffer {
  return Buffer.from(new ObjectIdentifier({ value: oid }).toBER());
}

/** The dotted form of the object identifier at the cursor; any well-formed one will do, known or not. */
export function readObjectIdentifier(from: Reader, field: string): string {
  const octets = readElement(from, DerTag.OBJECT_IDENTIFIER, field);
  if (octets.remaining > MAX_OID_OCTETS) octets.fail('out-of-range', field, `${octets.remaining} octets`);
  return readDotted(octets, field);
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
