import { Reader, Writer } from '../../bytes/index.js';
import { encryptionTypes } from '../encryption/index.js';

/** PAC_SIGNATURE_DATA ([MS-PAC] 2.8). */
export interface PacSignature {
  /** The checksum type, such as 16, or -138 for HMAC-MD5; also one that is not known here. */
  readonly signatureType: number;
  /** A view of the PAC. */
  readonly signature: Buffer;
  /** Present when a read-only domain controller has signed. */
  readonly rodcIdentifier?: number;
}

/** Where the signature begins in its element. */
const SIGNATURE_OFFSET = 4;

/** @throws CodecError when the signature has not the length of its type, or more than a RODCIdentifier follows it */
export function decodePacSignature(data: Buffer): PacSignature {
  const r = new Reader(data, 'PAC_SIGNATURE_DATA');
  const signatureType = r.u32('SignatureType') | 0;
  const length = encryptionTypes.find((type) => type.checksumType === signatureType)?.checksumLength;
  if (length === undefined) return { signatureType, signature: r.rest() };
  const signature = r.bytes(length, 'Signature');
  if (r.remaining === 0) return { signatureType, signature };
  const rodcIdentifier = r.u16('RODCIdentifier');
  if (r.remaining > 0) r.fail('malformed', 'Signature', `${r.remaining} bytes follow`);
  return { signatureType, signature, rodcIdentifier };
}

export function encodePacSignature(signatureType: number, signature: Buffer): Buffer {
  return new Writer(32).u32(signatureType).bytes(signature).finish();
}

/**
 * Puts zeros in place of the signature; the type stays. A RODCIdentifier is zero while signatures are made: domain
 * controllers and other implementations write it afterwards.
 */
export function zeroPacSignature(data: Buffer): void {
  data.fill(0, SIGNATURE_OFFSET);
}
