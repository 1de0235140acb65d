import type { FaultStep } from '../../faults/fault.js';

/** The steps of a client's way that are counted, in the order in which it comes to them. */
const stages: readonly (readonly FaultStep[])[] = [
  ['negotiate'],
  ['login-continued'],
  ['login-accepted', 'login-refused'],
  ['tree-connect'],
  ['validate-negotiate'],
  ['create', 'query-directory'],
  ['read', 'write', 'query-info', 'set-info', 'lock', 'change-notify', 'flush'],
];

/** Every step that is counted. */
export const countedSteps: readonly FaultStep[] = stages.flat();

/** The steps inside a login, whose end a good client does not get over. */
const inLogin: readonly FaultStep[] = [
  'session-setup',
  'ntlm-challenge',
  'spnego-answer',
  'spnego-continued',
  'spnego-accepted',
  'kerberos-reply',
];

/** The steps at which a client does its work on a share. */
const work: readonly FaultStep[] = stages.slice(-2).flat();

/**
 * The steps that no good client comes to once it has seen an attack at a step. An attack on the negotiation shows
 * later: in the signature of the login, or under older dialects once the negotiation is validated in a tree.
 */
export function stepsBeyond(step: FaultStep): readonly FaultStep[] {
  if (inLogin.includes(step)) return ['tree-connect', ...work];
  const stage = stages.findIndex((steps) => steps.includes(step));
  const isOfNegotiation = stage <= 0;
  if (isOfNegotiation) return work;
  return stages
    .slice(stage + 1)
    .flat()
    .filter((beyond) => beyond !== 'validate-negotiate');
}
