import { createCipheriv, createSecretKey } from 'node:crypto';

/** Bytes of a frame before its message: the header of direct TCP. */
export const HEADER = 4;
/** The TRANSFORM_HEADER before a sealed message ([MS-SMB2] 2.2.41); its last 32 bytes are authenticated beside it. */
export const TRANSFORM = 52;
const TAG_AT = HEADER + 4;
const AAD_AT = HEADER + 20;
/** smbclient reads and writes so many bytes at a time, and has so many requests in flight. */
export const PAYLOAD = 1024 * 1024;
export const PAYLOADS_IN_FLIGHT = 16;

/** The messages of each exchange, in bytes: SMB2's header of 64, and the body. */
export const exchanges = {
  echo: { request: 68, answer: 68 },
  put: { request: 64 + 48 + PAYLOAD, answer: 64 + 16 },
  get: { request: 64 + 49, answer: 64 + 16 + PAYLOAD },
};

/** The one key and the one nonce of all: neither changes the cost of a call. Imported once, a key costs least. */
export const key = createSecretKey(Buffer.alloc(16));
export const nonce = Buffer.alloc(12);
export const gcm = { authTagLength: 16 };

/** A frame with a message of so many zeros. */
export function plainFrame(length) {
  const frame = Buffer.alloc(HEADER + length);
  frame.writeUInt32BE(length, 0);
  return frame;
}

/** The same, sealed with the one key, so that its tag is right. */
export function sealedFrame(length) {
  const frame = plainFrame(TRANSFORM + length);
  const cipher = createCipheriv('aes-128-gcm', key, nonce, gcm);
  cipher.setAAD(aadOf(frame));
  frame.set(cipher.update(Buffer.alloc(length)), HEADER + TRANSFORM);
  cipher.final();
  cipher.getAuthTag().copy(frame, TAG_AT);
  return frame;
}

/** The frame of a message with this protection. */
export function frameOf(protection, length) {
  return protection === 'sealed' ? sealedFrame(length) : plainFrame(length);
}

/** The tag of a sealed frame. */
export function tagOf(frame) {
  return frame.subarray(TAG_AT, TAG_AT + gcm.authTagLength);
}

/** The bytes that are authenticated beside the ciphertext of a sealed frame ([MS-SMB2] 3.1.4.3). */
export function aadOf(frame) {
  return frame.subarray(AAD_AT, HEADER + TRANSFORM);
}
