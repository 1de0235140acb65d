import { upperCaseUtf16 } from '../bytes/index.js';
import type { Account } from './account.js';

/** Stands for a password. */
const MASK = '***';

/** The most accounts whose passwords are looked for; a directory may have more. */
const COMPARED_ACCOUNTS = 10_000;

/** The longest name that is searched, in UTF-16 units; nobody types a longer one. */
const USUAL_LENGTH = 1024;

/**
 * Masks passwords that were sent in names, for example by a device with one field for `alice%secret`. A password counts
 * before or behind the name of its account.
 *
 * @param accounts the accounts that a name may mean
 * @returns the names that changed, with what they became
 */
export function maskPasswords(
  names: Iterable<string>,
  accounts: Iterable<Account>,
): ReadonlyMap<string, string> {
  const masked = new Map<string, string>();
  for (const name of names) if (name !== '' && name.length <= USUAL_LENGTH) masked.set(name, name);
  if (masked.size === 0) return masked;
  let compared = 0;
  for (const account of accounts) {
    if (compared++ === COMPARED_ACCOUNTS) break;
    for (const [name, now] of masked) masked.set(name, maskedFor(account, now));
  }
  for (const [name, now] of masked) if (name === now) masked.delete(name);
  return masked;
}

/** Masks a name that holds the account's name and, before or behind it, its password in any case. */
function maskedFor({ name: account, password }: Account, name: string): string {
  if (password === undefined || password === '' || name.length < account.length + password.length)
    return name;
  const at = upperCaseUtf16(name).indexOf(upperCaseUtf16(account));
  if (at < 0) return name;
  const end = at + account.length;
  return [
    withoutPassword(name.slice(0, at), password),
    name.slice(at, end),
    withoutPassword(name.slice(end), password),
  ].join('');
}

function withoutPassword(text: string, password: string): string {
  const upper = upperCaseUtf16(text);
  const wanted = upperCaseUtf16(password);
  let result = '';
  let from = 0;
  for (let at = upper.indexOf(wanted); at >= 0; at = upper.indexOf(wanted, from)) {
    result += text.slice(from, at) + MASK;
    from = at + wanted.length;
  }
  return result + text.slice(from);
}
