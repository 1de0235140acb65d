import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes of an AES block. */
export const BLOCK = 16;

const ZERO_IV = Buffer.alloc(BLOCK);

/**
 * AES in CBC mode with ciphertext stealing and a zero initial vector (RFC 3962 section 5, RFC 8009 section 3): the last
 * two blocks are always swapped, also when the length is a multiple of 16; a single block is plain CBC.
 *
 * @param key 16 or 32 bytes
 * @param plain at least 16 bytes
 */
export function encryptCts(key: Buffer, plain: Buffer): Buffer {
  const length = plain.length;
  const cipher = createCipheriv(cbc(key), key, ZERO_IV).setAutoPadding(false);
  const over = length % BLOCK;
  const whole = over === 0 ? plain : Buffer.concat([plain, ZERO_IV.subarray(over)]);
  const blocks = cipher.update(whole);
  if (whole.length === BLOCK) return blocks;
  const last = whole.length - BLOCK;
  const result = Buffer.allocUnsafe(length);
  blocks.copy(result, 0, 0, last - BLOCK);
  blocks.copy(result, last - BLOCK, last);
  blocks.copy(result, last, last - BLOCK, length - BLOCK);
  return result;
}

/**
 * The reverse of {@link encryptCts}.
 *
 * @param key 16 or 32 bytes
 * @param cipher at least 16 bytes
 */
export function decryptCts(key: Buffer, cipher: Buffer): Buffer {
  const length = cipher.length;
  if (length === BLOCK) return decryptCbc(key, cipher);
  const over = length % BLOCK || BLOCK;
  const last = length - over;
  // The block that was moved forward holds, behind the last bytes of the message, the rest of its predecessor.
  const moved = cipher.subarray(last - BLOCK, last);
  const blocks = Buffer.allocUnsafe(last + BLOCK);
  cipher.copy(blocks, 0, 0, last - BLOCK);
  cipher.copy(blocks, last - BLOCK, last);
  if (over < BLOCK) decryptCbc(key, moved).copy(blocks, last - BLOCK + over, over);
  moved.copy(blocks, last);
  return decryptCbc(key, blocks).subarray(0, length);
}

/** One block under the key, without chaining. */
export function encryptBlock(key: Buffer, block: Buffer): Buffer {
  return createCipheriv(cbc(key), key, ZERO_IV).setAutoPadding(false).update(block);
}

function decryptCbc(key: Buffer, blocks: Buffer): Buffer {
  return createDecipheriv(cbc(key), key, ZERO_IV).setAutoPadding(false).update(blocks);
}

function cbc(key: Buffer): 'aes-128-cbc' | 'aes-256-cbc' {
  return key.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc';
}
