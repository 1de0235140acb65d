import { looksLikeSid } from '../bytes/index.js';
import type { TextForm } from '../values/rules.js';

/**
 * Whether a text is a user's principal of Kerberos as rules of a share and members of groups name it:
 * `alice@EXAMPLE.COM`, `alice/admin@EXAMPLE.COM`. A text that could be taken for a group, for everybody, for a SID or
 * for a name behind its domain is none.
 */
export function isPrincipalName(text: string): boolean {
  return principalNameForm.pattern.test(text) && !/^\*[/@]/.test(text) && !looksLikeSid(text);
}

/** The form of {@link isPrincipalName}, which refuses a little more. */
export const principalNameForm: TextForm = {
  pattern: /^[^@\\/\p{C}]+(\/[^@\\/\p{C}]+)*@[^@\\\p{C}]+$/u,
  expected: 'expected a principal with its realm, such as alice@EXAMPLE.COM',
};
