import { BLOCK, decryptCts, encryptCts } from './aes-cts.js';
import {
  completeType,
  type ClearBytes,
  type EncryptionType,
  type EncryptionTypeName,
  type UsageKeys,
} from './encryption-type.js';
import { hmac, interleaved, verifiesHmac } from './hmac.js';
import { passwordBytes, passwordBytesAsync } from './password.js';
import { usageConstant } from './usage-constant.js';

const ITERATIONS = 32768;
const ZERO_IV = Buffer.alloc(BLOCK);
const COUNTER = Buffer.from([0, 0, 0, 1]);
const KERBEROS = Buffer.from('kerberos', 'ascii');
const SEPARATOR = Buffer.from([0]);

/** Hash and lengths of one encryption type (RFC 8009 sections 3 and 5), in bytes. */
interface Parameters {
  readonly hash: 'sha256' | 'sha384';
  readonly keyLength: 16 | 32;
  /** Also the length of integrity keys, checksum keys and checksums. */
  readonly tagLength: 16 | 24;
  /** The length of the pseudo-random function. */
  readonly prfLength: 32 | 48;
}

/** aes128-cts-hmac-sha256-128 (RFC 8009). */
export const aes128Sha256 = createType(19, 'aes128-cts-hmac-sha256-128', {
  hash: 'sha256',
  keyLength: 16,
  tagLength: 16,
  prfLength: 32,
});

/** aes256-cts-hmac-sha384-192 (RFC 8009). */
export const aes256Sha384 = createType(20, 'aes256-cts-hmac-sha384-192', {
  hash: 'sha384',
  keyLength: 32,
  tagLength: 24,
  prfLength: 48,
});

function createType(etype: 19 | 20, name: EncryptionTypeName, parameters: Parameters): EncryptionType {
  const { hash, keyLength, tagLength, prfLength } = parameters;
  return completeType({
    etype,
    name,
    keyLength,
    checksumType: etype,
    checksumLength: tagLength,
    confounderLength: BLOCK,
    overhead: BLOCK + tagLength,
    defaultIterations: ITERATIONS,
    stringToKey: (password, salt, iterations = ITERATIONS) => {
      const salted = Buffer.from(`${name}\0${salt}`, 'utf8');
      const bytes = passwordBytes(hash, password, salted, iterations, keyLength);
      return kdf(hash, bytes, KERBEROS, keyLength);
    },
    stringToKeyAsync: async (password, salt, iterations = ITERATIONS) => {
      const salted = Buffer.from(`${name}\0${salt}`, 'utf8');
      const bytes = await passwordBytesAsync(hash, password, salted, iterations, keyLength);
      return kdf(hash, bytes, KERBEROS, keyLength);
    },
    deriveKeys: (key, usage) => new AesSha2Keys(parameters, key, usage),
    prf: (key, input) => kdf(hash, key, Buffer.from('prf', 'ascii'), prfLength, input),
  });
}

/** KDF-HMAC-SHA2 of RFC 8009 section 3: one block of the counter mode. */
function kdf(
  hash: 'sha256' | 'sha384',
  key: Buffer,
  label: Buffer,
  length: number,
  context: Buffer = Buffer.alloc(0),
): Buffer {
  const bits = Buffer.allocUnsafe(4);
  bits.writeUInt32BE(length * 8);
  return hmac(hash, key, [COUNTER, label, SEPARATOR, context, bits], length);
}

/** RFC 8009 section 5: the integrity check covers the initial vector and the ciphertext. */
class AesSha2Keys implements UsageKeys {
  readonly #parameters: Parameters;
  readonly #key: Buffer;
  readonly #usage: number;
  #encryption: Buffer | undefined;
  #integrity: Buffer | undefined;
  #checksum: Buffer | undefined;

  constructor(parameters: Parameters, key: Buffer, usage: number) {
    this.#parameters = parameters;
    this.#key = key;
    this.#usage = usage;
  }

  encrypt(plain: Buffer, confounder: Buffer, clear?: readonly ClearBytes[]): Buffer {
    const { hash, tagLength } = this.#parameters;
    const cipher = encryptCts(this.#ke(), Buffer.concat([confounder, plain]));
    const tag = hmac(hash, this.#ki(), [ZERO_IV, ...interleaved(cipher, BLOCK, clear)], tagLength);
    return Buffer.concat([cipher, tag]);
  }

  decrypt(cipher: Buffer, clear?: readonly ClearBytes[]): Buffer | undefined {
    const { hash, tagLength } = this.#parameters;
    const end = cipher.length - tagLength;
    if (end < BLOCK) return undefined;
    const encrypted = cipher.subarray(0, end);
    const hashed = [ZERO_IV, ...interleaved(encrypted, BLOCK, clear)];
    if (!verifiesHmac(hash, this.#ki(), hashed, tagLength, cipher.subarray(end))) return undefined;
    return decryptCts(this.#ke(), encrypted).subarray(BLOCK);
  }

  checksum(...message: readonly Buffer[]): Buffer {
    return hmac(this.#parameters.hash, this.#kc(), message, this.#parameters.tagLength);
  }

  verifyChecksum(checksum: Buffer, ...message: readonly Buffer[]): boolean {
    const { hash, tagLength } = this.#parameters;
    return verifiesHmac(hash, this.#kc(), message, tagLength, checksum);
  }

  #ke(): Buffer {
    return (this.#encryption ??= this.#derive(0xaa, this.#parameters.keyLength));
  }

  #ki(): Buffer {
    return (this.#integrity ??= this.#derive(0x55, this.#parameters.tagLength));
  }

  #kc(): Buffer {
    return (this.#checksum ??= this.#derive(0x99, this.#parameters.tagLength));
  }

  #derive(purpose: 0xaa | 0x55 | 0x99, length: number): Buffer {
    return kdf(this.#parameters.hash, this.#key, usageConstant(this.#usage, purpose), length);
  }
}
