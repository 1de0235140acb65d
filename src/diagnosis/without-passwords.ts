import type { Account } from '../auth/account.js';
import { maskPasswords } from '../auth/masked-name.js';
import type { Attempt } from './recorded-attempt.js';
import type { Fact } from '../facts/fact.js';

/**
 * Masks a password that was sent in a name, so that records never hold a password.
 *
 * @param accounts lists the accounts that the name may mean
 */
export function withoutPasswords(
  attempt: Attempt,
  accounts: () => Iterable<Account> | undefined = () => [],
): Attempt {
  const { connectionFacts, loginFacts, afterwards, verdict } = attempt;
  const sent: string[] = [];
  addNames(sent, connectionFacts);
  // The names of an accepted login are those of an account.
  if (verdict?.outcome !== 'accepted') addNames(sent, loginFacts);
  addNames(sent, afterwards);
  if (sent.length === 0) return attempt;
  const names = maskPasswords(sent, accounts() ?? []);
  if (names.size === 0) return attempt;
  const allRenamed = (facts: readonly Fact[]) => facts.map((fact) => renamed(fact, names));
  return {
    ...attempt,
    connectionFacts: allRenamed(connectionFacts),
    loginFacts: allRenamed(loginFacts),
    afterwards: allRenamed(afterwards),
  };
}

/** A fact alone, in which a password that was sent in a name is masked, for words beside the bytes of the wire. */
export function factWithoutPasswords(fact: Fact, accounts: () => Iterable<Account> | undefined): Fact {
  const sent: string[] = [];
  addNames(sent, [fact]);
  if (sent.length === 0) return fact;
  const names = maskPasswords(sent, accounts() ?? []);
  return names.size === 0 ? fact : renamed(fact, names);
}

function addNames(sent: string[], facts: readonly Fact[]): void {
  for (const fact of facts) {
    switch (fact.kind) {
      case 'claim':
        sent.push(fact.user ?? '', fact.domain, fact.workstation);
        break;
      case 'account':
        sent.push(fact.name);
        break;
      case 'rdp-negotiation-request':
        sent.push(fact.cookie ?? '');
        break;
      case 'credssp-credentials':
      case 'credssp-fault':
        sent.push(fact.user ?? '', fact.domain ?? '');
        break;
      default:
    }
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
    case 'rdp-negotiation-request':
      return { ...fact, ...(fact.cookie !== undefined && { cookie: masked(fact.cookie) }) };
    case 'credssp-credentials':
    case 'credssp-fault':
      return {
        ...fact,
        ...(fact.user !== undefined && { user: masked(fact.user) }),
        ...(fact.domain !== undefined && { domain: masked(fact.domain) }),
      };
    default:
      return fact;
  }
}
