import type { Account } from '../auth/account.js';
import { maskPasswords } from '../auth/masked-name.js';
import type { Attempt } from './recorded-attempt.js';
import type { Fact } from '../facts/fact.js';

/**
 * Masks a password that was sent in a name, so that records never hold a password.
 *
 * @param accounts the accounts that the name may mean
 */
export function withoutPasswords(attempt: Attempt, accounts: Iterable<Account>): Attempt {
  if (attempt.verdict?.outcome === 'accepted') return attempt;
  const names = maskPasswords(attempt.loginFacts.flatMap(namesIn), accounts);
  if (names.size === 0) return attempt;
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
