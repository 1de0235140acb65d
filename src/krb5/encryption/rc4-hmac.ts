import { encodeUtf16 } from '../../bytes/index.js';
import { md4 } from '../../crypto/md4.js';
import { md5 } from '../../crypto/md5.js';
import { rc4 } from '../../crypto/rc4.js';
import { equalInConstantTime } from '../../crypto/constant-time.js';
import { completeType, type ClearBytes, type UsageKeys } from './encryption-type.js';
import { hmac, interleaved, verifiesHmac } from './hmac.js';

const HASH = 'md5';
const TAG_LENGTH = 16;
const CONFOUNDER_LENGTH = 8;
const SIGNATURE_KEY = Buffer.from('signaturekey\0', 'ascii');

/** rc4-hmac (RFC 4757), with the NT hash of the password as its key. */
export const rc4Hmac = completeType({
  etype: 23,
  name: 'rc4-hmac',
  keyLength: 16,
  checksumType: -138,
  checksumLength: TAG_LENGTH,
  confounderLength: CONFOUNDER_LENGTH,
  overhead: TAG_LENGTH + CONFOUNDER_LENGTH,
  stringToKey: (password) => md4(encodeUtf16(password)),
  stringToKeyAsync: async (password) => md4(encodeUtf16(password)),
  deriveKeys: (key, usage) => new Rc4HmacKeys(key, messageTypeOf(usage)),
  prf: (key, input) => hmac('sha1', key, [input]),
});

/**
 * The keyed checksum HMAC-MD5 of RFC 4757 section 4.
 *
 * @param messageType T, which is not a key usage
 * @param message the parts in order
 */
export function hmacMd5Checksum(key: Buffer, messageType: number, message: readonly Buffer[]): Buffer {
  const signing = hmac(HASH, key, [SIGNATURE_KEY]);
  return hmac(HASH, signing, [md5(Buffer.concat([uint32(messageType), ...message]))]);
}

/** A 32-bit number, little-endian: the message types of RFC 4757. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/**
 * The message type T of a key usage (RFC 4757 section 3): the usage itself, but for two. By the erratum a TGS-REP under
 * a subkey (9) keeps its number.
 */
function messageTypeOf(usage: number): number {
  if (usage === 3) return 8;
  return usage === 23 ? 13 : usage;
}

/** ENCRYPT and DECRYPT of RFC 4757 section 5, with keys of full strength. */
class Rc4HmacKeys implements UsageKeys {
  readonly #key: Buffer;
  readonly #messageType: number;
  #derived: Buffer | undefined;

  constructor(key: Buffer, messageType: number) {
    this.#key = key;
    this.#messageType = messageType;
  }

  encrypt(plain: Buffer, confounder: Buffer, clear?: readonly ClearBytes[]): Buffer {
    const message = Buffer.concat([confounder, plain]);
    const tag = hmac(HASH, this.#k1(), interleaved(message, CONFOUNDER_LENGTH, clear));
    return Buffer.concat([tag, rc4(hmac(HASH, this.#k1(), [tag]), message)]);
  }

  decrypt(cipher: Buffer, clear?: readonly ClearBytes[]): Buffer | undefined {
    if (cipher.length < TAG_LENGTH + CONFOUNDER_LENGTH) return undefined;
    const tag = cipher.subarray(0, TAG_LENGTH);
    const message = rc4(hmac(HASH, this.#k1(), [tag]), cipher.subarray(TAG_LENGTH));
    const hashed = interleaved(message, CONFOUNDER_LENGTH, clear);
    const verifies = verifiesHmac(HASH, this.#k1(), hashed, TAG_LENGTH, tag);
    return verifies ? message.subarray(CONFOUNDER_LENGTH) : undefined;
  }

  checksum(...message: readonly Buffer[]): Buffer {
    return hmacMd5Checksum(this.#key, this.#messageType, message);
  }

  verifyChecksum(checksum: Buffer, ...message: readonly Buffer[]): boolean {
    return equalInConstantTime(this.checksum(...message), checksum);
  }

  #k1(): Buffer {
    return (this.#derived ??= hmac(HASH, this.#key, [uint32(this.#messageType)]));
  }
}
