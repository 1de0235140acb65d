import { encryptionTypes } from '../../krb5/encryption/index.js';
import { principalFromText } from '../../krb5/messages/principal.js';
import { isPlain } from '../../values/configuration-error.js';
import {
  aFilledText,
  aPositiveNumber,
  aText,
  atMost,
  both,
  fits,
  listOf,
  oneOf,
  onlyWith,
  optional,
  problemAt,
  type Rule,
  textOf,
} from '../../values/rules.js';
import { accountNameForm } from '../account-rules.js';
import type { KerberosPolicy } from './policy.js';

/** The longest clock skew: a day. Replays are remembered as long. */
export const longestSkewSeconds = 86_400;

const aService = both(
  aText,
  fits(
    (value) => principalFromText(String(value), 'ANY') !== undefined,
    'expected the name of a service such as cifs/files.example.com',
  ),
);

const aPrincipal: Rule = fits(
  (value) => principalFromText(String(value)) !== undefined,
  'expected a principal such as alice@EXAMPLE.COM',
);

const anAccount = both(aFilledText, textOf(accountNameForm));

const servicesRule: Rule = (value, place) =>
  Array.isArray(value)
    ? listOf(aService, 1)(value, place)
    : fits((word) => word === 'any' || word === 'own', 'expected "any", "own" or a list of services')(
        value,
        place,
      );

const principalsRule: Rule = (value, place) => {
  if (value === 'principal' || value === 'name' || value === 'local') return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isPlain(value)) {
    return [problemAt(place, 'expected "principal", "name", "local" or a table of principals')];
  }
  return Object.entries(value).flatMap(([principal, account]) => [
    ...aPrincipal(principal, [...place, principal]),
    ...anAccount(account, [...place, principal]),
  ]);
};

/** The rule of a list of encryption types: at least one, each once. */
export const enctypesRule: Rule = both(
  listOf(oneOf(...encryptionTypes.map(({ name }) => name)), 1),
  fits(
    (value) => new Set(value as readonly unknown[]).size === (value as readonly unknown[]).length,
    'expected each once',
  ),
);

/** The rule of the change of a {@link KerberosPolicy}: its keys, each of which may be absent. */
export const kerberosPolicyRule: Rule = onlyWith({
  services: optional(servicesRule),
  principals: optional(principalsRule),
  enctypes: optional(enctypesRule),
  maxClockSkewSeconds: optional(both(aPositiveNumber, atMost(longestSkewSeconds))),
} satisfies Record<keyof KerberosPolicy, Rule>);
