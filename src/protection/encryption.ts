import type { SessionKeys } from './key-schedule.js';
import { keyLength, nonceLength, openInPlace, sealInPlace, type AeadAlgorithm } from '../crypto/aead.js';
import { Writer } from '../bytes/index.js';
import {
  Cipher,
  decodeTransformHeader,
  encodeTransformHeader,
  TRANSFORM_HEADER_LENGTH,
  transformAad,
  TransformFlags,
} from '../smb2-codec/index.js';

const NO_SIGNATURE = Buffer.alloc(16);
const SIGNATURE_OFFSET_IN_TRANSFORM = 4;

const algorithms = new Map<number, AeadAlgorithm>([
  [Cipher.AES_128_CCM, 'aes-128-ccm'],
  [Cipher.AES_128_GCM, 'aes-128-gcm'],
  [Cipher.AES_256_CCM, 'aes-256-ccm'],
  [Cipher.AES_256_GCM, 'aes-256-gcm'],
]);

/** The AEAD of a CipherId; undefined for 0, and for one that is not defined. */
export function aeadOf(cipher: number): AeadAlgorithm | undefined {
  return algorithms.get(cipher);
}

/** The ciphers we speak, in our order of preference ([MS-SMB2] 2.2.3.1.2). */
export const cipherNames = ['AES-128-GCM', 'AES-256-GCM', 'AES-128-CCM', 'AES-256-CCM'] as const;

/** A cipher of SMB 3.x by name, such as `AES-128-GCM`. */
export type CipherName = (typeof cipherNames)[number];

const cipherIds: Record<CipherName, number> = {
  'AES-128-GCM': Cipher.AES_128_GCM,
  'AES-256-GCM': Cipher.AES_256_GCM,
  'AES-128-CCM': Cipher.AES_128_CCM,
  'AES-256-CCM': Cipher.AES_256_CCM,
};

/** The CipherId on the wire. */
export function cipherId(name: CipherName): number {
  return cipherIds[name];
}

/** Length of a cipher's keys in bits; 0 for "no cipher". */
export function cipherKeyBits(cipher: number): 0 | 128 | 256 {
  const algorithm = algorithms.get(cipher);
  if (algorithm === undefined) return 0;
  return keyLength(algorithm) === 32 ? 256 : 128;
}

/** The keys of the two directions, named from the server's side; undefined: the session has none. */
type CipherKeys = Pick<SessionKeys, 'encryptionKey' | 'decryptionKey'>;

/** Both directions of one session's encryption, shared by all its channels. */
export class SessionCipher {
  readonly #algorithm: AeadAlgorithm;
  readonly #cipher: number;
  readonly #keys: CipherKeys;
  readonly #sessionId: bigint;
  /**
   * Counts messages sent: a counter as nonce never repeats in the session, and no other session has its keys. Exact,
   * because nobody receives 2^53 of them.
   */
  #sent = 0;

  constructor(cipher: number, keys: CipherKeys, sessionId: bigint) {
    const algorithm = algorithms.get(cipher);
    if (algorithm === undefined) throw new RangeError(`no such cipher: ${cipher}`);
    this.#algorithm = algorithm;
    this.#cipher = cipher;
    this.#keys = keys;
    this.#sessionId = sessionId;
  }

  /**
   * Wraps a message or a whole compound in a TRANSFORM_HEADER ([MS-SMB2] 3.1.4.3), where it lies.
   *
   * @param transformed 52 bytes for the header, then the plaintext, which becomes the ciphertext
   */
  encrypt(transformed: Buffer): void {
    const nonce = Buffer.alloc(16);
    nonce.writeUInt32LE(this.#sent % 2 ** 32, 0);
    nonce.writeUInt32LE(Math.floor(this.#sent / 2 ** 32), 4);
    this.#sent += 1;
    const message = transformed.subarray(TRANSFORM_HEADER_LENGTH);
    encodeTransformHeader(new Writer(transformed), {
      signature: NO_SIGNATURE,
      nonce,
      originalMessageSize: message.length,
      flags: TransformFlags.ENCRYPTED,
      sessionId: this.#sessionId,
    });
    const tag = sealInPlace(
      this.#algorithm,
      requiredKey(this.#keys.encryptionKey),
      nonce.subarray(0, nonceLength(this.#algorithm)),
      transformAad(transformed),
      message,
    );
    tag.copy(transformed, SIGNATURE_OFFSET_IN_TRANSFORM);
  }

  /** The same cipher with keys of zeros, which everyone knows: a client must refuse its messages. */
  underZeroKey(): SessionCipher {
    const zeros = Buffer.alloc(keyLength(this.#algorithm));
    return new SessionCipher(this.#cipher, { encryptionKey: zeros, decryptionKey: zeros }, this.#sessionId);
  }

  /** The message inside a transform, or undefined when the tag does not verify ([MS-SMB2] 3.3.5.2.1.1). */
  decrypt(transformed: Buffer): Buffer | undefined {
    return this.decryptInPlace(Buffer.from(transformed));
  }

  /**
   * The same where the message lies. The ciphertext is lost, and without a right tag the plaintext as well.
   *
   * @param header that of the transform; absent: it is decoded
   */
  decryptInPlace(transformed: Buffer, header = decodeTransformHeader(transformed)): Buffer | undefined {
    const message = transformed.subarray(TRANSFORM_HEADER_LENGTH);
    const isRight = openInPlace(
      this.#algorithm,
      requiredKey(this.#keys.decryptionKey),
      header.nonce.subarray(0, nonceLength(this.#algorithm)),
      transformAad(transformed),
      { ciphertext: message, tag: header.signature },
    );
    return isRight ? message : undefined;
  }
}

function requiredKey(key: Buffer | undefined): Buffer {
  if (key === undefined) throw new TypeError('the session has no cipher keys');
  return key;
}
