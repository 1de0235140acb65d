import {
  Command,
  decodeHeader,
  decodeTransformHeader,
  type Header,
  HeaderFlags,
  ProtocolId,
  protocolId,
  splitCompound,
  TRANSFORM_HEADER_LENGTH,
  TransformFlags,
} from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import { isSmb3 } from '../../protection/dialect.js';
import type { SessionCipher } from '../../protection/encryption.js';
import type { Incoming } from './serve-one.js';
import { Violation } from './violation.js';

/**
 * Requests of one frame. The most requests of one frame. Real clients compound fewer than ten. CANCELs cost no credits,
 * so only this limit bounds them.
 */
const COMPOUND_REQUESTS = 1024;

/** The requests of one frame, without the transform that was around them. */
export interface Frame {
  readonly requests: readonly Incoming[];
  /** Set when the frame came encrypted: its answers go out the same way. */
  readonly cipher: SessionCipher | undefined;
}

/**
 * Takes a frame apart ([MS-SMB2] 3.3.5.2, 3.3.5.2.1).
 *
 * @param inPlace whether an encrypted payload may be decrypted where it lies
 * @throws Violation, CodecError
 */
export function openFrame(connection: Connection, payload: Buffer, inPlace: boolean): Frame {
  switch (protocolId(payload)) {
    case ProtocolId.SMB2:
      return { requests: splitRequests(connection, payload), cipher: undefined };
    case ProtocolId.TRANSFORM:
      return openTransform(connection, payload, inPlace);
    case ProtocolId.SMB1:
      // Only a first SMB_COM_NEGOTIATE is served (3.3.5.3).
      if (connection.negotiation.at !== 'none') {
        throw new Violation('smb1-after-negotiate', '[MS-SMB2] 3.3.5.3');
      }
      return { requests: [{ message: payload, header: smb1Header }], cipher: undefined };
    case ProtocolId.COMPRESSION_TRANSFORM:
      // IsCompressionSupported is FALSE: "Otherwise the server MUST disconnect" (3.3.5.2.1.2).
      throw new Violation('compression-not-negotiated', '[MS-SMB2] 3.3.5.2.1.2');
    default:
      throw new Violation('unknown-protocol', '[MS-SMB2] 3.3.5.2');
  }
}

/** The SMB2 header that SMB_COM_NEGOTIATE counts as: its MessageId is 0 ([MS-SMB2] 3.3.5.2.3). */
const smb1Header: Header = {
  creditCharge: 0,
  status: 0,
  command: Command.NEGOTIATE,
  credits: 1,
  flags: 0,
  nextCommand: 0,
  messageId: 0n,
  asyncId: undefined,
  reserved: 0,
  treeId: 0,
  sessionId: 0n,
};

function openTransform(connection: Connection, payload: Buffer, inPlace: boolean): Frame {
  const { message, cipher, sessionId } = decrypt(connection, payload, inPlace);
  const requests = splitRequests(connection, message);
  let index = 0;
  for (const { header } of requests) checkSessionInside(header, index++, sessionId);
  return { requests, cipher };
}

/** Everything that can be wrong with a transform is answered by a disconnect ([MS-SMB2] 3.3.5.2.1.1). */
function decrypt(
  connection: Connection,
  payload: Buffer,
  inPlace: boolean,
): { message: Buffer; cipher: SessionCipher; sessionId: bigint } {
  const violation = (detail: string) => new Violation('transform-invalid', '[MS-SMB2] 3.3.5.2.1.1', detail);
  const { negotiation } = connection;
  if (negotiation.at !== 'done' || !isSmb3(negotiation.result.dialect) || negotiation.result.cipherId === 0) {
    throw violation('encryption was not negotiated');
  }
  if (payload.length <= TRANSFORM_HEADER_LENGTH) throw violation('nothing behind the transform header');
  const header = decodeTransformHeader(payload);
  if (header.flags !== TransformFlags.ENCRYPTED) throw violation(`Flags is ${header.flags}`);
  const established = connection.sessions.get(header.sessionId)?.established;
  const cipher = established?.cipher;
  // The login is not complete, or its session has no keys that could encrypt.
  if (cipher === undefined) throw violation('the session has no decryption key');
  // This also refuses a session that was re-authenticated as a guest or anonymous user, although it has keys.
  if (established?.identity.kind !== 'user') throw violation('the session is a guest or anonymous');
  const message = inPlace ? cipher.decryptInPlace(payload, header) : cipher.decrypt(payload);
  if (message === undefined) throw violation('the signature does not verify');
  if (message.length !== header.originalMessageSize) throw violation('OriginalMessageSize is not the size');
  if (protocolId(message) !== ProtocolId.SMB2) throw violation('no SMB2 message inside');
  return { message, cipher, sessionId: header.sessionId };
}

/** Each request that names a session must name that of the transform (3.3.5.2.1.1). */
function checkSessionInside(header: Header, index: number, sessionId: bigint): void {
  const related = (header.flags & HeaderFlags.RELATED_OPERATIONS) !== 0;
  if (related ? index === 0 : header.sessionId !== sessionId) {
    throw new Violation('transform-invalid', '[MS-SMB2] 3.3.5.2.1.1', 'SessionId differs inside');
  }
}

function splitRequests(connection: Connection, payload: Buffer): Incoming[] {
  checkSize(connection, payload.length);
  const messages = splitCompound(payload, COMPOUND_REQUESTS);
  if (messages.length > COMPOUND_REQUESTS) {
    throw new Violation(
      'compound-too-long',
      '[MS-SMB2] 3.3.5.2.7',
      `more than ${COMPOUND_REQUESTS} requests`,
    );
  }
  return messages.map((message): Incoming => ({ message, header: decodeHeader(message) }));
}

function checkSize(connection: Connection, length: number): void {
  if (connection.negotiation.at !== 'done') return;
  const { maxTransactSize } = connection.negotiation.result;
  // "If the length of the message exceeds Connection.MaxTransactSize+256, the server MUST disconnect" (3.3.5.2).
  if (length > maxTransactSize + 256) throw new Violation('message-too-long', '[MS-SMB2] 3.3.5.2');
}
