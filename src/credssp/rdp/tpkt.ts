import { CodecError } from '../../bytes/index.js';

/** The version of TPKT, the first octet of each packet (T.123 8). */
export const TPKT_VERSION = 3;

const TPKT_HEADER = 4;

/** The length indicator of X.224 is an octet, of which 255 is reserved (X.224 13.2.1). */
const LONGEST = TPKT_HEADER + 1 + 254;

/**
 * Bytes of the TPKT packet that begins here; undefined while its header is not complete.
 *
 * @throws CodecError for anything but a packet that a Connection Request can fill
 */
export function tpktLength(bytes: Buffer): number | undefined {
  const fail = (field: string, detail: string): never => {
    throw new CodecError('bad-constant', 'TPKT', field, 0, detail);
  };
  if (bytes.length > 0 && bytes[0] !== TPKT_VERSION) fail('version', String(bytes[0]));
  if (bytes.length < TPKT_HEADER) return undefined;
  const length = bytes.readUInt16BE(2);
  // "less than 11 bytes" is a reason to drop the connection ([MS-RDPBCGR] 3.3.5.3.1).
  if (length < 11 || length > LONGEST) fail('length', String(length));
  return length;
}

/** A TPKT packet with one X.224 TPDU of class 0: its code, its references and what follows. */
export function encodeTpkt(code: number, sourceReference: number, parameters: Buffer): Buffer {
  const header = Buffer.alloc(TPKT_HEADER + 7);
  header[0] = TPKT_VERSION;
  header.writeUInt16BE(header.length + parameters.length, 2);
  header[TPKT_HEADER] = 6 + parameters.length;
  header[TPKT_HEADER + 1] = code;
  header.writeUInt16BE(sourceReference, TPKT_HEADER + 4);
  return Buffer.concat([header, parameters]);
}
