import { ntStatusName } from '../constants/nt-status.js';
import type { AuthorityFact } from '../facts/login.js';
import { printable } from '../text/printable.js';
import type { AuthorityRecord } from './attempt-record.js';

/** The rule by which a user is one of the server's or of its domain. No name that a client sent is repeated. */
const rules: Readonly<Record<AuthorityFact['named'], (domain: string) => string>> = {
  'own-name': () => 'The client names this server as the user’s domain',
  'own-dns-name': () => 'The client names this server by its DNS name as the user’s domain',
  dot: () => 'The client sends a dot for the user’s domain, which means this server',
  'domain-name': () => 'The domain that the client names is the one of this server',
  'domain-dns-name': () => 'The domain that the client names is the DNS name of the one of this server',
  none: () => 'The client names no domain, so that of this server counts',
  other: (domain) =>
    `The domain that the client names is no name of this server, so ${domain} is asked, which knows those it trusts`,
};

/** Says who decided about the user, and why. */
export function authorityInWords(fact: AuthorityFact): string {
  const { asked, named, domain, cause } = fact;
  const rule = rules[named](domain);
  if (asked === 'local') return `${rule}: its own accounts decide.`;
  return [`${rule}: ${decision(fact)}.`, ...(cause === undefined ? [] : [sentenceOf(cause)])].join(' ');
}

function sentenceOf(cause: string): string {
  const text = printable(cause);
  return text.endsWith('.') ? text : `${text}.`;
}

function decision({ domain, controller, status, outcome }: AuthorityFact): string {
  const named = controller && printable(controller);
  if (outcome === 'proved' && named) return `${named} accepts the response`;
  const told = status === undefined ? undefined : `answers ${ntStatusName(status)}`;
  if (named) return `${named} ${told ?? 'gives no verdict'}`;
  return told === undefined ? `the domain ${domain} decides` : `a controller of ${domain} ${told}`;
}

/** The same as data. */
export function describeAuthority(fact: AuthorityFact | undefined): AuthorityRecord | undefined {
  if (fact === undefined) return undefined;
  const { asked, named, domain, controller, status, cause } = fact;
  return {
    asked,
    domain,
    because: `${rules[named](domain)}.`,
    controller,
    status: status === undefined ? undefined : ntStatusName(status),
    cause,
  };
}
