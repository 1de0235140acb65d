/** A PDU to make, in either order of bytes. */
export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly callId: number;
  /** Behind the header. */
  readonly body: Buffer;
  readonly bigEndian: boolean;
  /** The token, and the octets of padding before its trailer. */
  readonly security?: { readonly token: Buffer; readonly pad: number };
}

export const PDU = { response: 2, fault: 3, bindAck: 12, bindNak: 13, shutdown: 17 } as const;

/** Bytes of a PDU (C706 12.6.3.1); its trailer is that of Netlogon at privacy level, context 1. */
export function frame({ type, flags, callId, body, bigEndian, security }: Frame): Buffer {
  const trailer = security ? trailerOf(security.pad, bigEndian) : Buffer.alloc(0);
  const token = security?.token ?? Buffer.alloc(0);
  const head = Buffer.from([5, 0, type, flags, bigEndian ? 0 : 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const length = head.length + body.length + trailer.length + token.length;
  if (bigEndian) {
    head.writeUInt16BE(length, 8);
    head.writeUInt16BE(token.length, 10);
    head.writeUInt32BE(callId, 12);
  } else {
    head.writeUInt16LE(length, 8);
    head.writeUInt16LE(token.length, 10);
    head.writeUInt32LE(callId, 12);
  }
  return Buffer.concat([head, body, trailer, token]);
}

function trailerOf(pad: number, bigEndian: boolean): Buffer {
  return Buffer.from(bigEndian ? [68, 6, pad, 0, 0, 0, 0, 1] : [68, 6, pad, 0, 1, 0, 0, 0]);
}
