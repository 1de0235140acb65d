import type { AuthorityFact } from '../../facts/login.js';
import { domainTerms } from './terms/domain.js';
import type { Terms, TermsByReason } from './terms/terms.js';

const terms: TermsByReason = domainTerms;

/** A reason in the words of a domain, where the domain was asked; undefined: it has none, or was not asked. */
export function inTermsOfDomain(
  reason: string,
  authority: Pick<AuthorityFact, 'asked'> | undefined,
): Terms | undefined {
  return authority?.asked === 'domain' && Object.hasOwn(terms, reason) ? terms[reason] : undefined;
}
