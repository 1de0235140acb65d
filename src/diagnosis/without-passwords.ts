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
  for (const fact of connectionFacts) sent.push(...namesIn(fact));
  // The names of an accepted login are those of an account.
  if (verdict?.outcome !== 'accepted') for (const fact of loginFacts) sent.push(...namesIn(fact));
  for (const fact of afterwards) sent.push(...namesIn(fact));
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

const none: readonly string[] = [];

function namesIn(fact: Fact): readonly string[] {
  switch (fact.kind) {
    case 'claim':
      return [fact.user ?? '', fact.domain, fact.workstation];
    case 'account':
      return [fact.name];
    case 'rdp-negotiation-request':
      return [fact.cookie ?? ''];
    case 'credssp-credentials':
    case 'credssp-fault':
      return [fact.user ?? '', fact.domain ?? ''];
    default:
      return none;
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
