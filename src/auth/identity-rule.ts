import {
  aBoolean,
  aFilledText,
  aText,
  aWholeNumber,
  both,
  fits,
  listOf,
  objectWith,
  oneOf,
  optional,
  type Rule,
  textOf,
  withFunctions,
} from '../values/rules.js';
import { accountNameForm, aSid, groupNames } from './account-rules.js';
import type { ContextFlags, Identity } from './identity.js';
import { isPrincipalName, principalNameForm } from './principal-name.js';

const aPrincipalName = fits((value) => isPrincipalName(String(value)), principalNameForm.expected);

const bits32 = aWholeNumber(0, 0xffff_ffff);

const identityKeys = objectWith({
  kind: oneOf('user', 'guest', 'anonymous'),
  account: aText,
  domain: aText,
  sid: aSid,
  primaryGroup: optional(aSid),
  groupSids: listOf(aSid),
  groups: groupNames,
  logonServer: optional(aText),
  authority: optional(oneOf('domain')),
  accountControl: optional(bits32),
  userFlags: optional(bits32),
  principal: optional(both(aText, aPrincipalName)),
  context: objectWith({
    mutual: aBoolean,
    delegated: aBoolean,
    identifyOnly: aBoolean,
  } satisfies Record<keyof ContextFlags, Rule>),
  // Credentials in another form would appear wherever the identity is printed.
  delegatedCredentials: optional(withFunctions('reveal', 'toJSON')),
} satisfies Record<keyof Identity, Rule>);

/**
 * The account of a user must have a name without a domain, because rules of a share name users in that form. A user who
 * proved a principal may have one in place of the name: rules name it as well.
 */
const aUsersName: Rule = (identity, place) => {
  const { account, principal } = identity as Identity;
  if (principal !== undefined && isPrincipalName(account)) return [];
  return both(aFilledText, textOf(accountNameForm))(account, [...place, 'account']);
};

/** The rule of an {@link Identity} that a mechanism of a program's own gives. Other keys are ignored. */
export const identityRule: Rule = both(identityKeys, (identity, place) =>
  (identity as Identity).kind === 'user' ? aUsersName(identity, place) : [],
);
