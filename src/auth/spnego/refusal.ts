import type { Report } from '../../facts/fact.js';
import type { MechanismRefusal, Step } from '../mechanism.js';
import { wireStatusOf } from '../rejection.js';
import { encodeNegTokenResp } from './neg-token-resp.js';

/** Why SPNEGO itself refuses a login: the check that failed, and where the rule stands. */
const refusals = {
  'spnego-malformed': { check: 'spnego-token', section: 'RFC 4178 4.2' },
  'out-of-sequence': { check: 'spnego-sequence', section: 'RFC 4178 3.2' },
  'no-common-mechanism': { check: 'spnego-mechanism', section: 'RFC 4178 3.2 c I' },
  'mech-list-mic-invalid': { check: 'mech-list-mic', section: 'RFC 4178 5' },
} as const;

/** Reports the failed check, and ends the login with a reject token. */
export function refuse(
  report: Report,
  reason: keyof typeof refusals,
  detail: string,
  section: string = refusals[reason].section,
): Step {
  report({ kind: 'check', check: refusals[reason].check, outcome: 'failed', section, detail });
  const token = encodeNegTokenResp({ negState: 'reject' });
  return { kind: 'rejected', reason, status: wireStatusOf(reason), token };
}

/** Ends the login of a client that has no other mechanism than one that policy leaves out. */
export function refuseMechanism(
  report: Report,
  { reason, status, detail }: MechanismRefusal,
  token: Buffer | undefined,
): Step {
  const { check, section } = refusals['no-common-mechanism'];
  report({ kind: 'check', check, outcome: 'failed', section, detail });
  return { kind: 'rejected', reason, status, ...(token && { token }) };
}

/** "The sender terminates the negotiation" (RFC 4178 4.2.2), so no token answers it. */
export function endedByClient(report: Report, detail: string): Step {
  const reason = 'ended-by-client';
  report({ kind: 'check', check: 'spnego-sequence', outcome: 'failed', section: 'RFC 4178 4.2.2', detail });
  return { kind: 'rejected', reason, status: wireStatusOf(reason) };
}
