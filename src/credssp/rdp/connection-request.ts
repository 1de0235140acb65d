import { Reader } from '../../bytes/index.js';
import { encodeTpkt } from './tpkt.js';

/** Flags of requestedProtocols ([MS-RDPBCGR] 2.2.1.1.1). */
export const Protocol = { SSL: 1, HYBRID: 2, HYBRID_EX: 8 } as const;

/** A client of Remote Credential Guard sets it among RDP_NEG_REQ's flags ([MS-RDPBCGR] 2.2.1.1.1). */
export const REDIRECTED_AUTHENTICATION_MODE_REQUIRED = 2;

/** CORRELATION_INFO_PRESENT of RDP_NEG_REQ's flags ([MS-RDPBCGR] 2.2.1.1.1). */
const CORRELATION_INFO_PRESENT = 8;

/** A client's X.224 Connection Request PDU ([MS-RDPBCGR] 2.2.1.1). */
export interface ConnectionRequest {
  /** The identifier of `Cookie: mstshash=`, the user of most clients; absent: there is no such cookie. */
  readonly cookie?: string;
  /** Any other text in that place; absent: there is none. */
  readonly routingToken?: string;
  /** RDP_NEG_REQ; absent: the client knows standard RDP security alone. */
  readonly negotiation?: NegotiationRequest;
}

/** RDP_NEG_REQ ([MS-RDPBCGR] 2.2.1.1.1). */
export interface NegotiationRequest {
  readonly flags: number;
  readonly requestedProtocols: number;
  /** RDP_NEG_CORRELATION_INFO, 16 bytes; absent: there is none. */
  readonly correlationId?: Buffer;
}

const CONNECTION_REQUEST = 0xe0;
const TYPE_RDP_NEG_REQ = 1;
const TYPE_RDP_CORRELATION_INFO = 6;
const STRUCTURE = 'X.224 Connection Request';
const COOKIE = 'Cookie: mstshash=';

/**
 * Decodes a whole TPKT packet.
 *
 * @throws CodecError for anything but a Connection Request
 */
export function decodeConnectionRequest(packet: Buffer): ConnectionRequest {
  const from = new Reader(packet, STRUCTURE);
  from.skip(4, 'tpktHeader');
  const indicator = from.u8('lengthIndicator');
  if (indicator !== from.remaining) from.fail('malformed', 'lengthIndicator', `${indicator}`);
  // The lower half of the octet is the initial credit, which class 0 does without.
  const code = from.u8('code') & 0xf0;
  if (code !== CONNECTION_REQUEST) from.fail('bad-constant', 'code', `0x${code.toString(16)}`);
  // "Destination reference, Source reference, and Class and options" are ignored ([MS-RDPBCGR] 3.3.5.3.1).
  from.skip(5, 'references');
  const texts = readTexts(from);
  const negotiation = from.remaining > 0 ? readNegotiation(from) : undefined;
  if (from.remaining > 0) from.fail('malformed', 'end', `${from.remaining} trailing bytes`);
  return { ...texts, ...(negotiation && { negotiation }) };
}

/** Both texts are read over where there are two ([MS-RDPBCGR] 3.3.5.3.1). */
function readTexts(from: Reader): Pick<ConnectionRequest, 'cookie' | 'routingToken'> {
  let texts: Pick<ConnectionRequest, 'cookie' | 'routingToken'> = {};
  while (from.remaining > 0 && from.message[from.offset] !== TYPE_RDP_NEG_REQ) {
    const end = from.message.indexOf('\r\n', from.offset, 'latin1');
    if (end < 0) from.fail('malformed', 'cookie', 'no CR LF at its end');
    const text = from.bytes(end - from.offset, 'cookie').toString('latin1');
    from.skip(2, 'cookie');
    texts = text.startsWith(COOKIE)
      ? { ...texts, cookie: text.slice(COOKIE.length) }
      : { ...texts, routingToken: text };
  }
  return texts;
}

function readNegotiation(from: Reader): NegotiationRequest {
  from.structure = 'RDP_NEG_REQ';
  from.skip(1, 'type');
  const flags = from.u8('flags');
  const length = from.u16('length');
  if (length !== 8) from.fail('bad-constant', 'length', String(length));
  const requestedProtocols = from.u32('requestedProtocols');
  if ((flags & CORRELATION_INFO_PRESENT) === 0) return { flags, requestedProtocols };
  return { flags, requestedProtocols, correlationId: readCorrelationId(from) };
}

function readCorrelationId(from: Reader): Buffer {
  from.structure = 'RDP_NEG_CORRELATION_INFO';
  const type = from.u8('type');
  if (type !== TYPE_RDP_CORRELATION_INFO) from.fail('bad-constant', 'type', String(type));
  from.skip(1, 'flags');
  const length = from.u16('length');
  if (length !== 36) from.fail('bad-constant', 'length', String(length));
  const id = from.bytes(16, 'correlationId');
  from.skip(16, 'reserved');
  return id;
}

/** Encodes a Connection Request, for clients. */
export function encodeConnectionRequest({ cookie, routingToken, negotiation }: ConnectionRequest): Buffer {
  const parts: Buffer[] = [];
  if (routingToken !== undefined) parts.push(Buffer.from(`${routingToken}\r\n`, 'latin1'));
  if (cookie !== undefined) parts.push(Buffer.from(`${COOKIE}${cookie}\r\n`, 'latin1'));
  if (negotiation) {
    const { flags, requestedProtocols, correlationId } = negotiation;
    const request = Buffer.from([TYPE_RDP_NEG_REQ, flags, 8, 0, 0, 0, 0, 0]);
    request.writeUInt32LE(requestedProtocols, 4);
    parts.push(request);
    if (correlationId) {
      parts.push(Buffer.from([TYPE_RDP_CORRELATION_INFO, 0, 36, 0]), correlationId, Buffer.alloc(16));
    }
  }
  return encodeTpkt(CONNECTION_REQUEST, 0, Buffer.concat(parts));
}
