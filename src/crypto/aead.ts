import { createCipheriv, createDecipheriv } from 'node:crypto';

/** The AEAD ciphers of SMB 3.x. */
export type AeadAlgorithm = 'aes-128-ccm' | 'aes-128-gcm' | 'aes-256-ccm' | 'aes-256-gcm';

/** Ciphertext and its 16-byte tag. */
export interface Sealed {
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

const TAG_LENGTH = 16;

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
  if (isCcm(algorithm)) {
    const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: TAG_LENGTH });
    cipher.setAAD(aad, { plaintextLength: plaintext.length });
    const ciphertext = cipher.update(plaintext);
    cipher.final();
    return { ciphertext, tag: cipher.getAuthTag() };
  }
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: TAG_LENGTH });
  cipher.setAAD(aad);
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  return { ciphertext, tag: cipher.getAuthTag() };
}

/** Decrypts and verifies; undefined when the tag does not match, in which case no plaintext exists. */
export function open(
  algorithm: AeadAlgorithm,
  key: Buffer,
  nonce: Buffer,
  aad: Buffer,
  sealed: Sealed,
): Buffer | undefined {
  try {
    if (isCcm(algorithm)) {
      const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: TAG_LENGTH });
      decipher.setAuthTag(sealed.tag);
      decipher.setAAD(aad, { plaintextLength: sealed.ciphertext.length });
      const plaintext = decipher.update(sealed.ciphertext);
      decipher.final();
      return plaintext;
    }
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: TAG_LENGTH });
    decipher.setAuthTag(sealed.tag);
    decipher.setAAD(aad);
    const plaintext = decipher.update(sealed.ciphertext);
    decipher.final();
    return plaintext;
  } catch {
    return undefined;
  }
}

function isCcm(algorithm: AeadAlgorithm): algorithm is 'aes-128-ccm' | 'aes-256-ccm' {
  return algorithm === 'aes-128-ccm' || algorithm === 'aes-256-ccm';
}
