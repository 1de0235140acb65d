import { LoginInspector } from '../inspect/login.js';
import { isToken, inspectToken } from '../inspect/spnego.js';
import { beginSearches } from '../inspect/verify-login.js';

/** Longest token that is read: one with the largest ticket is shorter. */
const LONGEST_TOKEN = 128 * 1024;

/** A login token in a few words, such as `NTLM CHALLENGE`; undefined: it is none. */
export function tokenWords(token: Buffer): string | undefined {
  if (token.length === 0 || token.length > LONGEST_TOKEN || !isToken(token)) return undefined;
  const { title, fields, sections } = inspectToken(token, new LoginInspector({}, beginSearches()));
  const [inner] = title === 'SPNEGO' ? sections : [];
  const words = (inner?.title ?? title).replace('_MESSAGE', '');
  if (inner !== undefined || title !== 'SPNEGO') return words;
  const said = fields.find(({ name }) => name === 'negState' || name === 'form');
  return said === undefined ? words : `${words} ${said.value}`;
}
