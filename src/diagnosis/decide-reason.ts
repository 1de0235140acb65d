import { NtStatus } from '../constants/nt-status.js';
import type { DropReason } from '../facts/recorder.js';
import type { Attempt } from './recorded-attempt.js';
import { type Evidence, saidByMechanism } from './facts-by-kind.js';
import { asksForGuest, offersSmb2 } from './who-asks.js';
import type { AttemptReason, MechanismReason } from './reasons.js';
import type { SecondLook } from './second-look.js';

/** Decides the reason of an attempt. */
export function decideReason(
  attempt: Attempt,
  evidence: Evidence,
  secondLook: SecondLook,
): AttemptReason | MechanismReason {
  const { verdict } = attempt;
  if (verdict === undefined) {
    return attempt.end?.by === 'server'
      ? reasonOfDisconnect(attempt.end.why, evidence)
      : reasonOfLeaving(attempt, evidence);
  }
  if (verdict.outcome === 'accepted') return reasonAfterSuccess(attempt, verdict.identity.kind, evidence);
  if (verdict.reason === 'unknown-account' && asksForGuest(evidence)) return 'guest-refused';
  if (verdict.reason !== 'wrong-password') return verdict.reason;
  const failed = saidByMechanism(evidence, (words, facts) => words.failedProof?.(facts));
  if (failed?.impossible !== undefined) return 'response-miscomputed';
  return secondLook.variants?.finding?.reason ?? 'wrong-password';
}

/** The reason of an accepted login. A failure that completes the attempt replaces it. */
function reasonAfterSuccess(
  { login, end }: Attempt,
  kind: 'user' | 'guest' | 'anonymous',
  evidence: Evidence,
): AttemptReason {
  if (evidence.signatureInvalid) return kind === 'user' ? 'signature-invalid' : 'guest-signed';
  if (evidence.signatureMissing) return 'signature-missing';
  if (evidence.encryptionMissing) return 'encryption-required';
  if (evidence.refusedRequest) return 'session-not-found';
  const wentOn = evidence.tree ?? evidence.firstRequest ?? evidence.sessionEnded;
  if (evidence.rpcRequestRefused) return 'rpc-signature-invalid';
  if (login?.carrier === 'smb' && login.purpose === 'new' && wentOn === undefined && end !== undefined) {
    if (end.by === 'client') return kind === 'user' ? 'left-after-success' : 'guest-refused-by-client';
    if (end.why === 'protocol-violation') return 'protocol-violation';
  }
  return kind === 'user' ? 'accepted' : kind;
}

/** The server ended the connection before it had decided about a login. */
function reasonOfDisconnect(why: DropReason, evidence: Evidence): AttemptReason {
  switch (why) {
    case 'refused':
      return reasonOfRefusal(evidence) ?? 'protocol-violation';
    case 'protocol-violation':
      return evidence.violation?.code === 'malformed-request' ? 'request-malformed' : 'protocol-violation';
    case 'timed-out':
      return 'timed-out';
    case 'limit':
      return 'limit-reached';
    case 'internal-error':
      return 'internal-error';
    case 'shutdown':
      return 'server-stopped';
  }
}

/** The reason for which the client left: the answer was of no use to it, or the step shows what it objected to. */
function reasonOfLeaving({ login }: Attempt, evidence: Evidence): AttemptReason | MechanismReason {
  if (evidence.refusedRequest?.status === NtStatus.STATUS_USER_SESSION_DELETED) return 'session-not-found';
  if (login !== undefined) {
    const progress = saidByMechanism(evidence, (words, facts) => words.progress?.(facts));
    if (progress?.reason !== undefined) return progress.reason;
    return progress?.challenged === true ? 'left-after-challenge' : 'left-before-challenge';
  }
  const refused = reasonOfRefusal(evidence);
  if (refused !== undefined) return refused;
  if (evidence.choice ?? evidence.smb1) return 'left-after-negotiate';
  return evidence.violation ? 'request-malformed' : 'left-without-a-word';
}

function reasonOfRefusal({ notSmb, smb1, offer, refusal, choice }: Evidence): AttemptReason | undefined {
  if (notSmb) return 'not-smb';
  if (smb1 && smb1.answered === undefined && offer === undefined) {
    return offersSmb2(smb1.dialects) ? 'no-common-dialect' : 'smb1-only';
  }
  if (refusal === undefined || choice !== undefined) return undefined;
  switch (refusal.why) {
    case 'no-common-dialect':
      return 'no-common-dialect';
    case 'context-invalid':
      return 'negotiate-context-invalid';
  }
}
