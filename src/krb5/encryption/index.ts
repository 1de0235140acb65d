import { aes128Sha1, aes256Sha1 } from './aes-sha1.js';
import { aes128Sha256, aes256Sha384 } from './aes-sha2.js';
import type { EncryptionType, EncryptionTypeName } from './encryption-type.js';
import { rc4Hmac } from './rc4-hmac.js';

export type {
  ClearBytes,
  EncryptionType,
  EncryptionTypeName,
  EtypeNumber,
  ProtocolKey,
  UsageKeys,
} from './encryption-type.js';
export { keyUsage } from './key-usage.js';
export { aes256Sha1 } from './aes-sha1.js';
export { hmacMd5Checksum, rc4Hmac } from './rc4-hmac.js';

/** The encryption types, the strongest of the widely deployed ones first. DES and 3DES are not among them. */
export const encryptionTypes: readonly EncryptionType[] = Object.freeze([
  aes256Sha1,
  aes128Sha1,
  aes256Sha384,
  aes128Sha256,
  rc4Hmac,
]);

/** The encryption types of AES. */
export const aesTypes: readonly EncryptionType[] = Object.freeze(
  encryptionTypes.filter((type) => type !== rc4Hmac),
);

/** The encryption type of a number; undefined for one that we have not. */
export function encryptionTypeOf(etype: number): EncryptionType | undefined {
  return encryptionTypes.find((type) => type.etype === etype);
}

/** The encryption type of a name, or of one of MIT's names for it, in any case; undefined for an unknown word. */
export function encryptionTypeNamed(name: string): EncryptionType | undefined {
  const lower = name.toLowerCase();
  const canonical = aliases.get(lower) ?? lower;
  return encryptionTypes.find((type) => type.name === canonical);
}

const aliases: ReadonlyMap<string, EncryptionTypeName> = new Map([
  ['aes128-cts', 'aes128-cts-hmac-sha1-96'],
  ['aes128-sha1', 'aes128-cts-hmac-sha1-96'],
  ['aes256-cts', 'aes256-cts-hmac-sha1-96'],
  ['aes256-sha1', 'aes256-cts-hmac-sha1-96'],
  ['aes128-sha2', 'aes128-cts-hmac-sha256-128'],
  ['aes256-sha2', 'aes256-cts-hmac-sha384-192'],
  ['arcfour-hmac', 'rc4-hmac'],
  ['arcfour-hmac-md5', 'rc4-hmac'],
]);
