import { aBoolean, aText, listOf, objectWith, oneOf, optional, type Rule } from '../values/rules.js';
import { aSid, groupNames } from './account-rules.js';
import type { ContextFlags, Identity } from './identity.js';

/** The rule of an {@link Identity} that a mechanism of a program's own gives. Other keys are ignored. */
export const identityRule: Rule = objectWith({
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
} satisfies Record<keyof Omit<Identity, 'delegatedCredentials'>, Rule>);
