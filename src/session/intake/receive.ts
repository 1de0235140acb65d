import { CodecError } from '../../bytes/index.js';
import { Command, type Header, ProtocolId, protocolId } from '../../smb2-codec/index.js';
import type { Connection } from '../model/connection.js';
import { propose } from '../exchange/decide.js';
import { type DropOutcome, internalError, malformedFrame, notSmb, violation } from '../exchange/outcome.js';
import { commandRules } from './commands.js';
import { serveCompound } from './compound.js';
import { openFrame } from './open-frame.js';
import type { Incoming } from './serve-one.js';
import { Violation } from './violation.js';

/**
 * The longest request of a command without multi-credit payload; a longer one ends the connection ([MS-SMB2] 3.3.5.2).
 */
const SINGLE_CREDIT_MESSAGE_SIZE = 68 * 1024;

/**
 * Checks the payload of one frame by the rules of [MS-SMB2] 3.3.5.2 that demand a disconnect, and serves its requests.
 * Never throws.
 *
 * @param memory the memory of the payload, if nothing else lies in it: it is used again; absent: it is left alone
 */
export function receive(connection: Connection, payload: Buffer, memory?: Buffer): void {
  if (connection.closed) return;
  if (isForeign(connection, payload)) {
    propose(connection, notSmb(payload));
    return;
  }
  try {
    // Without a tap nobody else reads what arrived.
    const inPlace = memory !== undefined || connection.tap === undefined;
    const { requests, cipher } = openFrame(connection, payload, inPlace);
    let index = 0;
    for (const request of requests) {
      checkConnectionState(connection, request.header);
      checkCommand(connection, request, index++);
      takeSequenceNumber(connection, request.header);
    }
    serveCompound(connection, requests, cipher, memory);
  } catch (error) {
    propose(connection, endFor(connection, error));
  }
}

function endFor(connection: Connection, error: unknown): DropOutcome {
  if (error instanceof Violation) return violation(error.code, error.section, error.message);
  if (error instanceof CodecError) return malformedFrame(error);
  return internalError(connection, error, 'receiving a frame');
}

const protocols: ReadonlySet<number | undefined> = new Set(Object.values(ProtocolId));

/** Whether the first frame of a connection is of another protocol. */
function isForeign(connection: Connection, payload: Buffer): boolean {
  return connection.negotiation.at === 'none' && !protocols.has(protocolId(payload));
}

/** 3.3.5.2.2: before there is a dialect nothing but NEGOTIATE is answered. */
function checkConnectionState(connection: Connection, header: Header): void {
  if (connection.negotiation.at !== 'done' && header.command !== Command.NEGOTIATE) {
    throw new Violation('request-before-negotiate', '[MS-SMB2] 3.3.5.2.2');
  }
}

function checkCommand(connection: Connection, { header, message }: Incoming, index: number): void {
  const rule = commandRules.get(header.command);
  // "the server MUST disconnect" for the command of a message. Within a compound only the request itself fails, as on
  // smbd, and the requests before it are answered.
  if (index === 0 && rule === undefined) {
    throw new Violation('unknown-command', '[MS-SMB2] 3.3.5.2.6', `command ${header.command}`);
  }
  const mayBeLong = rule?.payload === 'multi-credit' && hasMultiCredit(connection);
  if (message.length > SINGLE_CREDIT_MESSAGE_SIZE && !mayBeLong) {
    throw new Violation('message-too-long', '[MS-SMB2] 3.3.5.2');
  }
}

/** 3.3.5.2.3; CANCEL has no sequence number of its own. */
function takeSequenceNumber(connection: Connection, header: Header): void {
  if (header.command === Command.CANCEL) return;
  const charge = hasMultiCredit(connection) ? Math.max(header.creditCharge, 1) : 1;
  if (!connection.window.consume(header.messageId, charge)) {
    throw new Violation('message-id-not-available', '[MS-SMB2] 3.3.5.2.3', `MessageId ${header.messageId}`);
  }
}

/** Connection.SupportsMultiCredit. */
function hasMultiCredit({ negotiation }: Connection): boolean {
  return negotiation.at === 'done' && negotiation.result.multiCredit;
}
