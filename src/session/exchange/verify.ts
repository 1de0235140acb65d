import { NtStatus } from '../../constants/nt-status.js';
import {
  Command,
  decodeSessionSetupRequest,
  type Header,
  HeaderFlags,
  SessionSetupFlags,
  SigningAlgorithm,
} from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import { refuseBinding } from './refuse-login.js';
import type { Request } from './request.js';
import type { Established, Session } from '../model/session.js';
import { EchoedSignature, Signer, type Signing } from '../../protection/signing.js';
import type { Tree } from '../model/tree-table.js';

/** Outcome of a verification: what it found, or the status the request fails with. */
export type Verified<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: NtStatus };

const refused = (status: NtStatus) => ({ ok: false, status }) as const;

/**
 * Verifies the signature of an unencrypted request, or that it may come without one ([MS-SMB2] 3.3.5.2.4).
 *
 * @returns the signer that verified it and that answers it; undefined for an acceptable unsigned request
 */
export function verifySignature(
  connection: Connection,
  header: Header,
  message: Buffer,
  sessionId: bigint,
): Verified<Signer | undefined> & { readonly signer?: Signing } {
  if ((header.flags & HeaderFlags.SIGNED) === 0) return verifyUnsigned(connection, header, sessionId);
  if (isBinding(connection, header, message, sessionId)) return verifyBinding(connection, message, sessionId);
  const session = connection.sessions.get(sessionId);
  if (session === undefined) return refuseUnknown(connection, message, sessionId);
  const signer = session.established?.channels.get(connection);
  // "If Session.SigningKey, Channel.SigningKey, or Session.SessionKey is NULL": nobody is authenticated yet.
  if (signer === undefined) return refused(NtStatus.STATUS_NOT_SUPPORTED);
  if (signer.verify(message)) return { ok: true, value: signer };
  reportInvalid(connection, session, header, message, signer);
  // Windows keeps the connection (note <263>); the refusal itself is signed, so that the client can believe it.
  return { ...refused(NtStatus.STATUS_ACCESS_DENIED), signer };
}

/**
 * A binding is signed with the key of the session that it names. Each refusal is an attempt of the client's own: it may
 * have seen the SessionId on the wire, and have nothing to do with the session.
 */
function verifyBinding(
  connection: Connection,
  message: Buffer,
  sessionId: bigint,
): Verified<Signer> & { readonly signer?: Signing } {
  const refuse = <Refusal extends Verified<never>>(refusal: Refusal, detail: string): Refusal => {
    if (refusal.ok) return refusal;
    refuseBinding({ connection, sessionId }, decodeSessionSetupRequest(message), refusal.status, detail);
    return refusal;
  };
  const session = connection.server.sessions.find(sessionId);
  if (session === undefined) {
    return refuse(refuseUnknown(connection, message, sessionId), 'there is no such session');
  }
  const signer = bindingSigner(session);
  // "If Session.SigningKey, Channel.SigningKey, or Session.SessionKey is NULL".
  if (signer === undefined) {
    return refuse(refused(NtStatus.STATUS_NOT_SUPPORTED), 'nobody is logged in to the session yet');
  }
  if (!signer.verify(message)) {
    // Nothing is signed with the key: on connections of its own, where MessageIds begin anew, the client could have two
    // messages signed under one nonce of AES-GMAC, and make signatures itself from then on.
    return refuse(refused(NtStatus.STATUS_ACCESS_DENIED), 'it is not signed with the key of the session');
  }
  const mismatch = mismatchOfAlgorithms(connection, session);
  if (mismatch === undefined) return { ok: true, value: signer };
  return refuse({ ...refused(mismatch), signer }, 'AES-GMAC joins AES-GMAC alone');
}

/**
 * A client that signs with the key of a session that has ended, or is one of another connection, is told signed that it
 * is none here: a client that requires signing discards anything else (3.2.5.1.3). Samba signs it to a SESSION_SETUP,
 * and gives other requests back the signature they came with, which its own client takes for good.
 *
 * Nothing is signed by AES-GMAC for another connection: a request that was seen there and sent again here would get a
 * second message under the nonce of its first answer, and an eavesdropper with both can make signatures from then on. A
 * client that requires signing gets its signature back, as from Samba; another takes the answer unsigned.
 */
