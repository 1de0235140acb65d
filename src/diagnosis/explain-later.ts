import { NtStatus, ntStatusName } from '../constants/nt-status.js';
import { adviceOf } from './advice.js';
import { type Attempt, type Incident, ONCE, type Repetition } from './recorded-attempt.js';
import { authDescriptionOf, connectionOf } from './describe-attempt.js';
import { identityOf } from './describe-identity.js';
import type { Chosen, Evidence } from './facts-by-kind.js';
import { faultsOf } from './faults-of.js';
import { explanationOf } from './reason-sentences.js';
import type { IdentityRecord } from '../facts/identity.js';
import type { FileFailure, TreeConnect } from '../facts/smb.js';
import { commandLabel, timesWords } from './names.js';
import { sessionIdText } from '../text/session-id-text.js';
import { nearestName } from '../auth/nearest-name.js';
import { quoted } from '../text/printable.js';
import {
  type FailureReason,
  type IncidentReason,
  smbReasons as reasons,
  type TreeReason,
} from './reasons.js';
import type { FailureRecord, IncidentRecord, TreeRecord } from './attempt-record.js';
import { mistakeOf, type SecondLook } from './second-look.js';

// Events after a login in words: tree connects, requests on shares, and faults of the session itself.

/**
 * Turns a TREE_CONNECT into words.
 *
 * @param chosen the mechanism of the login
 * @param shareNames lists those of the server; one of them may have been mistyped
 */
export function explainTree(
  attempt: Attempt,
  chosen: Chosen,
  tree: TreeConnect,
  time: number,
  shareNames: () => Iterable<string> = () => [],
  { count, omitted }: Repetition = ONCE,
): TreeRecord {
  const reason = treeReasonOf(tree);
  const { sentence, advice, clientShows, section } = reasons[reason];
  return {
    attempt: attempt.id,
    time,
    connection: connectionOf(attempt.connection),
    sessionId: sessionIdOf(attempt),
    identity: identityIn(attempt),
    mechanism: chosen.mechanism?.mechanism,
    authDescription: authDescriptionOf(chosen),
    path: tree.path,
    share: tree.share,
    wireStatus: ntStatusName(tree.status),
    type: tree.granted?.type,
    encrypted: tree.granted?.encrypted ?? false,
    reason,
    count,
    omitted,
    explanation: [sentence, ...treeEvidence(reason, tree, shareNames)].join(' ') + timesWords(count),
    advice,
    clientShows,
    section,
  };
}

function treeEvidence(reason: TreeReason, tree: TreeConnect, shareNames: () => Iterable<string>): string[] {
  if (reason === 'granted') return [`${quoted(tree.share)}, ${tree.granted?.type ?? 'disk'}.`];
  const asked = `${quoted(tree.path, 120)}: ${ntStatusName(tree.status)}.`;
  switch (reason) {
    case 'share-path-has-folder': {
      const folder = tree.folder ? `folder ${quoted(tree.folder)}` : 'nothing behind it but a separator';
      return [asked, `Share ${quoted(tree.share)}, ${folder}.`, ...nearShare(tree.share, shareNames)];
    }
    case 'share-not-found':
      return [asked, ...nearShare(tree.share, shareNames)];
    default:
      return [asked];
  }
}

/** Names the share that was probably meant, if the typed name does not exist. */
function nearShare(asked: string, shareNames: () => Iterable<string>): string[] {
  const near = nearestName(asked, shareNames());
  if (near === undefined) return [];
  return near.exact
    ? [`There is a share ${quoted(near.name)}.`]
    : [`There is none of that name; ${quoted(near.name)} is near.`];
}

/**
 * Turns an incident of a session into words.
 *
 * @param evidence of the attempt, with the incident among the facts after its verdict
 */
export function explainIncident(
  attempt: Attempt,
  evidence: Evidence,
  incident: Incident,
  { count, omitted }: Repetition,
  time: number,
  secondLook: SecondLook = {},
): IncidentRecord {
  const reason = incidentReasonOf(incident, attempt);
  const { clientShows, section } = reasons[reason];
  // The decision on the user is told with the login.
  const ofSession = { ...evidence, authority: undefined };
  return {
    attempt: attempt.id,
    time,
    connection: connectionOf(attempt.connection),
    sessionId: sessionIdOf(attempt),
    identity: identityIn(attempt),
    mistake: mistakeOf(secondLook),
    command: 'command' in incident ? commandLabel(incident.command) : undefined,
    count,
    omitted,
    reason,
    explanation: explanationOf(reason, attempt, ofSession, secondLook, faultsOf(attempt)) + timesWords(count),
    advice: adviceOf(reason, evidence, secondLook, []),
    clientShows,
    section,
  };
}

