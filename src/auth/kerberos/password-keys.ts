import { aesTypes, encryptionTypeNamed, type EncryptionTypeName } from '../../krb5/encryption/index.js';
import { type Principal, principalFromText, principalToText } from '../../krb5/messages/principal.js';
import {
  aFilledText,
  aText,
  aWholeNumber,
  both,
  fits,
  obey,
  onlyWith,
  optional,
  type Rule,
} from '../../values/rules.js';
import { enctypesRule } from './policy-rules.js';
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

const aPrincipal = both(
  aText,
  fits(
    (value) => principalFromText(String(value)) !== undefined,
    'expected a principal with its realm, such as FILES$@EXAMPLE.COM',
  ),
);

const passwordRule: Rule = onlyWith({
  principal: aPrincipal,
  password: aFilledText,
  salt: optional(aText),
  kvno: optional(aWholeNumber(0, 0xffff_ffff)),
  enctypes: optional(enctypesRule),
} satisfies Record<keyof ServicePassword, Rule>);

/**
 * The keys of a password, one for each encryption type. The work, some 100 ms for all types, is done at once.
 *
 * @param place of the password, for the problems of the error; default: the parts alone
 * @throws ConfigurationError with a problem for each part that cannot be used: a principal without a realm, an empty
 *   password, a key version that is none, an encryption type that we have not, an unknown key
 */
export function keysFromPassword(service: ServicePassword, place: readonly PropertyKey[] = []): ServiceKeys {
  obey(passwordRule, service, place);
  const { password, kvno = 0, enctypes } = service;
  const principal = principalFromText(service.principal);
  if (principal === undefined) throw new TypeError('the principal has changed');
  const types = enctypes?.flatMap((name) => encryptionTypeNamed(name) ?? []) ?? aesTypes;
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
