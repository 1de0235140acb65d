import { hash } from 'node:crypto';
import { BLOCK, decryptCts, encryptBlock, encryptCts } from './aes-cts.js';
import {
  completeType,
  type ClearBytes,
  type EncryptionType,
  type EncryptionTypeName,
  type UsageKeys,
} from './encryption-type.js';
import { hmac, interleaved, verifiesHmac } from './hmac.js';
import { nFold } from './n-fold.js';
import { passwordBytes, passwordBytesAsync } from './password.js';
import { usageConstant } from './usage-constant.js';

const HASH = 'sha1';
const TAG_LENGTH = 12;
const ITERATIONS = 4096;
const KERBEROS = Buffer.from('kerberos', 'ascii');

/** aes128-cts-hmac-sha1-96 (RFC 3962). */
export const aes128Sha1 = createType(17, 'aes128-cts-hmac-sha1-96', 16, 15);

/** aes256-cts-hmac-sha1-96 (RFC 3962). */
export const aes256Sha1 = createType(18, 'aes256-cts-hmac-sha1-96', 32, 16);

function createType(
  etype: 17 | 18,
  name: EncryptionTypeName,
  keyLength: 16 | 32,
  checksumType: number,
): EncryptionType {
  return completeType({
    etype,
    name,
    keyLength,
    checksumType,
    checksumLength: TAG_LENGTH,
    confounderLength: BLOCK,
    overhead: BLOCK + TAG_LENGTH,
    defaultIterations: ITERATIONS,
    stringToKey: (password, salt, iterations = ITERATIONS) =>
      deriveKey(passwordBytes(HASH, password, Buffer.from(salt, 'utf8'), iterations, keyLength), KERBEROS),
    stringToKeyAsync: async (password, salt, iterations = ITERATIONS) =>
      deriveKey(
        await passwordBytesAsync(HASH, password, Buffer.from(salt, 'utf8'), iterations, keyLength),
        KERBEROS,
      ),
    deriveKeys: (key, usage) => new AesSha1Keys(key, usage),
    // The digest is cut to a multiple of the block length: one block (RFC 3961 section 5.3).
    prf: (key, input) =>
      encryptBlock(
        deriveKey(key, Buffer.from('prf', 'ascii')),
        hash(HASH, input, 'buffer').subarray(0, BLOCK),
      ),
  });
}

/** DK of RFC 3961 section 5.1; random-to-key is the identity for AES. The result is as long as the key. */
export function deriveKey(key: Buffer, constant: Buffer): Buffer {
  return deriveFolded(key, nFold(constant, BLOCK));
}

/** @param folded a constant as long as a block */
function deriveFolded(key: Buffer, folded: Buffer): Buffer {
  const first = encryptBlock(key, folded);
  return key.length === BLOCK ? first : Buffer.concat([first, encryptBlock(key, first)]);
}

/** By usage and last octet: a login needs seven of them, and there are some sixty in all. */
const foldedConstants = new Map<number, Buffer>();

function foldedConstant(usage: number, suffix: Parameters<typeof usageConstant>[1]): Buffer {
  const place = usage * 0x100 + suffix;
  const known = foldedConstants.get(place);
  if (known !== undefined) return known;
  const folded = nFold(usageConstant(usage, suffix), BLOCK);
  foldedConstants.set(place, folded);
  return folded;
}

/** The simplified profile (RFC 3961 section 5.3): the integrity check covers the plaintext. */
class AesSha1Keys implements UsageKeys {
  readonly #key: Buffer;
  readonly #usage: number;
  #encryption: Buffer | undefined;
  #integrity: Buffer | undefined;
  #checksum: Buffer | undefined;

  constructor(key: Buffer, usage: number) {
    this.#key = key;
    this.#usage = usage;
  }

  encrypt(plain: Buffer, confounder: Buffer, clear?: readonly ClearBytes[]): Buffer {
    const message = Buffer.concat([confounder, plain]);
    const tag = hmac(HASH, this.#ki(), interleaved(message, confounder.length, clear), TAG_LENGTH);
    return Buffer.concat([encryptCts(this.#ke(), message), tag]);
  }

  decrypt(cipher: Buffer, clear?: readonly ClearBytes[]): Buffer | undefined {
    const end = cipher.length - TAG_LENGTH;
    if (end < BLOCK) return undefined;
    const message = decryptCts(this.#ke(), cipher.subarray(0, end));
    const hashed = interleaved(message, BLOCK, clear);
    const verifies = verifiesHmac(HASH, this.#ki(), hashed, TAG_LENGTH, cipher.subarray(end));
    return verifies ? message.subarray(BLOCK) : undefined;
  }

  checksum(...message: readonly Buffer[]): Buffer {
    return hmac(HASH, this.#kc(), message, TAG_LENGTH);
  }

  verifyChecksum(checksum: Buffer, ...message: readonly Buffer[]): boolean {
    return verifiesHmac(HASH, this.#kc(), message, TAG_LENGTH, checksum);
  }

  #ke(): Buffer {
    return (this.#encryption ??= deriveFolded(this.#key, foldedConstant(this.#usage, 0xaa)));
  }

  #ki(): Buffer {
    return (this.#integrity ??= deriveFolded(this.#key, foldedConstant(this.#usage, 0x55)));
  }

  #kc(): Buffer {
    return (this.#checksum ??= deriveFolded(this.#key, foldedConstant(this.#usage, 0x99)));
  }
}
