import { upperCaseUtf16 } from '../bytes/index.js';
import { equalInConstantTime } from '../crypto/constant-time.js';
import type { Account } from './account.js';
import { ntHashOfPassword } from './nt-hash.js';

/** Stands for a password. */
const MASK = '***';

/** The most accounts whose passwords are looked for; a directory may have more. */
const COMPARED_ACCOUNTS = 10_000;

/** The longest name that is searched, in UTF-16 units; nobody types a longer one. */
const USUAL_LENGTH = 1024;

/**
 * Masks passwords that were sent in names, for example by a device with one field for `alice%secret`, or by a user who
 * typed into the wrong field. A password counts before or behind the name of its account, and alone unless it is the
 * name of an account.
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
  const alone = new AloneInName(masked.keys());
  let compared = 0;
  for (const account of accounts) {
    if (compared++ === COMPARED_ACCOUNTS) break;
    alone.compare(account);
    for (const [name, now] of masked) masked.set(name, maskedFor(account, now));
  }
  for (const name of alone.passwords()) masked.set(name, MASK);
  for (const [name, now] of masked) if (name === now) masked.delete(name);
  return masked;
}

/** Finds the names that are a password as a whole; of an account without a password the hash tells. */
class AloneInName {
  readonly #names: readonly { readonly name: string; readonly upper: string; readonly ntHash: Buffer }[];
  readonly #passwords = new Set<string>();
  readonly #ofAccounts = new Set<string>();

  constructor(names: Iterable<string>) {
    this.#names = [...names].map((name) => ({
      name,
      upper: upperCaseUtf16(name),
      ntHash: ntHashOfPassword(name),
    }));
  }

  compare({ name: account, password, ntHash }: Account): void {
    for (const { name, upper, ntHash: ofName } of this.#names) {
      if (isSame(upper, account)) this.#ofAccounts.add(name);
      else if (equalInConstantTime(ofName, ntHash)) this.#passwords.add(name);
      else if (password !== undefined && isSame(upper, password)) this.#passwords.add(name);
    }
  }

  passwords(): string[] {
    return [...this.#passwords].filter((name) => !this.#ofAccounts.has(name));
  }
}

/** Each refused login is compared with thousands of accounts: an upper case is made where the length is the same. */
function isSame(upper: string, text: string): boolean {
  return upper.length === text.length && upper === upperCaseUtf16(text);
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
