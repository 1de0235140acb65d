import { encryptionTypeOf, keyUsage } from '../encryption/index.js';
import type { Pac } from './pac.js';
import { firstOfType, PacBufferType } from './pac-buffers.js';
import { zeroPacSignature } from './pac-signature.js';

/**
 * Whether the server's signature is right for the PAC as received ([MS-PAC] 2.8.4): with the key that decrypted the
 * ticket, and with the checksum type of that key and no other. A PAC without that signature is not right. The other
 * signatures are made with the KDC's key: a service cannot verify them.
 *
 * @param key the service's key
 * @param etype the key's encryption type
 */
export function verifyServerSignature(pac: Pac, key: Buffer, etype: number): boolean {
  const encryption = encryptionTypeOf(etype);
  if (encryption === undefined || pac.serverSignature === undefined) return false;
  const { signatureType, signature } = pac.serverSignature;
  // An unkeyed checksum, or a keyed one of a weaker type, would be one that others can make (MS11-013).
  if (signatureType !== encryption.checksumType) return false;
  return encryption.verifyChecksum(key, keyUsage.pacSignature, withoutSignatures(pac), signature);
}

/** The bytes that the server's signature is made over: it and the KDC's are zero ([MS-PAC] 2.8.4). */
function withoutSignatures(pac: Pac): Buffer {
  const copy = Buffer.from(pac.bytes);
  for (const type of [PacBufferType.SERVER_CHECKSUM, PacBufferType.KDC_CHECKSUM]) {
    const buffer = firstOfType(pac.buffers, type);
    if (buffer !== undefined)
      zeroPacSignature(copy.subarray(buffer.offset, buffer.offset + buffer.data.length));
  }
  return copy;
}
