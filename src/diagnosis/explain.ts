import { NtStatus, ntStatusName } from '../nt-status.js';
import type { Attempt, Incident } from './attempt.js';
import { listChecks } from './checks.js';
import { decideReason } from './decide-reason.js';
import {
  describeLogin,
  describeNegotiation,
  describeNtlm,
  describeProtection,
  sessionIdText,
} from './describe-attempt.js';
import { describeFact } from './describe-fact.js';
import { type Evidence, gatherEvidence } from './evidence.js';
import { explanationOf } from './explanation.js';
import type { TreeConnect } from './facts/smb.js';
import { commandLabel } from './names.js';
import { quoted } from './printable.js';
import { reasons, type TreeReason } from './reasons.js';
import type { AttemptRecord, IncidentRecord, TreeRecord } from './record.js';
import { mistakeOf, type SecondLook } from './second-look.js';

/** Turns an attempt into words. Pure; not for the login's path. */
export function explain(attempt: Attempt, secondLook: SecondLook = {}): AttemptRecord {
  const evidence = gatherEvidence(attempt);
  const { verdict, connection } = attempt;
  const reason = decideReason(attempt, evidence, secondLook);
  const { advice, clientShows, section } = reasons[reason];
  return {
    id: attempt.id,
    verdict: verdict === undefined ? 'unfinished' : verdict.outcome === 'accepted' ? 'accepted' : 'refused',
    reason,
    mistake: mistakeOf(secondLook),
    explanation: explanationOf(reason, attempt, evidence, secondLook),
    advice,
    clientShows,
    section,
    wireStatus: wireStatusOf(attempt, evidence),
    startedAt: attempt.startedAt,
    duration: attempt.duration,
    connection: { id: connection.id, remote: connection.remote, local: connection.local },
    negotiation: describeNegotiation(evidence),
    login: describeLogin(attempt, evidence),
    ntlm: describeNtlm(evidence),
    identity: verdict?.outcome === 'accepted' ? identityOf(verdict.identity) : undefined,
    protection: describeProtection(attempt, evidence),
    checks: listChecks(evidence.checks, verdict?.outcome === 'accepted'),
    next: describeNext(attempt),
  };
}

/** Turns a TREE_CONNECT into words. */
export function explainTree(attempt: Attempt, tree: TreeConnect, time: number): TreeRecord {
  const reason = treeReasonOf(tree);
  const { sentence, advice, clientShows, section } = reasons[reason];
  const mechanism = gatherEvidence(attempt).mechanism?.mechanism;
  const wireStatus = ntStatusName(tree.status);
  const evidence =
    reason === 'granted'
      ? ` ${quoted(tree.share)}, ${tree.granted?.type ?? 'disk'}.`
      : ` ${quoted(tree.path, 120)}: ${wireStatus}.`;
  return {
    ...laterIn(attempt, time),
    mechanism,
    path: tree.path,
    share: tree.share,
    wireStatus,
    type: tree.granted?.type,
    encrypted: tree.granted?.encrypted ?? false,
    reason,
    explanation: sentence + evidence,
    advice,
    clientShows,
    section,
  };
}

/** Turns a request that failed its protection into words. */
export function explainIncident(
  attempt: Attempt,
  incident: Incident,
  time: number,
  secondLook: SecondLook,
): IncidentRecord {
  const reason = incident.kind === 'encryption-missing' ? 'encryption-required' : incident.kind;
  const { advice, clientShows, section } = reasons[reason];
  const evidence = gatherEvidence({ ...attempt, afterwards: [incident] });
  return {
    ...laterIn(attempt, time),
    command: incident.kind === 'protocol-violation' ? undefined : commandLabel(incident.command),
    reason,
    mistake: mistakeOf(secondLook),
    explanation: explanationOf(reason, attempt, evidence, secondLook),
    advice,
    clientShows,
    section,
  };
}

/** When and in whose session something happened after a login. */
function laterIn({ id, login, verdict, connection }: Attempt, time: number) {
  return {
    attempt: id,
    time,
    connection: { id: connection.id, remote: connection.remote, local: connection.local },
    sessionId: sessionIdText(login?.sessionId ?? 0n),
    identity: verdict?.outcome === 'accepted' ? identityOf(verdict.identity) : undefined,
  };
}

function treeReasonOf({ status, why }: TreeConnect): TreeReason {
  if (why === 'encryption-required') return 'share-encryption-required';
  if (why === 'share-failed') return 'tree-connect-failed';
  switch (status) {
    case NtStatus.STATUS_SUCCESS:
      return 'granted';
    case NtStatus.STATUS_BAD_NETWORK_NAME:
      return 'share-not-found';
    case NtStatus.STATUS_ACCESS_DENIED:
      return 'share-access-denied';
    default:
      return 'tree-connect-failed';
  }
}

function wireStatusOf({ verdict }: Attempt, { refusal }: Evidence): string | undefined {
  if (verdict === undefined) return refusal && ntStatusName(refusal.status);
  return ntStatusName(verdict.outcome === 'accepted' ? NtStatus.STATUS_SUCCESS : verdict.status);
}

function identityOf(identity: NonNullable<AttemptRecord['identity']>): AttemptRecord['identity'] {
  const { kind, account, domain, sid } = identity;
  return { kind, account, domain, sid };
}

function describeNext({ afterwards, end }: Attempt): string[] {
  const next = afterwards.map(describeFact);
  if (end?.by === 'client')
    next.push(end.how === 'reset' ? 'the client reset the connection' : 'the client left');
  if (end?.by === 'server') next.push(`the server closed the connection (${end.why})`);
  return next;
}