function refuseUnknown(
  connection: Connection,
  message: Buffer,
  sessionId: bigint,
): Verified<never> & { readonly signer?: Signing } {
  const refusal = refused(NtStatus.STATUS_USER_SESSION_DELETED);
  const former = connection.formerSigner(sessionId);
  const elsewhere = former === undefined ? connection.server.sessions.find(sessionId) : undefined;
  const signer = former ?? (elsewhere && bindingSigner(elsewhere));
  if (signer?.verify(message) !== true) return refusal;
  if (former !== undefined || signer.algorithm !== SigningAlgorithm.AES_GMAC) return { ...refusal, signer };
  const mustBeSigned = elsewhere?.established?.signingRequired === true;
  return mustBeSigned ? { ...refusal, signer: new EchoedSignature(message) } : refusal;
}

/**
 * The text looks the session up globally, and refuses an unsigned request with STATUS_ACCESS_DENIED on whatever
 * connection it arrives. Windows and Samba do so only where the session is: elsewhere it is
 * STATUS_USER_SESSION_DELETED, as for a session that nobody has, and a stranger does not learn which SessionIds exist.
 */
function verifyUnsigned(
  connection: Connection,
  header: Header,
  sessionId: bigint,
): Verified<undefined> & { readonly signer?: Signer } {
  const established = connection.sessions.get(sessionId)?.established;
  if (established === undefined || !established.signingRequired) return { ok: true, value: undefined };
  established.recorder.report({
    kind: 'signature-missing',
    command: header.command,
    requiredBy: connection.server.policy.signing === 'required' ? 'server' : 'client',
  });
  const signer = established.channels.get(connection);
  const refusal = refused(NtStatus.STATUS_ACCESS_DENIED);
  return signer === undefined ? refusal : { ...refusal, signer };
}

/**
 * Whether a request is a SESSION_SETUP with SMB2_SESSION_FLAG_BINDING. Only 3.x binds, but in 2.x as well the session
 * is looked up globally, and the refusal signed (note <290>).
 */
function isBinding(connection: Connection, header: Header, message: Buffer, sessionId: bigint): boolean {
  return (
    header.command === Command.SESSION_SETUP &&
    sessionId !== 0n &&
    !connection.sessions.has(sessionId) &&
    (decodeSessionSetupRequest(message).flags & SessionSetupFlags.BINDING) !== 0
  );
}

/**
 * A binding is signed with Session.SigningKey. Where the connection it arrives on has another algorithm, 3.1.4.1 says
 * that one; Windows and Samba stay with the one the key was made for, and so does whoever binds to them.
 */
function bindingSigner({ established, signingAlgorithm }: Session): Signer | undefined {
  return established && new Signer(signingAlgorithm, established.keys.signingKey);
}

/** AES-GMAC joins AES-GMAC alone, as on Windows and Samba, from which the statuses are. */
function mismatchOfAlgorithms(connection: Connection, session: Session): NtStatus | undefined {
  const { signingAlgorithm } = connection.negotiated;
  if (signingAlgorithm === session.signingAlgorithm) return undefined;
  if (session.signingAlgorithm === SigningAlgorithm.AES_GMAC) return NtStatus.STATUS_REQUEST_OUT_OF_SEQUENCE;
  return signingAlgorithm === SigningAlgorithm.AES_GMAC ? NtStatus.STATUS_NOT_SUPPORTED : undefined;
}

function reportInvalid(
  connection: Connection,
  session: Session,
  header: Header,
  message: Buffer,
  signer: Signer,
): void {
  const established = session.established;
  if (established === undefined) return;
  const { report } = established.recorder;
  if (established.signatureFailed) {
    report({ kind: 'signature-invalid', command: header.command });
    return;
  }
  established.signatureFailed = true;
  const { dialect } = connection.negotiated;
  const { keys, preauth, setupResponse } = established;
  report({
    kind: 'signature-invalid',
    command: header.command,
    material: {
      message: Buffer.from(message),
      dialect,
      signingAlgorithm: signer.algorithm,
      sessionKey: keys.sessionKey,
      signingKey: keys.signingKey,
      preauthHashes: preauth?.history ?? [],
      preauthHashesCarriedOn: preauth?.carriedOn ?? [],
      ...(preauth && setupResponse && { preauthHashWithResponse: preauth.after(setupResponse).value }),
    },
  });
}

