import { CodecError } from '../../bytes/index.js';
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
import { serveChain, type Incoming } from './chain.js';
import { commandRules } from './commands.js';
import type { Connection } from '../model/connection.js';
import { isSmb3 } from '../../protection/dialect.js';
import type { SessionCipher } from '../../protection/encryption.js';
import { handleSmb1Negotiate } from '../commands/negotiate/negotiate.js';
import { sendAnswers } from '../exchange/respond.js';

/** Requests of other commands end the connection when they are longer than this ([MS-SMB2] 3.3.5.2). */
const SINGLE_CREDIT_MESSAGE_SIZE = 68 * 1024;

/** Commands whose payload may be as long as MaxTransactSize ([MS-SMB2] 3.3.5.2). */
const multiCreditCommands: ReadonlySet<number> = new Set([
  Command.READ,
  Command.WRITE,
  Command.IOCTL,
  Command.QUERY_DIRECTORY,
  Command.CHANGE_NOTIFY,
  Command.QUERY_INFO,
  Command.SET_INFO,
]);

/**
 * Requests of one frame. Real clients compound fewer than ten; CANCELs cost no credits, so that nothing else bounds
 * them.
 */
const COMPOUND_REQUESTS = 1024;

/** A rule of the protocol that only a disconnect answers. */
class Violation extends Error {
  override readonly name = 'Violation';
  readonly code: string;
  readonly section: string;

  constructor(code: string, section: string, detail?: string) {
    super(detail);
    this.code = code;
    this.section = section;
  }
}

/**
 * Takes the payload of one frame through the checks of [MS-SMB2] 3.3.5.2 that concern the frame as a whole, and hands
 * its requests to their handlers. Never throws.
 */
export function receive(connection: Connection, payload: Buffer): void {
  if (connection.closed) return;
  try {
    receiveFrame(connection, payload);
  } catch (error) {
    if (error instanceof Violation || error instanceof CodecError) {
      connection.disconnect('protocol-violation', {
        kind: 'protocol-violation',
        code: error instanceof Violation ? error.code : 'malformed-frame',
        section: error instanceof Violation ? error.section : '[MS-SMB2] 3.3.5.2.6',
        detail: error.message,
      });
    } else {
      connection.fail(error, 'receiving a frame');
    }
  }
}

function receiveFrame(connection: Connection, payload: Buffer): void {
  switch (protocolId(payload)) {
    case ProtocolId.SMB1:
      receiveSmb1(connection, payload);
      return;
    case ProtocolId.TRANSFORM: {
      const { message, cipher, sessionId } = decrypt(connection, payload);
      receiveMessages(connection, message, { cipher, sessionId });
      return;
    }
    case ProtocolId.SMB2:
      receiveMessages(connection, payload, undefined);
      return;
    case ProtocolId.COMPRESSION_TRANSFORM:
      // IsCompressionSupported is FALSE: "Otherwise the server MUST disconnect" (3.3.5.2.1.2).
      throw new Violation('compression-not-negotiated', '[MS-SMB2] 3.3.5.2.1.2');
    default:
      if (connection.negotiation.at === 'none') {
        connection.disconnect('refused', {
          kind: 'not-smb',
          firstBytes: Buffer.from(payload.subarray(0, 64)),
        });
        return;
      }
      throw new Violation('unknown-protocol', '[MS-SMB2] 3.3.5.2');
  }
}

/** Only a first SMB_COM_NEGOTIATE is served; its MessageId counts as 0 ([MS-SMB2] 3.3.5.3, 3.3.5.2.3). */
function receiveSmb1(connection: Connection, message: Buffer): void {
  if (connection.negotiation.at !== 'none') throw new Violation('smb1-after-negotiate', '[MS-SMB2] 3.3.5.3');
  const response = handleSmb1Negotiate(connection, message);
  if (response === undefined) return;
  connection.window.consume(0n, 1);
  const request = {
    connection,
    header: smb1Header,
    message,
    encrypted: false,
    sessionId: 0n,
    treeId: 0,
    relatedFileId: undefined,
    signer: undefined,
  };
  sendAnswers(connection, [{ request, response, credits: connection.window.grant(1) }], undefined);
}

/** The SMB2 header an SMB1 request would have had. */
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
  signature: Buffer.alloc(16),
};

