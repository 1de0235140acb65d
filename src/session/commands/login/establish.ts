import type { Identity, SecurityContext } from '../../../auth/mechanism.js';
import { identityRecord } from '../../../auth/identity.js';
import type { SessionRejection } from '../../../facts/recorder.js';
import { NtStatus } from '../../../constants/nt-status.js';
import { SecurityMode, SessionFlags, type SessionSetupRequest } from '../../../smb2-codec/index.js';
import type { Connection } from '../../model/connection.js';
import { cipherKeyBits, SessionCipher } from '../../../protection/encryption.js';
import { SessionKeys } from '../../../protection/key-schedule.js';
import { hitLimit } from '../../model/limit.js';
import { OpenTable } from '../../model/open-table.js';
import type { Established, Login, Session } from '../../model/session.js';
import { accessTo } from '../share-access.js';
import { Signer } from '../../../protection/signing.js';
import { TreeTable } from '../../model/tree-table.js';

/** The outcome of a completed GSS exchange for a session: the final response, or why there is none after all. */
export type Establishment =
  | { readonly ok: true; readonly sessionFlags: number; readonly signer: Signer | undefined }
  | {
      readonly ok: false;
      readonly reason: SessionRejection;
      readonly status: NtStatus;
      /** The rule that was broken, in words. */
      readonly detail?: string;
    };

/** A new session becomes valid ([MS-SMB2] 3.3.5.5.3). */
export function establish(
  connection: Connection,
  session: Session,
  login: Login,
  body: SessionSetupRequest,
  context: SecurityContext,
): Establishment {
  const { server, negotiated } = connection;
  const { identity } = context;
  const user = identity.kind === 'user';
  const encryptData = server.policy.encryption === 'required';
  if (encryptData && !user) {
    // Guests and anonymous users have no keys of their own, so their sessions cannot be encrypted.
    return { ok: false, reason: 'encryption-required', status: NtStatus.STATUS_ACCESS_DENIED };
  }
  const keys = new SessionKeys(context.sessionKey, {
    dialect: negotiated.dialect,
    preauthHash: login.preauth?.value,
    cipherKeyBits: user ? cipherKeyBits(negotiated.cipherId) : 0,
  });
  const signer = new Signer(negotiated.signingAlgorithm, keys.signingKey);
  const established: Established = {
    identity,
    keys,
    signingRequired: !encryptData && isSigningRequired(connection, identity, body),
    encryptData,
    cipher:
      user && negotiated.cipherId !== 0
        ? new SessionCipher(negotiated.cipherId, keys, session.id)
        : undefined,
    channels: new Map([[connection, signer]]),
    trees: new TreeTable(server.shares),
    opens: new OpenTable(server.sessions.closings, (error) =>
      server.onInternalError(error, 'closing an open'),
    ),
    expiresAt: expiryOf(connection, context),
    recorder: login.recorder,
    preauth: login.preauth,
    setupResponse: undefined,
    signatureFailed: false,
    used: false,
  };
  session.state = { at: 'valid', established };
  connection.tap?.sessionKey?.(session.id, keys.sessionKey);
  removePreviousSession(connection, session, body, identity);
  return finish(login, established, user ? signer : undefined);
}

/**
 * A valid or expired session is authenticated again: keys, trees and opens stay, the identity is the new one and every
 * tree is judged anew by it ([MS-SMB2] 3.3.5.5.2).
 */
export function reestablish(
  connection: Connection,
  session: Session,
  login: Login,
  body: SessionSetupRequest,
  context: SecurityContext,
): Establishment {
  const { established } = session;
  if (established === undefined) throw new TypeError('only an established session is re-authenticated');
  const { identity } = context;
  if (established.encryptData && identity.kind !== 'user') {
    return { ok: false, reason: 'encryption-required', status: NtStatus.STATUS_ACCESS_DENIED };
  }
  // Asked before anything changes: what a share of a program's own throws leaves the session as it was.
  const accesses = [...established.trees].map((tree) => ({
    tree,
    ...accessTo(tree.share, identity, connection.server),
  }));
  established.identity = identity;
  requireSigning(connection, established, body);
  established.expiresAt = expiryOf(connection, context);
  established.recorder = login.recorder;
  for (const { tree, maximalAccess } of accesses) {
    tree.maximalAccess = maximalAccess;
    if (maximalAccess !== 0) continue;
    established.opens.closeTree(tree.id);
    established.trees.remove(tree);
  }
  session.state = { at: 'valid', established };
  removePreviousSession(connection, session, body, identity);
  const signer = identity.kind === 'user' ? established.channels.get(connection) : undefined;
  return finish(login, established, signer);
}

