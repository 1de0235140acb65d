import { decodeHeader, HEADER_LENGTH, layoutOf, PduType } from '../rpc/pdu/index.js';
import type { PduHeader } from '../rpc/pdu/header.js';
import { decodeSecurityTrailer } from '../rpc/pdu/security-trailer.js';
import { type Cut, cutBytes, readable, type ReadMessage } from './cut.js';
import { tokenWords } from './token-words.js';

const names = new Map<number, string>(Object.entries(PduType).map(([name, type]) => [type, name]));

/** Cuts the bytes of RPC over TCP into PDUs (C706 12.6). */
export function cutRpc(all: Buffer): Cut[] {
  const read: ReadMessage = (bytes, start) => {
    const header = readable(() => decodeHeader(bytes.subarray(start, start + HEADER_LENGTH)));
    if (header === undefined) return undefined;
    const end = start + header.fragLength;
    const pdu = bytes.subarray(start, end);
    return {
      end,
      title: names.get(header.type) ?? `PDU of type ${header.type}`,
      ...(end <= bytes.length && { detail: () => wordsOf(pdu, header) }),
    };
  };
  return cutBytes(all, HEADER_LENGTH, read, 'not RPC');
}

/** The login token of a PDU, where it has one: requests and responses have signatures there. */
function wordsOf(pdu: Buffer, header: PduHeader): string | undefined {
  if (header.authLength === 0) return undefined;
  return readable(() => tokenWords(decodeSecurityTrailer(pdu, layoutOf(pdu, header), header).token));
}
