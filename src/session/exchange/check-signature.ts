import { CodecError } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import {
  Command,
  type Header,
  HeaderFlags,
  SessionSetupFlags,
  type SessionSetupRequest,
  SigningAlgorithm,
} from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import { refuseBinding, refuseUnknownBinding } from './refuse-login.js';
import type { Request } from './request.js';
import type { Session } from '../model/session.js';
import { EchoedSignature, Signer, type Signing } from '../../protection/signing.js';
import { denied, type Denied, verified, type Verdict } from './verdict.js';

/**
 * Checks the signature of a request, or, for an unsigned one, that none is required ([MS-SMB2] 3.3.5.2.4).
 *
 * @returns the signer that verified it and that signs the answer; undefined for an acceptable unsigned request
 * @throws CodecError for a signed SESSION_SETUP that cannot be read, on a connection that has no such session
 */
export function checkSignature(request: Request): Verdict<Signing | undefined> {
  const { connection, header, message, sessionId } = request;
  // "If the decryption … succeeds, the server MUST skip the processing in this section" (3.3.5.2.4).
  if (request.encrypted) return UNSIGNED;
  const signed = (header.flags & HeaderFlags.SIGNED) !== 0;
  if (header.command === Command.NEGOTIATE) {
    return signed ? denied(NtStatus.STATUS_INVALID_PARAMETER) : UNSIGNED;
  }
  if (!signed) return checkUnsigned(request);
  const binding = bindingOf(request);
  if (binding !== undefined) return checkBinding(request, binding);
  const session = connection.sessions.get(sessionId);
  if (session === undefined) return denyUnknown(request);
  const signer = session.established?.channels.get(connection);
  // "If Session.SigningKey, Channel.SigningKey, or Session.SessionKey is NULL": the session is not authenticated yet.
  if (signer === undefined) return denied(NtStatus.STATUS_NOT_SUPPORTED);
  if (signer.verify(message)) return verified(signer);
  reportInvalid(connection, session, header, message, signer);
  // Windows keeps the connection (note <263>). The refusal is signed, so that the client accepts it.
  return denied(NtStatus.STATUS_ACCESS_DENIED, signer);
}

const UNSIGNED: Verdict<undefined> = verified(undefined);

/**
 * Checks a binding, which is signed with the key of the session that it names. A refusal is recorded as an attempt of
 * its own, because the client may only have seen the SessionId on the wire.
 */
function checkBinding(request: Request, binding: SessionSetupRequest): Verdict<Signing> {
  const { connection, message, sessionId } = request;
  const refuse = (refusal: Denied, detail: string): Denied => {
    const { proposal } = refuseBinding(request, binding, refusal.status, detail);
    return proposal === undefined ? refusal : { ...refusal, proposal };
  };
  const session = connection.server.sessions.find(sessionId);
  if (session === undefined) {
    const refusal = denyUnknown(request);
    const { proposal } = refuseUnknownBinding(request, binding, refusal.status);
    return proposal === undefined ? refusal : { ...refusal, proposal };
  }
  const signer = bindingSigner(session);
  // "If Session.SigningKey, Channel.SigningKey, or Session.SessionKey is NULL".
  if (signer === undefined) {
    return refuse(denied(NtStatus.STATUS_NOT_SUPPORTED), 'nobody is logged in to the session yet');
  }
  if (!signer.verify(message)) {
    // The refusal is not signed with the session's key: MessageIds begin anew on each connection, so that a client
    // could collect two signatures under one AES-GMAC nonce, and forge signatures with them.
    return refuse(denied(NtStatus.STATUS_ACCESS_DENIED), 'it is not signed with the key of the session');
  }
  const mismatch = mismatchOfAlgorithms(connection, session);
  if (mismatch === undefined) return verified(signer);
  return refuse(denied(mismatch, signer), 'only one of the session and the connection uses AES-GMAC');
}

/**
 * A request that is signed with the right key of an ended session, or of a session on another connection, is refused
 * with that key's signature: a client that requires signing discards anything else (3.2.5.1.3). Samba signs the refusal
 * of a SESSION_SETUP; any other request gets its signature back unchanged, which Samba's client accepts.
 *
 * A refusal for a session of another connection is never signed with AES-GMAC: a request that was recorded there and
 * repeated here would get a second signature under the nonce of its first answer, and with both an eavesdropper can
 * forge signatures. A client that requires signing gets its own signature back, as from Samba; the others accept an
 * unsigned answer.
 */
function denyUnknown({ connection, header, message, sessionId }: Request): Denied {
  const status = NtStatus.STATUS_USER_SESSION_DELETED;
  const { profile, sessions } = connection.server;
  const mayBind = header.command === Command.SESSION_SETUP && sessions.find(sessionId) !== undefined;
  if (profile.unknownSession === 'echoed-signature' && !mayBind) {
    return denied(status, new EchoedSignature(message));
  }
  const former = connection.formerSigner(sessionId);
  const elsewhere = former === undefined ? sessions.find(sessionId) : undefined;
  const signer = former ?? (elsewhere && bindingSigner(elsewhere));
  if (signer?.verify(message) !== true) return denied(status);
  if (former !== undefined || signer.algorithm !== SigningAlgorithm.AES_GMAC) return denied(status, signer);
  const mustBeSigned = elsewhere?.established?.signingRequired === true;
  return denied(status, mustBeSigned ? new EchoedSignature(message) : undefined);
}

/**
 * The text looks the session up globally, and refuses an unsigned request with STATUS_ACCESS_DENIED on whatever
 * connection it arrives. Windows and Samba do so only on the session's own connections. Elsewhere the status is
 * STATUS_USER_SESSION_DELETED, as for an unknown session, so that strangers do not learn which SessionIds exist.
 */
function checkUnsigned({ connection, header, sessionId }: Request): Verdict<undefined> {
  const established = connection.sessions.get(sessionId)?.established;
  if (established === undefined || !established.signingRequired) return UNSIGNED;
  established.recorder.report({
    kind: 'signature-missing',
    command: header.command,
    requiredBy: connection.server.policy.signing === 'required' ? 'server' : 'client',
  });
  return denied(NtStatus.STATUS_ACCESS_DENIED, established.channels.get(connection));
}

/**
 * The body of a SESSION_SETUP with SMB2_SESSION_FLAG_BINDING. Only 3.x binds, but in 2.x as well the session is looked
 * up globally, and the refusal signed (note <290>).
 */
function bindingOf({ connection, sessionId, setup }: Request): SessionSetupRequest | undefined {
  if (setup === undefined || sessionId === 0n || connection.sessions.has(sessionId)) return undefined;
  if (setup instanceof CodecError) throw setup;
  return (setup.flags & SessionSetupFlags.BINDING) === 0 ? undefined : setup;
}

/**
 * A binding is signed with Session.SigningKey. If the connection has another algorithm, 3.1.4.1 prescribes that one;
 * Windows, Samba and their clients use the one that the key was made for.
 */
function bindingSigner({ established, signingAlgorithm }: Session): Signer | undefined {
  return established && new Signer(signingAlgorithm, established.keys.signingKey);
}

/**
 * A connection that negotiated AES-GMAC can only be bound to a session that uses it, and vice versa. Statuses as
 * observed on Windows and Samba.
 */
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
  if (established.wrongSignatureExplained) {
    report({ kind: 'signature-invalid', command: header.command });
    return;
  }
  established.wrongSignatureExplained = true;
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
