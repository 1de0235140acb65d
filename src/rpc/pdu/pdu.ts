import { CodecError, Writer, type Reader } from '../../bytes/index.js';
import * as bind from './bind.js';
import * as call from './call.js';
import { decodeHeader, DREP, HEADER_LENGTH, PduType, PfcFlags, readerOf, type PduHeader } from './header.js';
import {
  decodeSecurityTrailer,
  layoutOf,
  writeSecurityTrailer,
  type PduLayout,
  type SecurityTrailer,
} from './security-trailer.js';

/** The contents of a PDU, by its type. */
export type PduBody =
  | ({ readonly kind: 'bind' | 'alter-context' } & bind.Bind)
  | ({ readonly kind: 'bind-ack' | 'alter-context-resp' } & bind.BindAck)
  | ({ readonly kind: 'bind-nak' } & bind.BindNak)
  | ({ readonly kind: 'request' } & call.CallRequest)
  | ({ readonly kind: 'response' } & call.CallResponse)
  | ({ readonly kind: 'fault' } & call.CallFault)
  | { readonly kind: 'auth3' | 'shutdown' | 'cancel' | 'orphaned' };

/** A connection-oriented PDU (C706 12.6.4). */
export interface Pdu {
  /** Bits of {@link PfcFlags}; OBJECT_UUID is set by the encoder. */
  readonly flags: number;
  readonly callId: number;
  readonly body: PduBody;
  readonly security?: SecurityTrailer;
}

/** A PDU from the network, with what is needed to verify it over the bytes received. */
export interface ReceivedPdu extends Pdu {
  readonly raw: Buffer;
  /** Numbers are big-endian, in the stub as well. */
  readonly bigEndian: boolean;
  readonly layout: PduLayout;
}

/**
 * Decodes one whole PDU. The stub of a sealed one is still ciphertext.
 * @throws CodecError for anything that is not a PDU of a type above
 */
export function decodePdu(raw: Buffer): ReceivedPdu {
  const header = decodeHeader(raw);
  if (raw.length !== header.fragLength) {
    throw new CodecError('truncated', 'RPC PDU', 'frag_length', 8, `${header.fragLength}, not ${raw.length}`);
  }
  const layout = layoutOf(raw, header);
  const r = readerOf(raw, 'RPC PDU', header, HEADER_LENGTH, layout.trailerStart - layout.padLength);
  const { flags, callId, bigEndian } = header;
  const pdu = { flags, callId, body: readBody(r, header), raw, bigEndian, layout };
  return header.authLength === 0 ? pdu : { ...pdu, security: decodeSecurityTrailer(raw, layout, header) };
}

/** Encodes one whole PDU; lengths and padding are computed. */
export function encodePdu(pdu: Pdu): Buffer {
  const { body, security } = pdu;
  const w = new Writer();
  const hasObject = body.kind === 'request' && body.object !== undefined;
  w.u8(5)
    .u8(0)
    .u8(typeOf(body))
    .u8(hasObject ? pdu.flags | PfcFlags.OBJECT_UUID : pdu.flags);
  w.bytes(DREP)
    .u16(0)
    .u16(security?.token.length ?? 0)
    .u32(pdu.callId);
  writeBody(w, body);
  if (security) {
    const hasStub = body.kind === 'request' || body.kind === 'response';
    writeSecurityTrailer(w, security, HEADER_LENGTH + 8, hasStub ? 16 : 4);
  }
  return w.patchU16(8, w.offset).finish();
}

function readBody(r: Reader, header: PduHeader): PduBody {
  switch (header.type) {
    case PduType.REQUEST:
      return { kind: 'request', ...call.readRequest(r, (header.flags & PfcFlags.OBJECT_UUID) !== 0) };
    case PduType.RESPONSE:
      return { kind: 'response', ...call.readResponse(r) };
    case PduType.FAULT:
      return { kind: 'fault', ...call.readFault(r) };
    case PduType.BIND:
      return { kind: 'bind', ...bind.readBind(r) };
    case PduType.BIND_ACK:
      return { kind: 'bind-ack', ...bind.readBindAck(r) };
    case PduType.BIND_NAK:
      return { kind: 'bind-nak', ...bind.readBindNak(r) };
    case PduType.ALTER_CONTEXT:
      return { kind: 'alter-context', ...bind.readBind(r) };
    case PduType.ALTER_CONTEXT_RESP:
      return { kind: 'alter-context-resp', ...bind.readBindAck(r) };
    case PduType.AUTH3:
      return { kind: 'auth3' };
    case PduType.SHUTDOWN:
      return { kind: 'shutdown' };
    case PduType.CANCEL:
      return { kind: 'cancel' };
    case PduType.ORPHANED:
      return { kind: 'orphaned' };
    default:
      return r.fail('bad-constant', 'PTYPE', `${header.type}`);
  }
}

function writeBody(w: Writer, body: PduBody): void {
  switch (body.kind) {
    case 'request':
      return call.writeRequest(w, body);
    case 'response':
      return call.writeResponse(w, body);
    case 'fault':
      return call.writeFault(w, body);
    case 'bind':
    case 'alter-context':
      return bind.writeBind(w, body);
    case 'bind-ack':
    case 'alter-context-resp':
      return bind.writeBindAck(w, body);
    case 'bind-nak':
      return bind.writeBindNak(w, body);
    case 'auth3':
      // The pad of [MS-RPCE] 2.2.2.10.
      w.zero(4);
      return undefined;
    case 'shutdown':
    case 'cancel':
    case 'orphaned':
      return undefined;
  }
}

const types: Readonly<Record<PduBody['kind'], number>> = {
  request: PduType.REQUEST,
  response: PduType.RESPONSE,
  fault: PduType.FAULT,
  bind: PduType.BIND,
  'bind-ack': PduType.BIND_ACK,
  'bind-nak': PduType.BIND_NAK,
  'alter-context': PduType.ALTER_CONTEXT,
  'alter-context-resp': PduType.ALTER_CONTEXT_RESP,
  auth3: PduType.AUTH3,
  shutdown: PduType.SHUTDOWN,
  cancel: PduType.CANCEL,
  orphaned: PduType.ORPHANED,
};

function typeOf(body: PduBody): number {
  return types[body.kind];
}