/** The connection becomes a channel of the session, with a signing key of its own ([MS-SMB2] 3.3.5.5.3). */
export function bindChannel(
  connection: Connection,
  session: Session,
  login: Login,
  body: SessionSetupRequest,
  context: SecurityContext,
): Establishment {
  const { established } = session;
  connection.bindings.delete(session.id);
  if (established === undefined || session.state.at !== 'valid') {
    const status = NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
    return { ok: false, reason: 'binding-refused', status, detail: 'the session ended meanwhile' };
  }
  // "If the returned "src_name" does not match with the Session.Username": STATUS_NOT_SUPPORTED (3.3.5.5).
  if (!isSameUser(established.identity, context.identity)) {
    const status = NtStatus.STATUS_NOT_SUPPORTED;
    return { ok: false, reason: 'binding-refused', status, detail: 'the session is another user’s' };
  }
  if (established.channels.size >= connection.server.limits.channelsPerSession) {
    hitLimit(connection, 'channelsPerSession', login.recorder.report);
    return { ok: false, reason: 'limit-reached', status: NtStatus.STATUS_INSUFFICIENT_RESOURCES };
  }
  const { dialect, signingAlgorithm } = connection.negotiated;
  const keys = new SessionKeys(context.sessionKey, {
    dialect,
    preauthHash: login.preauth?.value,
    cipherKeyBits: 0,
  });
  const signer = new Signer(signingAlgorithm, keys.signingKey);
  established.channels.set(connection, signer);
  connection.sessions.set(session.id, session);
  requireSigning(connection, established, body);
  return finish(login, established, signer);
}

function finish(login: Login, established: Established, signer: Signer | undefined): Establishment {
  const { identity, encryptData, signingRequired } = established;
  const tellsEncryption = encryptData && login.purpose !== 'binding';
  const sessionFlags =
    (identity.kind === 'guest' ? SessionFlags.IS_GUEST : 0) |
    (identity.kind === 'anonymous' ? SessionFlags.IS_NULL : 0) |
    // "… and SMB2_SESSION_FLAG_BINDING is not set" (3.3.5.5.3): who binds knows it already.
    (tellsEncryption ? SessionFlags.ENCRYPT_DATA : 0);
  login.recorder.finished({
    outcome: 'accepted',
    identity: identityRecord(identity),
    sessionFlags,
    signingRequired,
    encryptData,
  });
  return { ok: true, sessionFlags, signer };
}

/** Demands of any login of a session hold for the session from then on. */
function requireSigning(connection: Connection, established: Established, body: SessionSetupRequest): void {
  const { encryptData, identity } = established;
  established.signingRequired ||= !encryptData && isSigningRequired(connection, identity, body);
}

/**
 * The conditions under which Session.SigningRequired is set ([MS-SMB2] 3.3.5.5.3). Taken literally, SIGNING_REQUIRED in
 * the request holds for guests and anonymous users too; but their clients never sign, whatever they said (3.2.5.3.1),
 * and smbd does not ask them to.
 */
function isSigningRequired(connection: Connection, identity: Identity, body: SessionSetupRequest): boolean {
  if (identity.kind !== 'user') return false;
  if ((body.securityMode & SecurityMode.SIGNING_REQUIRED) !== 0) return true;
  const shouldSign = (connection.negotiated.clientSecurityMode & SecurityMode.SIGNING_REQUIRED) !== 0;
  return shouldSign || connection.server.policy.signing === 'required';
}

/** Session.ExpirationTime: what the mechanism says, or the policy, whichever comes first. */
function expiryOf(connection: Connection, context: SecurityContext): number | undefined {
  const { policy, runtime } = connection.server;
  const lifetime = policy.sessionLifetimeSeconds;
  const byPolicy = lifetime === null ? Infinity : runtime.now() + lifetime * 1000;
  const earliest = Math.min(byPolicy, context.expiresAt ?? Infinity);
  return earliest === Infinity ? undefined : earliest;
}

/**
 * A client that lost its connection names the session it left behind; only its own user may end it. The test is the
 * PreviousSessionId of the request that completes the login ([MS-SMB2] 3.3.5.5.3).
 */
function removePreviousSession(
  connection: Connection,
  session: Session,
  { previousSessionId }: SessionSetupRequest,
  identity: Identity,
): void {
  if (previousSessionId === 0n || previousSessionId === session.id) return;
  const { sessions } = connection.server;
  const previous = sessions.find(previousSessionId);
  const owner = previous?.established?.identity;
  if (previous === undefined || owner === undefined || !isSameUser(owner, identity)) return;
  sessions.remove(previous, connection, 'replaced');
}

/**
 * Two guest or anonymous logins are never the same user. For real users the name counts as well as the SID: two accounts
 * may be configured with one SID, and derived SIDs (30 bits) can collide.
 */
function isSameUser(one: Identity, other: Identity): boolean {
  if (one.kind !== 'user' || other.kind !== 'user') return false;
  return one.sid === other.sid && one.account === other.account && one.domain === other.domain;
}
