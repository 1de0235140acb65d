import { NtStatus } from '../../constants/nt-status.js';
import type { FileId } from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import type { Request } from './request.js';
import type { Established, Session } from '../model/session.js';
import type { Open } from '../model/open-table.js';
import type { Tree } from '../model/tree-table.js';
import { denied, verified, type Verdict } from './verdict.js';

/** Finds the session of a request for LOGOFF, which is served in every state ([MS-SMB2] 3.3.5.2.9). */
export function findAnySession(request: Request): Verdict<Session> {
  const session = findSession(request);
  if (session === undefined) return denied(NtStatus.STATUS_USER_SESSION_DELETED);
  return isEncryptedAsDemanded(request, session.established)
    ? verified(session)
    : denied(NtStatus.STATUS_ACCESS_DENIED);
}

/**
 * Finds the authenticated session of a request ([MS-SMB2] 3.3.5.2.9).
 *
 * @param whenExpired whether the command is served on an expired session too
 */
export function findValidSession(
  request: Request,
  whenExpired: boolean,
): Verdict<{ readonly session: Session; readonly established: Established }> {
  const session = findSession(request);
  if (session === undefined) return denied(NtStatus.STATUS_USER_SESSION_DELETED);
  switch (session.state.at) {
    case 'closed':
      return denied(NtStatus.STATUS_USER_SESSION_DELETED);
    case 'in-progress':
      return denied(statusBeforeLogin(request, whenExpired));
    case 'expired':
      if (!whenExpired) return denied(NtStatus.STATUS_NETWORK_SESSION_EXPIRED);
      break;
    case 'valid':
      break;
  }
  const { established } = session.state;
  return isEncryptedAsDemanded(request, established)
    ? verified({ session, established })
    : denied(NtStatus.STATUS_ACCESS_DENIED);
}

/**
 * CLOSE and LOCK are processed, but find no tree. The other commands get "an implementation-specific error code", that
 * of Windows (note <272>) or, in the profile of smbd, the one that all commands get there.
 */
function statusBeforeLogin({ connection }: Request, whenExpired: boolean): NtStatus {
  const { requestBeforeLogin } = connection.server.profile;
  const oneForAll = requestBeforeLogin === 'STATUS_INVALID_HANDLE';
  return whenExpired && !oneForAll ? NtStatus.STATUS_NETWORK_NAME_DELETED : NtStatus[requestBeforeLogin];
}

/** "The server MUST look up the Session in Connection.SessionTable": a session of another connection does not count. */
function findSession({ connection, sessionId }: Request): Session | undefined {
  const session = connection.sessions.get(sessionId);
  if (session === undefined) return undefined;
  // [MS-SMB2] 3.3.5.2.8
  session.usedAt = connection.server.runtime.monotonic();
  expireIfDue(session, connection);
  return session;
}

/** Whether the request came as Session.EncryptData demands. */
export function isEncryptedAsDemanded(request: Request, established: Established | undefined): boolean {
  if (established === undefined || !established.encryptData || request.encrypted) return true;
  const { command } = request.header;
  established.recorder.report({ kind: 'encryption-missing', command, scope: 'session' });
  return false;
}

/** Finds the tree connect of a request ([MS-SMB2] 3.3.5.2.11). */
export function findTree(request: Request, established: Established): Verdict<Tree> {
  const tree = established.trees.find(request.treeId);
  if (tree === undefined) return denied(NtStatus.STATUS_NETWORK_NAME_DELETED);
  if (tree.share.encrypt && !request.encrypted) {
    const { command } = request.header;
    established.recorder.report({ kind: 'encryption-missing', command, scope: 'share' });
    return denied(NtStatus.STATUS_ACCESS_DENIED);
  }
  return verified(tree);
}

/**
 * Finds the open that a request names or, in a related compound, the one of the request before it, whatever it names
 * itself ([MS-SMB2] 3.3.5.2.7.2).
 */
export function findOpen(
  request: Request,
  established: Established,
  tree: Tree,
  fileId: FileId,
): Verdict<Open> {
  const open = established.opens.find(request.relatedFileId ?? fileId, tree.id);
  return open === undefined ? denied(NtStatus.STATUS_FILE_CLOSED) : verified(open);
}

/** Moves a valid session whose time is over to `expired` ([MS-SMB2] 3.3.2.3; checked on use instead of by a timer). */
export function expireIfDue(session: Session, connection: Connection): void {
  if (session.state.at !== 'valid') return;
  const { established, login } = session.state;
  if (established.expiresAt === undefined || connection.server.runtime.now() < established.expiresAt) return;
  session.state = { at: 'expired', established, ...(login && { login }) };
  established.recorder.report({ kind: 'session-ended', why: 'expired' });
}
