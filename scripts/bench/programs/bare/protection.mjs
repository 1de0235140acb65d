import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { returnMemory } from '../../../../build/src/runtime/return-memory.js';
import { aadOf, gcm, HEADER, key, nonce, tagOf, TRANSFORM } from './frames.mjs';

const SIGNATURE_AT = HEADER + 48;

/** AES-128-GMAC of one message ([MS-SMB2] 3.1.4.1). An object of node:crypto has one nonce, so each message has one. */
export function makeGmac() {
  return createCipheriv('aes-128-gcm', key, nonce, gcm);
}

function gmac(message) {
  const mac = makeGmac();
  mac.setAAD(message);
  mac.final();
  return mac.getAuthTag();
}

/** The comparison of a signature, whatever it says. */
export function compare(frame, signature) {
  return timingSafeEqual(frame.subarray(SIGNATURE_AT, SIGNATURE_AT + signature.length), signature);
}

/** The calls for the signature of a received frame ([MS-SMB2] 3.1.5.1). */
export function verify(frame) {
  return compare(frame, gmac(frame.subarray(HEADER)));
}

/** The calls for the signature of an answer. */
export function sign(frame) {
  gmac(frame.subarray(HEADER));
}

/** The decipher for the message of a sealed frame, which may be handed over in pieces ([MS-SMB2] 3.3.5.2.1.1). */
export function openerOf(frame) {
  const decipher = createDecipheriv('aes-128-gcm', key, nonce, gcm);
  decipher.setAuthTag(tagOf(frame));
  decipher.setAAD(aadOf(frame));
  return decipher;
}

/** The calls for a sealed frame. */
export function open(frame) {
  const decipher = openerOf(frame);
  decipher.update(frame.subarray(HEADER + TRANSFORM));
  decipher.final();
}

/** A cipher gives each piece in new memory; returned at once, the next piece gets the same, which is in the cache. */
const PIECE = 64 * 1024;

/** The calls for a sealed answer ([MS-SMB2] 3.1.4.3). */
export function seal(frame) {
  const cipher = createCipheriv('aes-128-gcm', key, nonce, gcm);
  cipher.setAAD(aadOf(frame));
  for (let at = HEADER + TRANSFORM; at < frame.length; at += PIECE)
    returnMemory(cipher.update(frame.subarray(at, at + PIECE)));
  cipher.final();
  cipher.getAuthTag();
}
