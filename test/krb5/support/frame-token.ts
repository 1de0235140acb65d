import { der, DerTag } from '../../../src/der/der.js';
import { encodeObjectIdentifier } from '../../../src/der/object-identifier.js';

/** A token in the framing of RFC 2743 3.1 with a TOK_ID, four hexadecimal digits (RFC 4121 4.1). */
export function frameToken(oid: string, tokenId: string, message: Buffer): Buffer {
  return der(DerTag.INITIAL_CONTEXT_TOKEN, encodeObjectIdentifier(oid), Buffer.from(tokenId, 'hex'), message);
}
