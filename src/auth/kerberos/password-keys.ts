import {
  encryptionTypeNamed,
  type EncryptionType,
  type EncryptionTypeName,
} from '../../krb5/encryption/index.js';
import { type Principal, principalFromText, principalToText } from '../../krb5/messages/principal.js';
import { ConfigurationError } from '../../values/configuration-error.js';
import type { ServiceKey, ServiceKeys } from './service-keys.js';

/** The password of a service or of a machine account. */
export interface ServicePassword {
  /** The account's principal: `cifs/files.example.com@EXAMPLE.COM`, or `FILES$@EXAMPLE.COM`. */
  readonly principal: string;
  /** The password: secret. */
  readonly password: string;
  /** The salt of the keys; default: {@link defaultSalt} of the principal. */
  readonly salt?: string | undefined;
  /** The version of the keys; default: 0, which is not known. */
  readonly kvno?: number | undefined;
  /** The encryption types to make keys for; default: all with AES. */
  readonly enctypes?: readonly EncryptionTypeName[] | undefined;
}

const AES_TYPES: readonly EncryptionTypeName[] = [
  'aes256-cts-hmac-sha1-96',
  'aes128-cts-hmac-sha1-96',
  'aes256-cts-hmac-sha384-192',
  'aes128-cts-hmac-sha256-128',
];

/**
 * The keys of a password, one for each encryption type. The work, some 100 ms for all types, is done at once.
 *
 * @param place the options in messages
 * @throws ConfigurationError for a principal without a realm, an empty password, a key version that is none, or an
 *   encryption type that we have not
 */
export function keysFromPassword(service: ServicePassword, place = 'kerberos.password'): ServiceKeys {
  const { password, kvno = 0, enctypes = AES_TYPES } = service;
  const refuse = (key: string, message: string): never => {
    throw new ConfigurationError([{ path: `${place}.${key}`, message }]);
  };
  const principal =
    principalFromText(service.principal) ??
    refuse('principal', 'expected a principal with its realm, such as FILES$@EXAMPLE.COM');
  if (password === '') refuse('password', 'expected a password that is not empty');
  if (!Number.isInteger(kvno) || kvno < 0 || kvno > 0xffff_ffff)
    refuse('kvno', 'expected a whole number from 0 to 4294967295');
  const types = enctypes.map(
    (name): EncryptionType => encryptionTypeNamed(name) ?? refuse('enctypes', 'expected encryption types'),
  );
  const salt = service.salt ?? defaultSalt(principal);
  const text = principalToText(principal);
  const keys: readonly ServiceKey[] = types.map((type) => ({
    principal: text,
    etype: type.etype,
    kvno,
    key: type.stringToKey(password, salt),
  }));
  return { source: `the password of ${text}`, current: () => keys };
}

/**
 * The salt of a principal's keys where no other was said: the realm and the components, joined (RFC 4120 4). The one of
 * a machine account, whose name ends in `$`, is that of its host name in the domain ([MS-KILE] 3.1.1.2).
 */
export function defaultSalt({ realm, name: { nameString } }: Principal): string {
  const [account = ''] = nameString;
  if (nameString.length !== 1 || !account.endsWith('$')) return realm + nameString.join('');
  return `${realm.toUpperCase()}host${account.slice(0, -1).toLowerCase()}.${realm.toLowerCase()}`;
}
