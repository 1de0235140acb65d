import { type Cut, cutBytes, type ReadMessage } from './cut.js';

/** Bytes of a TLS record’s header (RFC 8446 5.1), and of TPKT’s (RFC 1006 6). */
const RECORD_HEADER = 5;
const TPKT_HEADER = 4;
const TPKT_VERSION = 3;

/** ContentType (RFC 8446 5.1). */
const ContentType = { CHANGE_CIPHER_SPEC: 20, ALERT: 21, HANDSHAKE: 22, APPLICATION_DATA: 23 } as const;

/** A record of TLS 1.3 with an alert: its two bytes, the type, the tag (RFC 8446 5.2). No request is so short. */
const ENCRYPTED_ALERT = 19;

/** HandshakeType (RFC 8446 4), of the messages that are never encrypted. */
const handshakes = new Map<number, string>([
  [1, 'ClientHello'],
  [2, 'ServerHello'],
]);

const records = new Map<number, string>([
  [ContentType.CHANGE_CIPHER_SPEC, 'TLS'],
  [ContentType.ALERT, 'TLS alert'],
  [ContentType.HANDSHAKE, 'TLS'],
  [ContentType.APPLICATION_DATA, 'TLS'],
]);

/** Cuts bytes into records of TLS, and into RDP’s negotiation in front of them ([MS-RDPBCGR] 2.2.1.1). */
export function cutTls(all: Buffer, from: 'client' | 'server'): Cut[] {
  const read: ReadMessage = (bytes, start) => {
    if (start === 0 && bytes[0] === TPKT_VERSION) {
      const title = `RDP connection ${from === 'client' ? 'request' : 'confirm'}`;
      return { end: Math.max(TPKT_HEADER, bytes.readUInt16BE(2)), title };
    }
    const title = records.get(bytes.readUInt8(start));
    if (title === undefined) return undefined;
    const length = bytes.readUInt16BE(start + 3);
    const end = start + RECORD_HEADER + length;
    if (bytes[start] === ContentType.APPLICATION_DATA && length === ENCRYPTED_ALERT)
      return { end, title: 'TLS alert' };
    return { end, title, detail: () => handshakeAt(bytes, start), isOpaque: true };
  };
  return cutBytes(all, RECORD_HEADER, read, 'not TLS');
}

function handshakeAt(bytes: Buffer, start: number): string | undefined {
  if (bytes[start] !== ContentType.HANDSHAKE) return undefined;
  return handshakes.get(bytes[start + RECORD_HEADER] ?? 0);
}
