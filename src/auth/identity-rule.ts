import {
  aBoolean,
  aFilledText,
  aText,
  both,
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

const identityKeys = objectWith({
  kind: oneOf('user', 'guest', 'anonymous'),
  account: aText,
  domain: aText,
  sid: aSid,
  primaryGroup: optional(aSid),
  groupSids: listOf(aSid),
  groups: groupNames,
  logonServer: optional(aText),
  context: objectWith({
    mutual: aBoolean,
    delegated: aBoolean,
    identifyOnly: aBoolean,
  } satisfies Record<keyof ContextFlags, Rule>),
  // In a form of their own, they would be shown by whatever prints the identity.
  delegatedCredentials: optional(withFunctions('reveal', 'toJSON')),
} satisfies Record<keyof Identity, Rule>);

/** With its domain, or without a name, it would be nobody whom a rule of a share can name. */
const aUsersName = objectWith({ account: both(aFilledText, textOf(accountNameForm)) });

/** The rule of an {@link Identity} that a mechanism of a program's own gives. Other keys are the mechanism's affair. */
export const identityRule: Rule = both(identityKeys, (identity, place) =>
  (identity as Identity).kind === 'user' ? aUsersName(identity, place) : [],
);
