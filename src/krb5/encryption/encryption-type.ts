/** The etype numbers that we know (RFC 3962 section 7, RFC 8009 section 7, RFC 4757). */
export type EtypeNumber = 17 | 18 | 19 | 20 | 23;

/** Names of the encryption types, as IANA lists them. */
export type EncryptionTypeName =
  | 'aes128-cts-hmac-sha1-96'
  | 'aes256-cts-hmac-sha1-96'
  | 'aes128-cts-hmac-sha256-128'
  | 'aes256-cts-hmac-sha384-192'
  | 'rc4-hmac';

/** Bytes that travel in clear beside a ciphertext and are covered by its integrity check. */
export interface ClearBytes {
  /** Offset in the plaintext in front of which they are hashed: 0 to the length of the plaintext, ascending. */
  readonly at: number;
  /** They are hashed as they are. */
  readonly bytes: Buffer;
}

/** The keys of one protocol key for one key usage; each is derived when it is needed first (RFC 3961 section 3). */
export interface UsageKeys {
  /**
   * Encrypts and protects `plain`.
   *
   * @param confounder random bytes, `confounderLength` of them
   * @param clear bytes that the integrity check covers too
   */
  encrypt(plain: Buffer, confounder: Buffer, clear?: readonly ClearBytes[]): Buffer;
  /** The plaintext; undefined when the ciphertext is too short or does not verify. Compares in constant time. */
  decrypt(cipher: Buffer, clear?: readonly ClearBytes[]): Buffer | undefined;
  /** The keyed checksum of the parts in order. */
  checksum(...message: readonly Buffer[]): Buffer;
  /** Whether `checksum` is that of the parts in order; constant time. */
  verifyChecksum(checksum: Buffer, ...message: readonly Buffer[]): boolean;
}

/** One encryption type with the checksum type that belongs to it (RFC 3961 section 3 and 4). */
export interface EncryptionType {
  /** The number in EncryptedData and EncryptionKey. */
  readonly etype: EtypeNumber;
  /** The name that configurations and records use. */
  readonly name: EncryptionTypeName;
  /** Bytes of a protocol key. */
  readonly keyLength: number;
  /** The associated checksum type: 15, 16, 19, 20 or -138. */
  readonly checksumType: number;
  /** Bytes of a checksum. */
  readonly checksumLength: number;
  /** Bytes of a confounder. */
  readonly confounderLength: number;
  /** Bytes by which a ciphertext is longer than its plaintext. */
  readonly overhead: number;
  /** Iterations of string-to-key when none are said; absent where the encryption type has none. */
  readonly defaultIterations?: number;
  /**
   * The protocol key of a password. Takes some milliseconds.
   *
   * @param salt ignored by rc4-hmac
   * @param iterations ignored by rc4-hmac
   * @throws RangeError when the iteration count is not an integer from 1 to 1048576
   */
  stringToKey(password: string, salt: string, iterations?: number): Buffer;
  /** The same, computed beside the event loop. */
  stringToKeyAsync(password: string, salt: string, iterations?: number): Promise<Buffer>;
  /**
   * The keys for many messages of one usage.
   *
   * @throws RangeError when the key has not `keyLength` bytes
   */
  deriveKeys(key: Buffer, usage: number): UsageKeys;
  /**
   * Encrypts one message.
   *
   * @param confounder random bytes, `confounderLength` of them
   * @throws RangeError when the key has not `keyLength` bytes
   */
  encrypt(key: Buffer, usage: number, plain: Buffer, confounder: Buffer): Buffer;
  /** The plaintext of one message; undefined when it does not verify, or when the key has not `keyLength` bytes. */
  decrypt(key: Buffer, usage: number, cipher: Buffer): Buffer | undefined;
  /**
   * The keyed checksum of one message.
   *
   * @throws RangeError when the key has not `keyLength` bytes
   */
  checksum(key: Buffer, usage: number, message: Buffer): Buffer;
  /** Whether a checksum is right; constant time. False when the key has not `keyLength` bytes. */
  verifyChecksum(key: Buffer, usage: number, message: Buffer, checksum: Buffer): boolean;
  /**
   * The pseudo-random function (RFC 3961 section 3).
   *
   * @throws RangeError when the key has not `keyLength` bytes
   */
  prf(key: Buffer, input: Buffer): Buffer;
}

/** A key with its encryption type, which fits it. Secret. */
export interface ProtocolKey {
  readonly type: EncryptionType;
  readonly key: Buffer;
}

/** The part of an encryption type that each defines by itself. */
export type Profile = Omit<EncryptionType, 'encrypt' | 'decrypt' | 'checksum' | 'verifyChecksum'>;

/** An encryption type of its profile: the functions of one message are those of its derived keys. */
export function completeType(profile: Profile): EncryptionType {
  const deriveKeys = (key: Buffer, usage: number): UsageKeys => {
    requireLength(profile, key);
    return profile.deriveKeys(key, usage);
  };
  const fits = (key: Buffer): boolean => key.length === profile.keyLength;
  return Object.freeze({
    ...profile,
    deriveKeys,
    encrypt: (key: Buffer, usage: number, plain: Buffer, confounder: Buffer) =>
      deriveKeys(key, usage).encrypt(plain, confounder),
    decrypt: (key: Buffer, usage: number, cipher: Buffer) =>
      fits(key) ? deriveKeys(key, usage).decrypt(cipher) : undefined,
    checksum: (key: Buffer, usage: number, message: Buffer) => deriveKeys(key, usage).checksum(message),
    verifyChecksum: (key: Buffer, usage: number, message: Buffer, checksum: Buffer) =>
      fits(key) && deriveKeys(key, usage).verifyChecksum(checksum, message),
    prf: (key: Buffer, input: Buffer) => {
      requireLength(profile, key);
      return profile.prf(key, input);
    },
  });
}

function requireLength(profile: Profile, key: Buffer): void {
  if (key.length !== profile.keyLength)
    throw new RangeError(`a key of ${profile.name} has ${profile.keyLength} bytes, not ${key.length}`);
}
