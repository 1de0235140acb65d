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
import { refuseBinding } from './refuse-login.js';
import type { Request } from './request.js';
import type { Session } from '../model/session.js';
import { EchoedSignature, Signer, type Signing } from '../../protection/signing.js';
import { denied, type Denied, verified, type Verdict } from './verdict.js';

/**
 * Checks the signature of a request, or that it may come without one ([MS-SMB2] 3.3.5.2.4).
 *
 * @returns the signer that verified it and that answers it; undefined for an acceptable unsigned request
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
  // "If Session.SigningKey, Channel.SigningKey, or Session.SessionKey is NULL": nobody is authenticated yet.
  if (signer === undefined) return denied(NtStatus.STATUS_NOT_SUPPORTED);
  if (signer.verify(message)) return verified(signer);
  reportInvalid(connection, session, header, message, signer);
  // Windows keeps the connection (note <263>); the refusal itself is signed, so that the client can believe it.
  return denied(NtStatus.STATUS_ACCESS_DENIED, signer);
}

const UNSIGNED: Verdict<undefined> = verified(undefined);

/**
 * A binding is signed with the key of the session that it names. Each refusal is an attempt of the client's own: it may
 * have seen the SessionId on the wire, and have nothing to do with the session.
 */
function checkBinding(request: Request, binding: SessionSetupRequest): Verdict<Signing> {
  const { connection, message, sessionId } = request;
  const refuse = (refusal: Denied, detail: string): Denied => {
    const { proposal } = refuseBinding(request, binding, refusal.status, detail);
    return proposal === undefined ? refusal : { ...refusal, proposal };
  };
  const session = connection.server.sessions.find(sessionId);
  if (session === undefined) return refuse(denyUnknown(request), 'there is no such session');
  const signer = bindingSigner(session);
  // "If Session.SigningKey, Channel.SigningKey, or Session.SessionKey is NULL".
  if (signer === undefined) {
    return refuse(denied(NtStatus.STATUS_NOT_SUPPORTED), 'nobody is logged in to the session yet');
  }
  if (!signer.verify(message)) {
    // Nothing is signed with the key: on connections of its own, where MessageIds begin anew, the client could have two
    // messages signed under one nonce of AES-GMAC, and make signatures itself from then on.
    return refuse(denied(NtStatus.STATUS_ACCESS_DENIED), 'it is not signed with the key of the session');
  }
  const mismatch = mismatchOfAlgorithms(connection, session);
  if (mismatch === undefined) return verified(signer);
  return refuse(denied(mismatch, signer), 'AES-GMAC joins AES-GMAC alone');
}

/**
 * A request that is signed with the right key of an ended session, or of a session on another connection, is refused
 * with that key's signature: a client that requires signing discards anything else (3.2.5.1.3). Samba signs the refusal
 * of a SESSION_SETUP; it returns the signature of any other request unchanged, which its own client accepts.
 *
 * Nothing is signed by AES-GMAC for another connection: a request that was seen there and sent again here would get a
 * second message under the nonce of its first answer, and an eavesdropper with both can make signatures from then on. A
 * client that requires signing gets its signature back, as from Samba; another takes the answer unsigned.
 */
function denyUnknown({ connection, message, sessionId }: Request): Denied {
  const status = NtStatus.STATUS_USER_SESSION_DELETED;
  const former = connection.formerSigner(sessionId);
  const elsewhere = former === undefined ? connection.server.sessions.find(sessionId) : undefined;
  const signer = former ?? (elsewhere && bindingSigner(elsewhere));
  if (signer?.verify(message) !== true) return denied(status);
  if (former !== undefined || signer.algorithm !== SigningAlgorithm.AES_GMAC) return denied(status, signer);
  const mustBeSigned = elsewhere?.established?.signingRequired === true;
  return denied(status, mustBeSigned ? new EchoedSignature(message) : undefined);
}

/**
 * The text looks the session up globally, and refuses an unsigned request with STATUS_ACCESS_DENIED on whatever
 * connection it arrives. Windows and Samba do so only where the session is: elsewhere it is
 * STATUS_USER_SESSION_DELETED, as for a session that nobody has, and a stranger does not learn which SessionIds exist.
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
 * A binding is signed with Session.SigningKey. Where the connection it arrives on has another algorithm, 3.1.4.1 says
 * that one; Windows and Samba stay with the one the key was made for, and so does whoever binds to them.
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
