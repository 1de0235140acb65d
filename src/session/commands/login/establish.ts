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
import type { Established, LoginExchange, Session } from '../../model/session.js';
import { accessTo } from '../share-access.js';
import { Signer } from '../../../protection/signing.js';
import { TreeTable } from '../../model/tree-table.js';

/** A GSS exchange that was completed, and everything that its session is made from. */
export interface Completion {
  readonly connection: Connection;
  readonly session: Session;
  readonly login: LoginExchange;
  /** The request that completed it. */
  readonly body: SessionSetupRequest;
  readonly context: SecurityContext;
}

/** A login that can be accepted. The session is as it was before until `commit`. */
export interface Acceptance {
  readonly ok: true;
  readonly sessionFlags: number;
  /** Signs the response. */
  readonly signer: Signer | undefined;
  readonly established: Established;
  /** Makes it true, and records it; the refusal when it cannot be any more. */
  readonly commit: () => Refusal | undefined;
}

/** A login that is refused although the mechanism accepted it. */
export interface Refusal {
  readonly ok: false;
  readonly reason: SessionRejection;
  readonly status: NtStatus;
  /** The rule that was broken, in words. */
  readonly detail?: string;
}

function refusal(reason: SessionRejection, status: NtStatus, detail?: string): Refusal {
  return { ok: false, reason, status, ...(detail !== undefined && { detail }) };
}

/** A new session is to become valid ([MS-SMB2] 3.3.5.5.3). */
export function establish(completion: Completion): Acceptance | Refusal {
  const { connection, session, login, body, context } = completion;
  const { server, negotiated } = connection;
  const { identity } = context;
  const user = identity.kind === 'user';
  const encryptData = server.policy.encryption === 'required';
  // Guests and anonymous users have no keys of their own, so their sessions cannot be encrypted.
  if (encryptData && !user) return refusal('encryption-required', NtStatus.STATUS_ACCESS_DENIED);
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
    wrongSignatureExplained: false,
    firstRequestReported: false,
  };
  const sessionFlags = sessionFlagsOf(identity, encryptData);
  const commit = (): undefined => {
    session.state = { at: 'valid', established };
    connection.tap?.sessionKey?.(session.id, keys.sessionKey);
    removePreviousSession(completion);
    reportAccepted(login, established, sessionFlags);
  };
  return { ok: true, sessionFlags, signer: user ? signer : undefined, established, commit };
}

/**
 * A valid or expired session is to be authenticated again: keys, trees and opens stay, the identity is the new one and
 * every tree is judged anew by it ([MS-SMB2] 3.3.5.5.2).
 */
export function reestablish(completion: Completion): Acceptance | Refusal {
  const { connection, session, login, body, context } = completion;
  const { established } = session;
  if (established === undefined) throw new TypeError('only an established session is re-authenticated');
  const { identity } = context;
  const { encryptData } = established;
  if (encryptData && identity.kind !== 'user') {
    return refusal('encryption-required', NtStatus.STATUS_ACCESS_DENIED);
  }
  const sessionFlags = sessionFlagsOf(identity, encryptData);
  const commit = (): undefined => {
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
    removePreviousSession(completion);
    reportAccepted(login, established, sessionFlags);
  };
  const signer = identity.kind === 'user' ? established.channels.get(connection) : undefined;
  return { ok: true, sessionFlags, signer, established, commit };
}

/** The connection is to become a channel of the session, with a signing key of its own ([MS-SMB2] 3.3.5.5.3). */
export function bindChannel(completion: Completion): Acceptance | Refusal {
  const { connection, session, login, body, context } = completion;
  const joined = joinedSession(completion);
  if ('reason' in joined) return joined;
  const { dialect, signingAlgorithm } = connection.negotiated;
  const keys = new SessionKeys(context.sessionKey, {
    dialect,
    preauthHash: login.preauth?.value,
    cipherKeyBits: 0,
  });
  const signer = new Signer(signingAlgorithm, keys.signingKey);
  // "… and SMB2_SESSION_FLAG_BINDING is not set" (3.3.5.5.3): who binds knows of the encryption already.
  const sessionFlags = sessionFlagsOf(joined.identity, false);
  const commit = (): Refusal | undefined => {
    const established = joinedSession(completion);
    if ('reason' in established) return established;
    connection.loginsToBind.delete(session.id);
    established.channels.set(connection, signer);
    connection.sessions.set(session.id, session);
    requireSigning(connection, established, body);
    reportAccepted(login, established, sessionFlags);
    return undefined;
  };
  return { ok: true, sessionFlags, signer, established: joined, commit };
}

/** The session that a connection may join now, or why it may not. */
function joinedSession({ connection, session, login, context }: Completion): Established | Refusal {
  if (session.state.at !== 'valid') {
    return refusal('binding-refused', NtStatus.STATUS_REQUEST_NOT_ACCEPTED, 'the session ended meanwhile');
  }
  const { established } = session.state;
  // "If the returned "src_name" does not match with the Session.Username": STATUS_NOT_SUPPORTED (3.3.5.5).
  if (!isSameUser(established.identity, context.identity)) {
    return refusal('binding-refused', NtStatus.STATUS_NOT_SUPPORTED, 'the session is another user’s');
  }
  if (established.channels.size >= connection.server.limits.channelsPerSession) {
    hitLimit(connection, 'channelsPerSession', login.recorder.report);
    return refusal('limit-reached', NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  }
  return established;
}

function sessionFlagsOf({ kind }: Identity, encrypt: boolean): number {
  return (
    (kind === 'guest' ? SessionFlags.IS_GUEST : 0) |
    (kind === 'anonymous' ? SessionFlags.IS_NULL : 0) |
    (encrypt ? SessionFlags.ENCRYPT_DATA : 0)
  );
}

function reportAccepted(login: LoginExchange, established: Established, sessionFlags: number): void {
  const { encryptData, identity, signingRequired } = established;
  login.recorder.finished({
    outcome: 'accepted',
    identity: identityRecord(identity),
    sessionFlags,
    signingRequired,
    encryptData,
  });
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
function removePreviousSession({ connection, session, body, context: { identity } }: Completion): void {
  const { previousSessionId } = body;
  if (previousSessionId === 0n || previousSessionId === session.id) return;
  const { sessions } = connection.server;
  const previous = sessions.find(previousSessionId);
  const owner = previous?.established?.identity;
  if (previous === undefined || owner === undefined || !isSameUser(owner, identity)) return;
  sessions.remove(previous, connection, 'replaced');
}

/**
 * Two guest or anonymous logins are never the same user. For real users SID and name are compared: two accounts may be
 * configured with one SID, and derived SIDs (30 bits) can collide.
 */
function isSameUser(one: Identity, other: Identity): boolean {
  if (one.kind !== 'user' || other.kind !== 'user') return false;
  return one.sid === other.sid && one.account === other.account && one.domain === other.domain;
}
