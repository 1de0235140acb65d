import { Writer } from '../../../bytes/index.js';
import {
  decodeNegotiateRequest,
  encodeNegotiateRequest,
  HEADER_LENGTH,
  type NegotiateRequest,
} from '../../../smb2-codec/index.js';
import type { Connection } from '../../model/connection.js';

/** A NEGOTIATE as it is served. */
export interface ServedOffer {
  readonly body: NegotiateRequest;
  /** The bytes that the server’s hash is made of. */
  readonly message: Buffer;
}

/**
 * The NEGOTIATE of a client, or what a fault made of it on its way: the server has no other bytes then.
 *
 * @throws CodecError for one that cannot be read
 */
export function offerOf(connection: Connection, message: Buffer): ServedOffer {
  const body = decodeNegotiateRequest(message);
  const { alter } = connection.server.offers;
  if (alter === undefined) return { body, message };
  const altered = alter({ protocol: 'smb2', body }, connection).body;
  const bytes = messageOf(message, altered);
  // Where nothing was taken, the bytes are the client's, with whatever is between and behind their parts.
  return bytes.equals(messageOf(message, body)) ? { body, message } : { body: altered, message: bytes };
}

function messageOf(message: Buffer, body: NegotiateRequest): Buffer {
  const w = new Writer(message.length).bytes(message.subarray(0, HEADER_LENGTH));
  encodeNegotiateRequest(w, body);
  return w.finish();
}
