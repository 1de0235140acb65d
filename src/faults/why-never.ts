import { MAX_LEGS } from '../auth/spnego/index.js';
import type { FaultSurroundings } from './check-fault.js';
import type { FaultCondition } from './fault.js';

/** The keys of a condition that never holds on this server, each with the reason. */
export function whyNever(
  { step, dialect, leg, connection }: FaultCondition,
  { dialects, mechanisms, connection: stateOf }: FaultSurroundings,
): [key: keyof FaultCondition, why: string][] {
  const reasons: [keyof FaultCondition, string][] = [];
  const state = connection === undefined ? undefined : stateOf?.(connection);
  if (state === 'over') reasons.push(['connection', 'that connection is over']);
  if (state === 'open' && step === 'accept')
    reasons.push(['connection', 'that connection is accepted already']);
  if (leg !== undefined) {
    // A leg too many is refused.
    const most = step.endsWith('-accepted') || step.endsWith('-continued') ? MAX_LEGS : MAX_LEGS + 1;
    if (leg > most) reasons.push(['leg', `a login has no more than ${most} there`]);
    const ntlmAlone = mechanisms.length > 0 && mechanisms.every((name) => name === 'NTLM');
    if (leg === 1 && step.endsWith('-accepted') && ntlmAlone) reasons.push(['leg', 'NTLM needs two']);
  }
  // "If Connection.Dialect is "3.1.1"", the server ends the connection instead ([MS-SMB2] 3.3.5.15.12).
  if (step === 'validate-negotiate') {
    if (dialect === '3.1.1') reasons.push(['dialect', 'SMB 3.1.1 does not validate']);
    else if (dialects.every((name) => name === '3.1.1')) {
      reasons.push(['step', 'SMB 3.1.1 does not validate, and the server speaks no other dialect']);
    }
  }
  return reasons;
}
