import type { Fact } from '../facts/fact.js';

/** A fact of one kind. */
export type FactOf<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

/** The latest fact of each kind. */
export type LatestFacts = { readonly [Kind in Fact['kind']]: FactOf<Kind> | undefined };

/** Every kind, so that the facts of all logins are kept in objects of one shape, which is quick to fill and to read. */
const noFacts: LatestFacts = {
  account: undefined,
  'account-store-failed': undefined,
  authority: undefined,
  check: undefined,
  claim: undefined,
  'credssp-credentials': undefined,
  'credssp-fault': undefined,
  'credssp-request': undefined,
  'encryption-missing': undefined,
  fault: undefined,
  'file-failure': undefined,
  'first-request': undefined,
  'http-answered': undefined,
  'http-refused': undefined,
  'http-request': undefined,
  'internal-error': undefined,
  'limit-hit': undefined,
  'login-memory-failed': undefined,
  mechanism: undefined,
  'negotiate-chosen': undefined,
  'negotiate-refused': undefined,
  'negotiate-request': undefined,
  'netbios-session-request': undefined,
  'other-protocol': undefined,
  'protocol-violation': undefined,
  'proxy-header-refused': undefined,
  'rdp-negotiation-answer': undefined,
  'rdp-negotiation-request': undefined,
  'request-refused': undefined,
  'rpc-bind': undefined,
  'rpc-call-anonymous': undefined,
  'rpc-closed': undefined,
  'rpc-request': undefined,
  'rpc-request-refused': undefined,
  'rpc-unauthenticated': undefined,
  'session-ended': undefined,
  'signature-invalid': undefined,
  'signature-missing': undefined,
  'smb1-negotiate': undefined,
  'spnego-choice': undefined,
  'spnego-fragment': undefined,
  'spnego-mech-list-mic': undefined,
  'spnego-offer': undefined,
  'tls-established': undefined,
  'tls-failed': undefined,
  'tree-connect': undefined,
};

/** The latest of each kind among the facts. */
export function latestOf(facts: readonly Fact[]): LatestFacts {
  const latest: Record<Fact['kind'], Fact | undefined> = { ...noFacts };
  for (const fact of facts) latest[fact.kind] = fact;
  return latest as LatestFacts;
}
