import { decodeHeader, encodeFault, encodeNak, layoutOf, PduType } from '../rpc/index.js';
import type { FaultAction } from './action.js';

/** The step in which a PDU of the server leaves. */
export function stepOfPdu(pdu: Buffer): 'rpc-bind' | 'rpc-response' {
  const type = pdu[TYPE];
  const isOfBind =
    type === PduType.BIND_ACK || type === PduType.BIND_NAK || type === PduType.ALTER_CONTEXT_RESP;
  return isOfBind ? 'rpc-bind' : 'rpc-response';
}

/** A PDU of the server as an action changes it; the same buffer where it changes nothing. */
export function alterPdu(action: FaultAction, pdu: Buffer): Buffer {
  switch (action.do) {
    case 'rpc-fault':
      return encodeFault(decodeHeader(pdu).callId, action.status);
    case 'bind-nak':
      return encodeNak(decodeHeader(pdu).callId, action.reason);
    case 'rpc-verifier':
      return action.value === 'wrong' ? withWrongVerifier(pdu) : withoutVerifier(pdu);
    default:
      return pdu;
  }
}

function withWrongVerifier(pdu: Buffer): Buffer {
  if (decodeHeader(pdu).authLength === 0) return pdu;
  const wrong = Buffer.from(pdu);
  const last = wrong.length - 1;
  wrong.writeUInt8(wrong.readUInt8(last) ^ 1, last);
  return wrong;
}

function withoutVerifier(pdu: Buffer): Buffer {
  const header = decodeHeader(pdu);
  if (header.authLength === 0) return pdu;
  const { trailerStart, padLength } = layoutOf(pdu, header);
  const bare = Buffer.from(pdu.subarray(0, trailerStart - padLength));
  bare.writeUInt16LE(bare.length, FRAG_LENGTH);
  bare.writeUInt16LE(0, AUTH_LENGTH);
  return bare;
}

/** Offsets in the header of a PDU (C706 12.6.3.1); our own are little-endian. */
const TYPE = 2;
const FRAG_LENGTH = 8;
const AUTH_LENGTH = 10;