/** Sessions that are not valid, and which command may use them all the same ([MS-SMB2] 3.3.5.2.9). */
export interface SessionRule {
  /** CLOSE and LOCK go on when the session has expired. */
  readonly whenExpired: boolean;
}

/** Finds the session of a request for LOGOFF, which is served in every state ([MS-SMB2] 3.3.5.2.9). */
export function verifyAnySession(request: Request): Verified<Session> {
  const session = findSession(request);
  if (session === undefined) return refused(NtStatus.STATUS_USER_SESSION_DELETED);
  return verifyEncrypted(request, session.established)
    ? { ok: true, value: session }
    : refused(NtStatus.STATUS_ACCESS_DENIED);
}

/** Finds the authenticated session of a request ([MS-SMB2] 3.3.5.2.9). */
export function verifySession(
  request: Request,
  rule: SessionRule,
): Verified<{ readonly session: Session; readonly established: Established }> {
  const session = findSession(request);
  if (session === undefined) return refused(NtStatus.STATUS_USER_SESSION_DELETED);
  switch (session.state.at) {
    case 'closed':
      return refused(NtStatus.STATUS_USER_SESSION_DELETED);
    case 'in-progress':
      // CLOSE and LOCK are processed, and find no tree. For the others "an implementation-specific error code": this
      // is the one of Windows (note <272>).
      return refused(
        rule.whenExpired ? NtStatus.STATUS_NETWORK_NAME_DELETED : NtStatus.SEC_E_UNSUPPORTED_FUNCTION,
      );
    case 'expired':
      if (!rule.whenExpired) return refused(NtStatus.STATUS_NETWORK_SESSION_EXPIRED);
      break;
    case 'valid':
      break;
  }
  const { established } = session.state;
  return verifyEncrypted(request, established)
    ? { ok: true, value: { session, established } }
    : refused(NtStatus.STATUS_ACCESS_DENIED);
}

/** "The server MUST look up the Session in Connection.SessionTable": those of other connections are none. */
function findSession({ connection, sessionId }: Request): Session | undefined {
  const session = connection.sessions.get(sessionId);
  if (session === undefined) return undefined;
  // [MS-SMB2] 3.3.5.2.8
  session.usedAt = connection.server.runtime.monotonic();
  expireIfDue(session, connection);
  return session;
}

/** Whether the request came as Session.EncryptData demands. */
export function verifyEncrypted(request: Request, established: Established | undefined): boolean {
  if (established === undefined || !established.encryptData || request.encrypted) return true;
  const { command } = request.header;
  established.recorder.report({ kind: 'encryption-missing', command, scope: 'session' });
  return false;
}

/** Finds the tree connect of a request ([MS-SMB2] 3.3.5.2.11). */
export function verifyTree(request: Request, established: Established): Verified<Tree> {
  const tree = established.trees.find(request.treeId);
  if (tree === undefined) return refused(NtStatus.STATUS_NETWORK_NAME_DELETED);
  if (tree.share.encrypt && !request.encrypted) {
    const { command } = request.header;
    established.recorder.report({ kind: 'encryption-missing', command, scope: 'share' });
    return refused(NtStatus.STATUS_ACCESS_DENIED);
  }
  return { ok: true, value: tree };
}

/** Moves a valid session whose time is over to `expired` ([MS-SMB2] 3.3.2.3; checked on use instead of by a timer). */
export function expireIfDue(session: Session, connection: Connection): void {
  if (session.state.at !== 'valid') return;
  const { established, login } = session.state;
  if (established.expiresAt === undefined || connection.server.runtime.now() < established.expiresAt) return;
  session.state = { at: 'expired', established, ...(login && { login }) };
  established.recorder.report({ kind: 'session-ended', why: 'expired' });
}
