import { etypeName } from '../auth/kerberos/names.js';
import { encryptionTypeOf, rc4Hmac } from '../krb5/encryption/index.js';
import { AuthorizationDataType } from '../krb5/messages/authorization-data.js';
import type { SectionBuilder } from './section.js';

/** `aes256-cts-hmac-sha1-96 (18), key version 2`, of an EncryptedData. */
export function encryptionText({
  etype,
  kvno,
}: {
  readonly etype: number;
  readonly kvno?: number | undefined;
}): string {
  const name = etypeName(etype);
  const type = name.includes(' ') ? name : `${name} (${etype})`;
  return kvno === undefined ? type : `${type}, key version ${kvno}`;
}

/** Marks an encryption type that a server refuses by default. */
export function judgeEncryption(found: SectionBuilder, subject: string, etype: number): void {
  if (encryptionTypeOf(etype) === undefined) {
    found.refused(`${subject} is under ${etypeName(etype)}, which is refused`, 'RFC 6649 1');
  } else if (etype === rc4Hmac.etype)
    found.refused(`${subject} is under rc4-hmac, which is refused by default`, 'RFC 8429 3');
}

/** A time in ISO 8601 of milliseconds since 1970. */
export function timeText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? `${milliseconds} ms` : date.toISOString().replace('.000Z', 'Z');
}

/** A time of whole seconds, as milliseconds since 1970, with microseconds. */
export function momentText(milliseconds: number, microseconds: number): string {
  return timeText(milliseconds).replace(/Z$/, `.${String(microseconds).padStart(6, '0')}Z`);
}

const authorizationNames = new Map<number, string>(
  Object.entries(AuthorizationDataType).map(([name, type]) => [type, name]),
);

/** The name of a type of authorization data; the number where there is none. */
export function authorizationName(adType: number): string {
  return authorizationNames.get(adType) ?? String(adType);
}
