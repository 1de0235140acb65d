import type { Account } from '../../src/auth/account.js';
import type { DomainAnswer, DomainAuthority } from '../../src/auth/domain-authority.js';
import type { ProofQuestion } from '../../src/auth/proof-question.js';
import { directory, verifyingStore } from './verifying-store.js';

/** Names of a server that is a member of the domain {@link directory}. */
export const namesOfMember = {
  netbiosName: 'SERVER',
  dnsName: 'server.example.test',
  netbiosDomain: directory.domain,
  dnsDomain: 'example.test',
} as const;

export interface TestDomain extends DomainAuthority {
  /** Every question so far. */
  readonly questions: readonly ProofQuestion[];
}

/** The domain {@link directory} with one controller, which knows some accounts. */
export function domainOf(now: () => number, ...accounts: readonly Account[]): TestDomain {
  const store = verifyingStore(now, ...accounts);
  return {
    name: directory.domain,
    dnsName: 'example.test',
    questions: store.questions,
    verify: async (question) => ({
      ...(await store.verify(question)),
      controller: 'dc1.example.test',
    }),
  };
}

/** A domain that answers with whatever a program without types may give. */
export function domainAnswering(answer: unknown): DomainAuthority {
  const domain = {
    name: directory.domain,
    dnsName: 'example.test',
    verify: () => Promise.reject<DomainAnswer>(new Error('never asked')),
  };
  Reflect.set(domain, 'verify', () => answer);
  return domain;
}
