import { CodecError, Reader, Writer } from '../../bytes/index.js';

/** AvId ([MS-NLMP] 2.2.2.1). */
export const AvId = {
  MsvAvEOL: 0,
  MsvAvNbComputerName: 1,
  MsvAvNbDomainName: 2,
  MsvAvDnsComputerName: 3,
  MsvAvDnsDomainName: 4,
  MsvAvDnsTreeName: 5,
  MsvAvFlags: 6,
  MsvAvTimestamp: 7,
  MsvAvSingleHost: 8,
  MsvAvTargetName: 9,
  MsvAvChannelBindings: 10,
} as const;

/** The last AvId that has a meaning. A list repeats none: those up to it are marked as bits, which makes no Set. */
const LAST_KNOWN = AvId.MsvAvChannelBindings;

/** Bits of MsvAvFlags. */
export const AvFlags = {
  /** The account's authentication is constrained. */
  CONSTRAINED: 0x1,
  /** The AUTHENTICATE_MESSAGE carries a MIC. */
  MIC_PRESENT: 0x2,
  /** The target name comes from an untrusted source. */
  UNTRUSTED_TARGET_NAME: 0x4,
} as const;

export interface AvPair {
  readonly id: number;
  readonly value: Buffer;
}

/**
 * Decodes a list up to its MsvAvEOL, which must be there. The bytes behind it are ignored: many clients append four
 * zero bytes.
 *
 * @returns the pairs in order, without MsvAvEOL
 * @throws CodecError for a list that is cut, and for an AvId that comes twice: if two readers took different ones, a
 * MIC that the second MsvAvFlags announces could go unchecked
 */
export function decodeAvPairs(bytes: Buffer, structure: string): AvPair[] {
  const reader = new Reader(bytes, structure);
  const pairs: AvPair[] = [];
  let seen = 0;
  let seenOthers: Set<number> | undefined;
  for (;;) {
    const id = reader.u16('AvId');
    const length = reader.u16('AvLen');
    if (!isPlausibleLength(id, length)) {
      throw new CodecError('malformed', structure, 'AvLen', reader.offset, `${length} bytes for AvId ${id}`);
    }
    if (id === AvId.MsvAvEOL) return pairs;
    const isRepeated = id <= LAST_KNOWN ? (seen & (1 << id)) !== 0 : seenOthers?.has(id) === true;
    if (isRepeated) throw new CodecError('malformed', structure, 'AvId', reader.offset, `${id} comes twice`);
    if (id <= LAST_KNOWN) seen |= 1 << id;
    else (seenOthers ??= new Set()).add(id);
    pairs.push({ id, value: reader.bytes(length, 'Value') });
  }
}

/** Encodes a list and its MsvAvEOL. */
export function encodeAvPairs(pairs: readonly AvPair[]): Buffer {
  const writer = new Writer(lengthOfAvPairs(pairs));
  writeAvPairs(writer, pairs);
  return writer.finish();
}

/** Writes a list and its MsvAvEOL. */
export function writeAvPairs(writer: Writer, pairs: readonly AvPair[]): void {
  for (const { id, value } of pairs) writer.u16(id).u16(value.length).bytes(value);
  writer.u16(AvId.MsvAvEOL).u16(0);
}

/** The bytes of a list with its MsvAvEOL. */
export function lengthOfAvPairs(pairs: readonly AvPair[]): number {
  let length = 4;
  for (const { value } of pairs) length += 4 + value.length;
  return length;
}

/** The value of the pair of an id. */
export function findAvPair(pairs: readonly AvPair[], id: number): Buffer | undefined {
  for (const pair of pairs) if (pair.id === id) return pair.value;
  return undefined;
}

/** MsvAvFlags, 0 when absent. */
export function avFlagsOf(pairs: readonly AvPair[]): number {
  return findAvPair(pairs, AvId.MsvAvFlags)?.readUInt32LE(0) ?? 0;
}

/** Whether a value has the length of its type; text consists of whole UTF-16 units. */
function isPlausibleLength(id: number, length: number): boolean {
  switch (id) {
    case AvId.MsvAvEOL:
      return length === 0;
    case AvId.MsvAvFlags:
      return length === 4;
    case AvId.MsvAvTimestamp:
      return length === 8;
    case AvId.MsvAvChannelBindings:
      return length === 16;
    case AvId.MsvAvNbComputerName:
    case AvId.MsvAvNbDomainName:
    case AvId.MsvAvDnsComputerName:
    case AvId.MsvAvDnsDomainName:
    case AvId.MsvAvDnsTreeName:
    case AvId.MsvAvTargetName:
      return length % 2 === 0;
    default:
      return true;
  }
}
