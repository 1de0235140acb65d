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
import type { ServerState } from '../../model/server-state.js';
import { accessTo } from '../share-access.js';
import { isSameUser } from '../../model/session-user.js';
import { Signer } from '../../../protection/signing.js';
import { TreeTable } from '../../model/tree-table.js';
import { removePreviousSession } from './previous-session.js';

/** A completed GSS exchange, with everything that the session is made from. */
export interface Completion {
  readonly connection: Connection;
  readonly session: Session;
  readonly login: LoginExchange;
  /** The request that completed it. */
  readonly body: SessionSetupRequest;
  readonly context: SecurityContext;
}

/** A login that can be accepted. The session does not change before `commit`. */
export interface Acceptance {
  readonly ok: true;
  readonly sessionFlags: number;
  /** Signs the response. */
  readonly signer: Signer | undefined;
  readonly established: Established;
  /**
   * Makes the session valid and records the login.
   *
   * @returns a refusal if that is not possible any more
   */
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

/** Prepares a new session to become valid ([MS-SMB2] 3.3.5.5.3). */
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
    trees: new TreeTable(server.shares, treeIdsOf(server)),
    opens: opensOf(server),
    expiresAt: expiryOf(connection, context),
    recorder: login.recorder,
    preauth: login.preauth,
    setupResponse: undefined,
    wrongSignatureExplained: false,
    firstRequestReported: false,
  };
  const sessionFlags = sessionFlagsOf(connection, identity, encryptData);
  const commit = (): undefined => {
    session.state = { at: 'valid', established };
    connection.tap?.sessionKey?.(session.id, keys.sessionKey);
    removePreviousSession(completion);
    reportAccepted(login, established, sessionFlags);
  };
  return { ok: true, sessionFlags, signer: user ? signer : undefined, established, commit };
}

/** A function of its own, so that the session keeps nothing of its login. */
function opensOf(server: ServerState): OpenTable {
  return new OpenTable(server.sessions, (error) => server.onInternalError(error, 'closing an open'));
}

/**
 * Prepares a valid or expired session to be authenticated again. Keys, trees and opens stay; the identity is the new
 * one, and the access to every tree is decided again ([MS-SMB2] 3.3.5.5.2).
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
  const sessionFlags = sessionFlagsOf(connection, identity, encryptData);
  const commit = (): undefined => {
    // The shares are asked before anything changes, so that an error of a program's own share leaves the session as it
    // was.
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
      tree.decidedAt = connection.server.shares.changes;
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

/** Prepares the connection to become a channel of the session, with a signing key of its own ([MS-SMB2] 3.3.5.5.3). */
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
  // "… and SMB2_SESSION_FLAG_BINDING is not set" (3.3.5.5.3): a client that binds knows already that the session is
  // encrypted.
  const sessionFlags = sessionFlagsOf(connection, joined.identity, false);
  const commit = (): Refusal | undefined => {
    const established = joinedSession(completion);
    if ('reason' in established) return established;
    connection.loginsToBind.delete(session.id);
    established.channels.set(connection, signer);
    connection.sessions.set(session.id, session);
    if (connection.server.profile.bindingRequiresSigning) requireSigning(connection, established, body);
    reportAccepted(login, established, sessionFlags);
    return undefined;
  };
  return { ok: true, sessionFlags, signer, established: joined, commit };
}

/** The session that a connection may join now, or the refusal. */
function joinedSession({ connection, session, login, context }: Completion): Established | Refusal {
  if (session.state.at !== 'valid') {
    return refusal('binding-refused', NtStatus.STATUS_REQUEST_NOT_ACCEPTED, 'the session ended meanwhile');
  }
  const { established } = session.state;
  // "If the returned "src_name" does not match with the Session.Username": STATUS_NOT_SUPPORTED (3.3.5.5), or as the
  // profile has it.
  if (!isSameUser(established.identity, context.identity)) {
    const status = NtStatus[connection.server.profile.bindingOfAnotherUser];
    return refusal('binding-refused', status, 'the session is another user’s');
  }
  if (established.channels.size >= connection.server.limits.channelsPerSession) {
    hitLimit(connection, 'channelsPerSession', login.recorder.report);
    return refusal('limit-reached', NtStatus.STATUS_INSUFFICIENT_RESOURCES);
  }
  return established;
}

function sessionFlagsOf({ server }: Connection, { kind }: Identity, encrypt: boolean): number {
  const tells = server.profile.anonymousFlag === 'is-null';
  return (
    (kind === 'guest' ? SessionFlags.IS_GUEST : 0) |
    (kind === 'anonymous' && tells ? SessionFlags.IS_NULL : 0) |
    (encrypt ? SessionFlags.ENCRYPT_DATA : 0)
  );
}

function treeIdsOf({ profile, runtime }: ServerState): (() => number) | undefined {
  return profile.treeIds === 'random' ? () => runtime.randomBytes(4).readUInt32LE() : undefined;
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

/** A login that requires signing makes the session require it from then on. */
function requireSigning(connection: Connection, established: Established, body: SessionSetupRequest): void {
  const { encryptData, identity } = established;
  established.signingRequired ||= !encryptData && isSigningRequired(connection, identity, body);
}

/**
 * The conditions under which Session.SigningRequired is set ([MS-SMB2] 3.3.5.5.3). Taken literally, SIGNING_REQUIRED in
 * the request holds for guests and anonymous users too; but their clients never sign (3.2.5.3.1), and smbd does not
 * require it of them.
 */
function isSigningRequired(connection: Connection, identity: Identity, body: SessionSetupRequest): boolean {
  if (identity.kind !== 'user') return false;
  if ((body.securityMode & SecurityMode.SIGNING_REQUIRED) !== 0) return true;
  const shouldSign = (connection.negotiated.clientSecurityMode & SecurityMode.SIGNING_REQUIRED) !== 0;
  return shouldSign || connection.server.policy.signing === 'required';
}

/** Session.ExpirationTime: the earlier one of the mechanism's time and the policy's. */
function expiryOf(connection: Connection, context: SecurityContext): number | undefined {
  const { policy, runtime } = connection.server;
  const lifetime = policy.sessionLifetimeSeconds;
  const byPolicy = lifetime === null ? Infinity : runtime.now() + lifetime * 1000;
  const earliest = Math.min(byPolicy, context.expiresAt ?? Infinity);
  return earliest === Infinity ? undefined : earliest;
}
