import type { Account } from '../auth/account.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { Attempt } from './recorded-attempt.js';
import type { Fact } from '../facts/fact.js';

/** Stands for a password. */
const MASK = '***';

/** The most accounts whose passwords are looked for; a directory may have more. */
const comparedAccounts = 10_000;

/** The longest name that is searched, in UTF-16 units; nobody types a longer one. */
const usualNameLength = 1024;

/**
 * Masks a password that was sent in a name, for example by a device with one field for `alice%secret`, so that records
 * never hold a password.
 *
 * @param accounts the accounts that the name may mean
 */
export function withoutPasswords(attempt: Attempt, accounts: Iterable<Account>): Attempt {
  if (attempt.verdict?.outcome === 'accepted') return attempt;
  const names = new Map<string, string>();
  for (const fact of attempt.loginFacts) {
    for (const name of namesIn(fact)) if (name.length <= usualNameLength) names.set(name, name);
  }
  names.delete('');
  if (names.size === 0) return attempt;
  let compared = 0;
  for (const account of accounts) {
    if (compared++ === comparedAccounts) break;
    for (const [name, masked] of names) names.set(name, maskedFor(account, masked));
  }
  if ([...names].every(([name, masked]) => name === masked)) return attempt;
  return { ...attempt, loginFacts: attempt.loginFacts.map((fact) => renamed(fact, names)) };
}

function namesIn(fact: Fact): string[] {
  switch (fact.kind) {
    case 'claim':
      return [fact.user ?? '', fact.domain, fact.workstation];
    case 'account':
      return [fact.name];
    default:
      return [];
  }
}

function renamed(fact: Fact, names: ReadonlyMap<string, string>): Fact {
  const masked = (name: string): string => names.get(name) ?? name;
  switch (fact.kind) {
    case 'claim': {
      const { user, domain, workstation } = fact;
      return {
        ...fact,
        ...(user !== undefined && { user: masked(user) }),
        domain: masked(domain),
        workstation: masked(workstation),
      };
    }
    case 'account':
      return { ...fact, name: masked(fact.name) };
    default:
      return fact;
  }
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