function incidentReasonOf(incident: Incident, { verdict }: Attempt): IncidentReason {
  switch (incident.kind) {
    case 'encryption-missing':
      return 'encryption-required';
    case 'request-refused':
      return 'session-not-found';
    case 'session-ended':
      return 'session-expired';
    case 'signature-invalid':
      return verdict?.outcome === 'accepted' && verdict.identity.kind !== 'user'
        ? 'guest-signed'
        : incident.kind;
    default:
      return incident.kind;
  }
}

/** Turns a request on a share that failed into words. */
export function explainFailure(
  attempt: Attempt,
  failure: FileFailure,
  { count, omitted }: Repetition,
  time: number,
): FailureRecord {
  const reason = failureReasonOf(failure);
  const { sentence, advice, clientShows, section } = reasons[reason];
  const wireStatus = ntStatusName(failure.status);
  const path = failure.path === '' ? 'the root' : quoted(failure.path, 120);
  const system = failure.systemCode === undefined ? '' : `, ${failure.systemCode} of the operating system`;
  return {
    attempt: attempt.id,
    time,
    connection: connectionOf(attempt.connection),
    sessionId: sessionIdOf(attempt),
    identity: identityIn(attempt),
    command: commandLabel(failure.command),
    share: failure.share,
    path: failure.path,
    wireStatus,
    systemCode: failure.systemCode,
    count,
    omitted,
    reason,
    explanation: `${sentence} The ${commandLabel(failure.command)} of ${path} on share ${quoted(failure.share)}: ${wireStatus}${system}.${timesWords(count)}`,
    advice,
    clientShows,
    section,
  };
}

function failureReasonOf({ status, systemCode, changes, writable }: FileFailure): FailureReason {
  switch (status) {
    case NtStatus.STATUS_MEDIA_WRITE_PROTECTED:
      return 'disk-refused';
    case NtStatus.STATUS_ACCESS_DENIED:
    case NtStatus.STATUS_CANNOT_DELETE:
      if (systemCode !== undefined) return 'disk-refused';
      return changes && !writable ? 'share-read-only' : 'file-access-denied';
    case NtStatus.STATUS_OBJECT_NAME_NOT_FOUND:
    case NtStatus.STATUS_OBJECT_PATH_NOT_FOUND:
      return 'folder-not-found';
    case NtStatus.STATUS_DISK_FULL:
      return 'disk-full';
    case NtStatus.STATUS_SHARING_VIOLATION:
      return 'file-in-use';
    case NtStatus.STATUS_OBJECT_NAME_INVALID:
    case NtStatus.STATUS_NAME_TOO_LONG:
      return 'file-name-invalid';
    default:
      return 'file-request-failed';
  }
}

/*
 * The members that all these records have are written out in each: V8 takes twenty times as long for an object that
 * begins with a spread and goes on with a dozen members.
 */

function sessionIdOf({ login }: Attempt): string {
  return sessionIdText(login !== undefined && 'sessionId' in login ? login.sessionId : 0n);
}

/** The user of the session. */
function identityIn({ verdict }: Attempt): IdentityRecord | undefined {
  return verdict?.outcome === 'accepted' ? identityOf(verdict.identity) : undefined;
}

function treeReasonOf({ status, why, folder }: TreeConnect): TreeReason {
  if (why === 'encryption-required') return 'share-encryption-required';
  if (why === 'share-failed') return 'tree-connect-failed';
  switch (status) {
    case NtStatus.STATUS_SUCCESS:
      return 'granted';
    case NtStatus.STATUS_BAD_NETWORK_NAME:
      return folder === undefined ? 'share-not-found' : 'share-path-has-folder';
    case NtStatus.STATUS_ACCESS_DENIED:
      return 'share-access-denied';
    default:
      return 'tree-connect-failed';
  }
}
