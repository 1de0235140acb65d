import { createCipheriv } from 'node:crypto';

const BLOCK = 16;
const ZERO_IV = Buffer.alloc(BLOCK);
/** Long messages are fed to the CBC chain in pieces, so that the discarded ciphertext stays small. */
const CHUNK = 64 * 1024;

/** The two subkeys of RFC 4493 2.3, computed once for each key. */
interface Subkeys {
  /** For a last block that is complete. */
  readonly k1: Buffer;
  /** For a last block that was padded. */
  readonly k2: Buffer;
}

/** AES-128-CMAC (RFC 4493) under one 16-byte key. */
export class AesCmac {
  readonly #key: Buffer;
  readonly #subkeys: Subkeys;

  constructor(key: Buffer) {
    this.#key = key;
    const l = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(ZERO_IV);
    const k1 = doubled(l);
    this.#subkeys = { k1, k2: doubled(k1) };
  }

  /** The 16-byte MAC of `message`. */
  mac(message: Buffer): Buffer {
    const complete = message.length > 0 && message.length % BLOCK === 0;
    const head = complete ? message.length - BLOCK : message.length - (message.length % BLOCK);
    const last = Buffer.from(complete ? this.#subkeys.k1 : this.#subkeys.k2);
    for (let i = head; i < message.length; i++) xorByte(last, i - head, message[i] ?? 0);
    if (!complete) xorByte(last, message.length - head, 0x80);

    const cbc = createCipheriv('aes-128-cbc', this.#key, ZERO_IV).setAutoPadding(false);
    for (let at = 0; at < head; at += CHUNK) cbc.update(message.subarray(at, Math.min(at + CHUNK, head)));
    return cbc.update(last);
  }
}

/** Multiplication by x in GF(2^128), most significant bit first. */
function doubled(block: Buffer): Buffer {
  const result = Buffer.alloc(BLOCK);
  let carry = 0;
  for (let i = BLOCK - 1; i >= 0; i--) {
    const byte = block[i] ?? 0;
    result[i] = ((byte << 1) | carry) & 0xff;
    carry = byte >>> 7;
  }
  if (carry === 1) xorByte(result, BLOCK - 1, 0x87);
  return result;
}

function xorByte(block: Buffer, index: number, value: number): void {
  block[index] = (block[index] ?? 0) ^ value;
}
