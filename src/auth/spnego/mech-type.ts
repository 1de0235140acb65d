import type { Reader } from '../../bytes/index.js';
import { ntlmOid } from '../ntlm-token.js';
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

/** The types that most clients offer are told without decoding: SPNEGO, NTLM, Kerberos twice, and NegoEx. */
const usualMechTypes: readonly MechType[] = [
  { oid: spnegoOid, der: Buffer.from('06062b0601050502', 'hex') },
  { oid: ntlmOid, der: Buffer.from('060a2b06010401823702020a', 'hex') },
  { oid: '1.2.840.113554.1.2.2', der: Buffer.from('06092a864886f712010202', 'hex') },
  { oid: '1.2.840.48018.1.2.2', der: Buffer.from('06092a864882f712010202', 'hex') },
  { oid: '1.3.6.1.4.1.311.2.2.30', der: Buffer.from('060a2b06010401823702021e', 'hex') },
];

function isNext({ message, offset, remaining }: Reader, bytes: Buffer): boolean {
  return remaining >= bytes.length && bytes.compare(message, offset, offset + bytes.length) === 0;
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
