import type { ProofRecord } from '../auth/mechanism-words.js';
import type { Fact } from '../facts/fact.js';
import type { Told } from './answer.js';

/**
 * The fields of a proof that a client is told of itself. Others of a record, such as the keys of the server, are for
 * the server's own people.
 */
const ownFields = [
  'version',
  'mic',
  'targetName',
  'lmResponse',
  'client',
  'service',
  'ticketEtype',
  'sessionEtype',
  'contextEtype',
  'mutual',
  'delegated',
  'pac',
  'remarks',
] as const;

/** The facts of a login that was accepted, as its client is told of them: version, MIC, channel bindings, names. */
export function provedBy(facts: readonly Fact[], proof: ProofRecord | undefined): Told {
  const record = proof as Readonly<Record<string, unknown>> | undefined;
  const own = ownFields.flatMap((field) => {
    const value = record?.[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return { ...Object.fromEntries(own), channelBindings: bindingsIn(facts) };
}

/** The verdict of the check; without one, nothing was demanded. */
function bindingsIn(facts: readonly Fact[]): string {
  const check = facts.findLast((fact) => fact.kind === 'check' && fact.check === 'channel-bindings');
  const sent = check?.kind === 'check' ? check.data?.['sent'] : undefined;
  return typeof sent === 'string' ? sent : 'not looked at';
}