/** Everything that can be wrong with a transform is answered by a disconnect ([MS-SMB2] 3.3.5.2.1.1). */
function decrypt(
  connection: Connection,
  payload: Buffer,
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
  // Nobody is authenticated yet, or as nobody whose messages could be encrypted.
  if (cipher === undefined) throw violation('the session has no decryption key');
  // Also a session with keys that was re-authenticated as a guest or anonymous user since.
  if (established?.identity.kind !== 'user') throw violation('the session is a guest or anonymous');
  const message = cipher.decrypt(payload);
  if (message === undefined) throw violation('the signature does not verify');
  if (message.length !== header.originalMessageSize) throw violation('OriginalMessageSize is not the size');
  if (protocolId(message) !== ProtocolId.SMB2) throw violation('no SMB2 message inside');
  return { message, cipher, sessionId: header.sessionId };
}

function receiveMessages(
  connection: Connection,
  payload: Buffer,
  transform: { readonly cipher: SessionCipher; readonly sessionId: bigint } | undefined,
): void {
  verifySize(connection, payload.length);
  const messages = splitCompound(payload, COMPOUND_REQUESTS);
  if (messages.length > COMPOUND_REQUESTS) {
    throw new Violation(
      'compound-too-long',
      '[MS-SMB2] 3.3.5.2.7',
      `more than ${COMPOUND_REQUESTS} requests`,
    );
  }
  const requests = messages.map((message): Incoming => ({ message, header: decodeHeader(message) }));
  for (const [index, { header, message }] of requests.entries()) {
    verifyConnectionState(connection, header);
    if (transform !== undefined) verifyTransformedSession(header, index, transform.sessionId);
    verifyCommand(connection, header, message, index);
    verifySequenceNumber(connection, header);
  }
  serveChain(connection, requests, transform?.cipher);
}

function verifySize(connection: Connection, length: number): void {
  if (connection.negotiation.at !== 'done') return;
  const { maxTransactSize } = connection.negotiation.result;
  // "If the length of the message exceeds Connection.MaxTransactSize+256, the server MUST disconnect" (3.3.5.2).
  if (length > maxTransactSize + 256) throw new Violation('message-too-long', '[MS-SMB2] 3.3.5.2');
}

/** 3.3.5.2.2: before there is a dialect nothing but NEGOTIATE is answered. */
function verifyConnectionState(connection: Connection, header: Header): void {
  if (connection.negotiation.at !== 'done' && header.command !== Command.NEGOTIATE) {
    throw new Violation('request-before-negotiate', '[MS-SMB2] 3.3.5.2.2');
  }
}

function verifyCommand(connection: Connection, header: Header, message: Buffer, index: number): void {
  // "the server MUST disconnect" for the command of a message. Behind other requests of a compound it fails alone, as
  // on smbd: those before it were rightly asked, and are answered.
  if (index === 0 && !commandRules.has(header.command)) {
    throw new Violation('unknown-command', '[MS-SMB2] 3.3.5.2.6', `command ${header.command}`);
  }
  const multiCredit = connection.negotiation.at === 'done' && connection.negotiation.result.multiCredit;
  if (
    message.length > SINGLE_CREDIT_MESSAGE_SIZE &&
    !(multiCredit && multiCreditCommands.has(header.command))
  ) {
    throw new Violation('message-too-long', '[MS-SMB2] 3.3.5.2');
  }
}

/** 3.3.5.2.3; CANCEL has no sequence number of its own. */
function verifySequenceNumber(connection: Connection, header: Header): void {
  if (header.command === Command.CANCEL) return;
  const multiCredit = connection.negotiation.at === 'done' && connection.negotiation.result.multiCredit;
  const charge = multiCredit ? Math.max(header.creditCharge, 1) : 1;
  if (!connection.window.consume(header.messageId, charge)) {
    throw new Violation('message-id-not-available', '[MS-SMB2] 3.3.5.2.3', `MessageId ${header.messageId}`);
  }
}

/** The session inside must be the one outside, for each request that names one (3.3.5.2.1.1). */
function verifyTransformedSession(header: Header, index: number, sessionId: bigint): void {
  const related = (header.flags & HeaderFlags.RELATED_OPERATIONS) !== 0;
  if (related ? index === 0 : header.sessionId !== sessionId) {
    throw new Violation('transform-invalid', '[MS-SMB2] 3.3.5.2.1.1', 'SessionId differs inside');
  }
}
