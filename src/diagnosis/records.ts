import { NtStatus, ntStatusName } from '../constants/nt-status.js';
import { adviceOf } from './advice.js';
import { type Attempt, ONCE, type Repetition } from './recorded-attempt.js';
import { listChecks } from './checks.js';
import { clientShowsOf } from './client-shows.js';
import { decideReason } from './decide-reason.js';
import {
  connectionOf,
  describeClaim,
  describeLogin,
  describeNegotiation,
  describeProof,
  describeProtection,
} from './describe-attempt.js';
import { describeHttp, describeRdp, describeTls } from './describe-carrier.js';
import { identityOf } from './describe-identity.js';
import { describeAuthority } from './authority-sentences.js';
import { describeFact } from './describe-fact.js';
import type { Fact } from '../facts/fact.js';
import type { Evidence } from './facts-by-kind.js';
import { faultsOf } from './faults-of.js';
import { explanationOf } from './reason-sentences.js';
import { timesWords } from './names.js';
import { reasonText } from './reasons.js';
import type { AttemptRecord } from './attempt-record.js';
import { mistakeOf, type SecondLook } from './second-look.js';

/** Turns an attempt into words. Pure; never called before the login is answered. */
export function explain(
  attempt: Attempt,
  evidence: Evidence,
  secondLook: SecondLook = {},
  { count, omitted }: Repetition = ONCE,
): AttemptRecord {
  const { verdict, connection } = attempt;
  const reason = decideReason(attempt, evidence, secondLook);
  const { section } = reasonText(reason, evidence);
  const faults = faultsOf(attempt);
  return {
    id: attempt.id,
    verdict: verdict === undefined ? 'unfinished' : verdict.outcome === 'accepted' ? 'accepted' : 'refused',
    reason,
    mistake: mistakeOf(secondLook),
    explanation: explanationOf(reason, attempt, evidence, secondLook, faults) + timesWords(count),
    advice: adviceOf(reason, evidence, secondLook, faults),
    clientShows: clientShowsOf(reason, attempt, evidence),
    section,
    wireStatus: wireStatusOf(attempt, evidence),
    startedAt: attempt.startedAt,
    duration: attempt.duration,
    connection: connectionOf(connection),
    negotiation: describeNegotiation(evidence),
    tls: describeTls(evidence),
    rdp: describeRdp(evidence),
    http: describeHttp(evidence),
    login: describeLogin(attempt, evidence),
    claimed: describeClaim(evidence),
    authority: describeAuthority(evidence.authority),
    proof: describeProof(evidence),
    identity: verdict?.outcome === 'accepted' ? identityOf(verdict.identity) : undefined,
    protection: describeProtection(attempt, evidence),
    checks: listChecks(evidence, verdict?.outcome === 'accepted'),
    faults,
    next: describeNext(attempt, evidence),
    count,
    omitted,
  };
}

function wireStatusOf(
  { login, loginFacts, verdict }: Attempt,
  { refusal, refusedRequest }: Evidence,
): string | undefined {
  // RPC sends no NTSTATUS: a bind_ack accepts a login, a bind_nak or a fault refuses it. CredSSP has one for refusals.
  if (login !== undefined && login.carrier !== 'smb') {
    if (login.carrier !== 'credssp' || verdict?.outcome !== 'rejected') return undefined;
  }
  const scripted = statusOfFault(loginFacts);
  if (scripted !== undefined) return ntStatusName(scripted);
  if (verdict === undefined) {
    const told = refusal ?? refusedRequest;
    return told && ntStatusName(told.status);
  }
  if (verdict.outcome === 'accepted') return ntStatusName(NtStatus.STATUS_SUCCESS);
  return verdict.status === undefined ? undefined : ntStatusName(verdict.status);
}

/** The status that the last scripted fault of a login told; undefined: none told one. */
function statusOfFault(facts: readonly Fact[]): NtStatus | undefined {
  let told: NtStatus | undefined;
  for (const fact of facts) if (fact.kind === 'fault') told = fact.told ?? told;
  return told;
}

function describeNext({ afterwards, end, verdict }: Attempt, evidence: Evidence): string[] {
  const { refusedRequest, vocabulary } = evidence;
  const next: string[] = [];
  // The checks are listed by themselves.
  for (const fact of afterwards) if (fact.kind !== 'check') next.push(describeFact(fact, vocabulary));
  if (verdict === undefined && refusedRequest !== undefined)
    next.push(describeFact(refusedRequest, vocabulary));
  if (end?.by === 'client')
    next.push(end.how === 'reset' ? 'the client reset the connection' : 'the client left');
  if (end?.by === 'server') next.push(`the server closed the connection (${end.why})`);
  return next;
}
