import { CodecError, ipAddressText, parsedIpAddress } from '../bytes/index.js';
import type { DecodedHeader } from './header.js';

const STRUCTURE = 'PROXY protocol 1';

/** The beginning of every header of version 1. */
export const version1Prefix = Buffer.from('PROXY ', 'latin1');

/** The longest line, CRLF included (PROXY protocol 2.1). */
const MOST_LINE_BYTES = 107;

const CR = 0x0d;
const LF = 0x0a;

/**
 * Decodes a header of version 1 in front of other bytes (PROXY protocol 2.1).
 *
 * @param bytes begin with {@link version1Prefix}
 * @returns undefined while the line is not complete
 * @throws CodecError for a line that does not exactly match the protocol, as soon as that is certain
 */
export function decodeVersion1(bytes: Buffer): DecodedHeader | undefined {
  const end = bytes.findIndex((byte) => byte === CR || byte === LF);
  const isLong = end === -1 ? bytes.length >= MOST_LINE_BYTES : end + 2 > MOST_LINE_BYTES;
  if (isLong) throw wrong('out-of-range', 'line', MOST_LINE_BYTES, 'no CRLF in 107 bytes');
  if (end === -1) return undefined;
  // A receiver must not tolerate a single CR or LF (PROXY protocol 2.1).
  if (bytes[end] === LF) throw wrong('malformed', 'line', end, 'LF without CR');
  if (bytes.length === end + 1) return undefined;
  if (bytes[end + 1] !== LF) throw wrong('malformed', 'line', end, 'CR without LF');
  const fields = bytes.toString('latin1', version1Prefix.length, end).split(' ');
  const length = end + 2;
  // The rest of such a line is ignored (PROXY protocol 2.1).
  if (fields[0] === 'UNKNOWN') return { header: { version: 1, kind: 'direct' }, length };
  return { header: { version: 1, kind: 'proxied', ...readEnds(fields) }, length };
}

function readEnds([family, source, destination, sourcePort, destinationPort, ...further]: readonly string[]) {
  const octets = family === 'TCP4' ? 4 : family === 'TCP6' ? 16 : undefined;
  if (octets === undefined)
    throw wrong('bad-constant', 'family', version1Prefix.length, 'no TCP4, TCP6 or UNKNOWN');
  if (further.length > 0) throw wrong('malformed', 'line', 0, 'something behind the ports');
  return {
    source: { address: readAddress(source, octets, 'source'), port: readPort(sourcePort, 'source port') },
    destination: {
      address: readAddress(destination, octets, 'destination'),
      port: readPort(destinationPort, 'destination port'),
    },
  };
}

function readAddress(text: string | undefined, octets: 4 | 16, field: string): string {
  const bytes = text === undefined ? undefined : parsedIpAddress(text);
  if (bytes?.length === octets) return ipAddressText(bytes);
  throw wrong('malformed', field, 0, `no address of ${octets === 4 ? 'TCP4' : 'TCP6'}`);
}

const decimal = /^(?:0|[1-9]\d{0,4})$/;

function readPort(text: string | undefined, field: string): number {
  if (text !== undefined && decimal.test(text) && Number(text) <= 0xffff) return Number(text);
  throw wrong('malformed', field, 0, 'no port from 0 to 65535');
}

function wrong(
  code: 'bad-constant' | 'malformed' | 'out-of-range',
  field: string,
  offset: number,
  detail: string,
): CodecError {
  return new CodecError(code, STRUCTURE, field, offset, detail);
}
