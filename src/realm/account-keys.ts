import type { Account } from '../auth/account.js';
import { ntHashOfPassword } from '../auth/nt-hash.js';
import { equalInConstantTime } from '../crypto/constant-time.js';
import { type EncryptionType, encryptionTypes, rc4Hmac } from '../krb5/encryption/index.js';

/** Keys that are kept: a program's store may find an account of whatever name. */
const MOST_KEYS = 10_000;

interface Derived {
  readonly password: string;
  readonly key: Promise<Buffer>;
}

/**
 * Whether the password of an account is known, and is the one that its hash is of: where both are written down, the
 * hash goes first, as with NTLM.
 */
export function hasPassword(account: Account): account is Account & { readonly password: string } {
  const { password, ntHash } = account;
  return password !== undefined && equalInConstantTime(ntHashOfPassword(password), ntHash);
}

/**
 * The encryption types that an account has keys of: those of AES by its password. An account with its NT hash alone has
 * rc4-hmac alone, whose key that hash is.
 *
 * @param only the one type that is wanted; undefined: all of AES
 */
export function typesOfAccount(account: Account, only: number | undefined): readonly EncryptionType[] {
  return encryptionTypes.filter(
    ({ etype }) =>
      (only === undefined ? hasPassword(account) === (etype !== rc4Hmac.etype) : etype === only) &&
      (etype === rc4Hmac.etype || hasPassword(account)),
  );
}

/**
 * The long-term keys of accounts. PBKDF2 takes its time, beside the event loop, and once for each password: an account
 * has one key of each type here, and names that are no account's have none.
 */
export class AccountKeys {
  readonly #capacity: number;
  readonly #derived = new Map<string, Derived>();

  /** @param capacity the most keys that are kept; the oldest makes room */
  constructor(capacity = MOST_KEYS) {
    this.#capacity = capacity;
  }

  /**
   * The key of an account.
   *
   * @param type one of {@link typesOfAccount}
   * @param salt of string-to-key
   */
  async keyOf(account: Account, type: EncryptionType, salt: string): Promise<Buffer> {
    if (type.etype === rc4Hmac.etype) return account.ntHash;
    const { password } = account;
    if (password === undefined)
      throw new TypeError(`an account without a password has no key of ${type.name}`);
    const place = `${type.etype} ${salt}`;
    const known = this.#derived.get(place);
    if (known?.password === password) return known.key;
    const key = type.stringToKeyAsync(password, salt);
    const [oldest] = this.#derived.keys();
    if (oldest !== undefined && this.#derived.size >= this.#capacity) this.#derived.delete(oldest);
    this.#derived.set(place, { password, key });
    return key;
  }
}
