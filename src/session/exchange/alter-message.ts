import { Signer, type Signing } from '../../protection/signing.js';
import {
  FLAGS_OFFSET,
  HEADER_LENGTH,
  HeaderFlags,
  NEXT_COMMAND_OFFSET,
  SIGNATURE_OFFSET,
  SigningAlgorithm,
} from '../../smb2-codec/index.js';
import type { Alteration, AlteredHeader, SignatureFault } from './alteration.js';

/** The surroundings of a message in its frame. */
export interface MessagePlace {
  /** Whether another message follows in the frame. */
  readonly next: boolean;
  /** Whether the frame is encrypted, so that its messages are not signed. */
  readonly encrypted: boolean;
  /** Signs the message; undefined: it is not signed. */
  readonly signer: Signing | undefined;
  /** One of `SigningAlgorithm`; undefined before NEGOTIATE. */
  readonly algorithm: number | undefined;
}

/** A copy of a message with its alterations, signed as they say. */
export function alterMessage(proper: Buffer, alteration: Alteration, place: MessagePlace): Buffer {
  const { header, body, signature } = alteration;
  const message = withBody(proper, body, place);
  if (header !== undefined) writeHeader(message, header);
  if (signature !== undefined) spoilSignature(message, signature, place);
  else if (!place.encrypted && (header !== undefined || body !== undefined)) place.signer?.sign(message);
  return message;
}

function withBody(proper: Buffer, body: Alteration['body'], { next }: MessagePlace): Buffer {
  if (body === undefined) return Buffer.from(proper);
  const parts = [proper.subarray(0, HEADER_LENGTH), body(proper.subarray(HEADER_LENGTH))];
  if (!next) return Buffer.concat(parts);
  // "the next message MUST be 8-byte aligned" ([MS-SMB2] 3.3.4.1.3).
  const length = Math.ceil(parts.reduce((sum, part) => sum + part.length, 0) / 8) * 8;
  const message = Buffer.concat(parts, length);
  message.writeUInt32LE(length, NEXT_COMMAND_OFFSET);
  return message;
}

/** Byte offsets of fields that a response can have otherwise ([MS-SMB2] 2.2.1.2). */
const STATUS_OFFSET = 8;
const MESSAGE_ID_OFFSET = 24;
const TREE_ID_OFFSET = 36;
const SESSION_ID_OFFSET = 40;

function writeHeader(message: Buffer, header: AlteredHeader): void {
  const { status, messageId, treeId, sessionId } = header;
  if (status !== undefined) message.writeUInt32LE(status >>> 0, STATUS_OFFSET);
  if (messageId !== undefined) message.writeBigUInt64LE(messageId, MESSAGE_ID_OFFSET);
  // The ASYNC form has no TreeId.
  if (treeId !== undefined && (flagsOf(message) & HeaderFlags.ASYNC_COMMAND) === 0) {
    message.writeUInt32LE(treeId, TREE_ID_OFFSET);
  }
  if (sessionId !== undefined) message.writeBigUInt64LE(sessionId, SESSION_ID_OFFSET);
}

function spoilSignature(message: Buffer, fault: SignatureFault, place: MessagePlace): void {
  const { encrypted, signer, algorithm = SigningAlgorithm.HMAC_SHA256 } = place;
  const signature = message.subarray(SIGNATURE_OFFSET, SIGNATURE_OFFSET + SIGNATURE_LENGTH);
  signature.fill(0);
  const signed = !encrypted && fault !== 'stripped';
  const flags = flagsOf(message) & ~HeaderFlags.SIGNED;
  message.writeUInt32LE((flags | (signed ? HeaderFlags.SIGNED : 0)) >>> 0, FLAGS_OFFSET);
  if (!signed || fault === 'missing') return;
  if (fault === 'zero-key') new Signer(algorithm, Buffer.alloc(SIGNATURE_LENGTH)).sign(message);
  else {
    signer?.sign(message);
    flipBit(signature);
  }
}

/** Spoils the tag of an encrypted message; the fault under a key of zeros is made by its cipher. */
export function spoilTag(transform: Buffer, fault: SignatureFault | undefined): void {
  const tag = transform.subarray(TAG_OFFSET, TAG_OFFSET + SIGNATURE_LENGTH);
  if (fault === 'missing') tag.fill(0);
  else if (fault === 'wrong') flipBit(tag);
}

/** Bytes from the start of a TRANSFORM_HEADER to its Signature ([MS-SMB2] 2.2.41). */
const TAG_OFFSET = 4;

/** Bytes of a signature, of a tag, and of a signing key. */
const SIGNATURE_LENGTH = 16;

function flipBit(bytes: Buffer): void {
  bytes[0] = (bytes[0] ?? 0) ^ 1;
}

function flagsOf(message: Buffer): number {
  return message.readUInt32LE(FLAGS_OFFSET);
}
