import { Reader, type Writer } from '../bytes/index.js';
import { ProtocolId } from './header.js';

/** Length of the transform header in bytes; the encrypted message begins here. */
export const TRANSFORM_HEADER_LENGTH = 52;

/** Offset of the first byte the signature protects; it goes to the end of the header. */
const AAD_OFFSET = 20;

/** Flags in 3.1.1; 3.0 and 3.0.2 call the same value an EncryptionAlgorithm, AES-128-CCM ([MS-SMB2] 2.2.41). */
export const TransformFlags = { ENCRYPTED: 0x0001 } as const;

/** SMB2 TRANSFORM_HEADER ([MS-SMB2] 2.2.41). */
export interface TransformHeader {
  /** The 16-byte tag of the AEAD. */
  readonly signature: Buffer;
  /** 16 bytes, of which CCM uses the first 11 and GCM the first 12. All of them are authenticated. */
  readonly nonce: Buffer;
  readonly originalMessageSize: number;
  /** One of {@link TransformFlags}. */
  readonly flags: number;
  readonly sessionId: bigint;
}

/** @throws CodecError if `message` is shorter than the header or ProtocolId is wrong */
export function decodeTransformHeader(message: Buffer): TransformHeader {
  const r = new Reader(message, 'SMB2 TRANSFORM_HEADER');
  if (r.u32('ProtocolId') !== ProtocolId.TRANSFORM) r.fail('bad-constant', 'ProtocolId');
  const signature = r.bytes(16, 'Signature');
  const nonce = r.bytes(16, 'Nonce');
  const originalMessageSize = r.u32('OriginalMessageSize');
  r.skip(2, 'Reserved');
  return { signature, nonce, originalMessageSize, flags: r.u16('Flags'), sessionId: r.u64('SessionId') };
}

/** Writes the header where the writer stands; the encrypted message is to follow. */
export function encodeTransformHeader(w: Writer, value: TransformHeader): void {
  w.u32(ProtocolId.TRANSFORM).bytes(value.signature).bytes(value.nonce);
  w.u32(value.originalMessageSize).u16(0).u16(value.flags).u64(value.sessionId);
}

/** The header's part of what the AEAD authenticates, as it stands in the message: Nonce to SessionId, 32 bytes. */
export function transformAad(message: Buffer): Buffer {
  return message.subarray(AAD_OFFSET, TRANSFORM_HEADER_LENGTH);
}
