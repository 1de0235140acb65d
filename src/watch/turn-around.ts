import type { Carrier } from '../facts/recorder.js';
import { ProtocolId, protocolId } from '../smb2-codec/index.js';
import type { BytesEntry, Entry } from './kept-connection.js';

/** Bytes in front of an SMB message ([MS-SMB2] 2.1). */
const FRAME_PREFIX = 4;

/** Whether bytes of a client look like the beginning of a message. */
export function beginsMessage(carrier: Carrier, bytes: Buffer): boolean {
  switch (carrier) {
    case 'smb': {
      const id = protocolId(bytes.subarray(FRAME_PREFIX));
      return bytes[0] === 0 && (id === ProtocolId.SMB2 || id === ProtocolId.TRANSFORM);
    }
    // The version of a PDU (C706 12.6.3.1).
    case 'rpc':
      return bytes[0] === 5 && bytes[1] === 0;
    case 'http':
      return /^[A-Z]{1,20} /.test(bytes.toString('latin1', 0, 21));
    // A content type and the major version of a record (RFC 8446 5.1).
    case 'https':
    case 'credssp':
      return [20, 21, 22, 23].includes(bytes[0] ?? 0) && bytes[1] === 3;
    default:
      return false;
  }
}

/**
 * The first place from an index on at which a client begins a message behind an answer: what is in front of it can be
 * left out, and both directions read on as if it had never been. Undefined: there is none.
 */
export function turnAroundFrom(
  carrier: Carrier,
  entries: readonly Entry[],
  start: number,
): number | undefined {
  for (let place = Math.max(1, start); place < entries.length; place += 1)
    if (isTurnAround(carrier, entries, place)) return place;
  return undefined;
}

/** The last such place; undefined: there is none at an index or behind it. */
export function lastTurnAround(
  carrier: Carrier,
  entries: readonly Entry[],
  start: number,
): number | undefined {
  for (let place = entries.length - 1; place >= Math.max(1, start); place -= 1)
    if (isTurnAround(carrier, entries, place)) return place;
  return undefined;
}

function isTurnAround(carrier: Carrier, entries: readonly Entry[], place: number): boolean {
  const entry = entries[place];
  if (entry?.kind !== 'bytes' || entry.from !== 'client' || !beginsMessage(carrier, entry.bytes))
    return false;
  return bytesBefore(entries, place)?.from === 'server';
}

function bytesBefore(entries: readonly Entry[], place: number): BytesEntry | undefined {
  for (let index = place - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.kind === 'bytes') return entry;
  }
  return undefined;
}
