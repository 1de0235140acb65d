import { type CipherGCM, createCipheriv, createDecipheriv, type DecipherGCM } from 'node:crypto';
import { returnMemory } from '../runtime/return-memory.js';

/** The AEAD ciphers of SMB 3.x. */
export type AeadAlgorithm = 'aes-128-ccm' | 'aes-128-gcm' | 'aes-256-ccm' | 'aes-256-gcm';

/** Ciphertext and its 16-byte tag. */
export interface Sealed {
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

const WHOLE_TAG = { authTagLength: 16 } as const;

/** Nonce length in bytes: 11 for CCM, 12 for GCM ([MS-SMB2] 2.2.41). */
export function nonceLength(algorithm: AeadAlgorithm): 11 | 12 {
  return isCcm(algorithm) ? 11 : 12;
}

/** Key length in bytes. */
export function keyLength(algorithm: AeadAlgorithm): 16 | 32 {
  return algorithm === 'aes-128-ccm' || algorithm === 'aes-128-gcm' ? 16 : 32;
}

/** Encrypts `plaintext`; `aad` is authenticated beside it. */
export function seal(
  algorithm: AeadAlgorithm,
  key: Buffer,
  nonce: Buffer,
  aad: Buffer,
  plaintext: Buffer,
): Sealed {
  const ciphertext = Buffer.from(plaintext);
  return { ciphertext, tag: sealInPlace(algorithm, key, nonce, aad, ciphertext) };
}

/**
 * Replaces a plaintext by its ciphertext; `aad` is authenticated beside it.
 *
 * @returns the 16-byte tag
 */
export function sealInPlace(
  algorithm: AeadAlgorithm,
  key: Buffer,
  nonce: Buffer,
  aad: Buffer,
  message: Buffer,
): Buffer {
  if (isCcm(algorithm)) {
    const cipher = createCipheriv(algorithm, key, nonce, WHOLE_TAG);
    cipher.setAAD(aad, { plaintextLength: message.length });
    message.set(cipher.update(message));
    cipher.final();
    return cipher.getAuthTag();
  }
  const cipher = createCipheriv(algorithm, key, nonce, WHOLE_TAG);
  cipher.setAAD(aad);
  transformInPlace(cipher, message);
  cipher.final();
  return cipher.getAuthTag();
}

/** Decrypts and verifies; undefined when the tag does not match, in which case no plaintext exists. */
export function open(
  algorithm: AeadAlgorithm,
  key: Buffer,
  nonce: Buffer,
  aad: Buffer,
  sealed: Sealed,
): Buffer | undefined {
  const message = Buffer.from(sealed.ciphertext);
  const { tag } = sealed;
  return openInPlace(algorithm, key, nonce, aad, { ciphertext: message, tag }) ? message : undefined;
}

/**
 * Replaces a ciphertext by its plaintext, and verifies it.
 *
 * @returns whether the tag matches; if not, the memory holds zeros
 */
export function openInPlace(
  algorithm: AeadAlgorithm,
  key: Buffer,
  nonce: Buffer,
  aad: Buffer,
  { ciphertext: message, tag }: Sealed,
): boolean {
  try {
    if (isCcm(algorithm)) {
      const decipher = createDecipheriv(algorithm, key, nonce, WHOLE_TAG);
      decipher.setAuthTag(tag);
      decipher.setAAD(aad, { plaintextLength: message.length });
      message.set(decipher.update(message));
      decipher.final();
      return true;
    }
    const decipher = createDecipheriv(algorithm, key, nonce, WHOLE_TAG);
    decipher.setAuthTag(tag);
    decipher.setAAD(aad);
    transformInPlace(decipher, message);
    decipher.final();
    return true;
  } catch {
    message.fill(0);
    return false;
  }
}

/** Long messages go through GCM in pieces, each of which Node.js puts into memory of its own. */
const PIECE = 64 * 1024;

function transformInPlace(stream: CipherGCM | DecipherGCM, message: Buffer): void {
  // Most messages are one piece, and no view of it is made.
  if (message.length <= PIECE) {
    message.set(stream.update(message));
    return;
  }
  for (let at = 0; at < message.length; at += PIECE) {
    const transformed = stream.update(message.subarray(at, at + PIECE));
    message.set(transformed, at);
    returnMemory(transformed);
  }
}

function isCcm(algorithm: AeadAlgorithm): algorithm is 'aes-128-ccm' | 'aes-256-ccm' {
  return algorithm === 'aes-128-ccm' || algorithm === 'aes-256-ccm';
}
