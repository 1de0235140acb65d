import { CodecError } from '../bytes/index.js';

/** A packet of a capture file, from its link-layer header on. */
export interface FilePacket {
  /** LINKTYPE_… number of the interface. */
  readonly linkType: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly bytes: Buffer;
}

const PCAPNG = 0x0a0d0d0a;

/** Whether `bytes` begin with the magic number of pcap, in either byte order, or of pcapng. */
export function isCaptureFile(bytes: Buffer): boolean {
  return bytes.length >= 24 && (bytes.readUInt32BE(0) === PCAPNG || classicFormat(bytes) !== undefined);
}

/**
 * The packets of a capture file: classic pcap (micro- or nanoseconds, either byte order) or pcapng.
 *
 * @throws CodecError when the file is neither, or ends within a header; an incomplete last packet is left out
 */
export function readCaptureFile(bytes: Buffer): FilePacket[] {
  if (bytes.length >= 24 && bytes.readUInt32BE(0) === PCAPNG) return readPcapng(bytes);
  const format = bytes.length >= 24 ? classicFormat(bytes) : undefined;
  if (format === undefined) throw new CodecError('bad-constant', 'capture file', 'magic number', 0);
  return readClassic(bytes, format);
}

interface ClassicFormat {
  readonly littleEndian: boolean;
  readonly ticksPerMs: number;
}

function classicFormat(bytes: Buffer): ClassicFormat | undefined {
  switch (bytes.readUInt32BE(0)) {
    case 0xa1b2c3d4:
      return { littleEndian: false, ticksPerMs: 1000 };
    case 0xd4c3b2a1:
      return { littleEndian: true, ticksPerMs: 1000 };
    case 0xa1b23c4d:
      return { littleEndian: false, ticksPerMs: 1e6 };
    case 0x4d3cb2a1:
      return { littleEndian: true, ticksPerMs: 1e6 };
    default:
      return undefined;
  }
}

function readClassic(bytes: Buffer, { littleEndian, ticksPerMs }: ClassicFormat): FilePacket[] {
  const u32 = unsigned32(bytes, littleEndian);
  const linkType = u32(20) & 0xffff;
  const packets: FilePacket[] = [];
  let offset = 24;
  while (offset + 16 <= bytes.length) {
    const length = u32(offset + 8);
    const start = offset + 16;
    if (start + length > bytes.length) break;
    const time = u32(offset) * 1000 + u32(offset + 4) / ticksPerMs;
    packets.push({ linkType, time, bytes: bytes.subarray(start, start + length) });
    offset = start + length;
  }
  return packets;
}

interface Interface {
  readonly linkType: number;
  readonly ticksPerMs: number;
}

const Block = { SECTION_HEADER: PCAPNG, INTERFACE: 1, SIMPLE_PACKET: 3, ENHANCED_PACKET: 6 } as const;
const OPTION_TIMESTAMP_RESOLUTION = 9;

function readPcapng(bytes: Buffer): FilePacket[] {
  const packets: FilePacket[] = [];
  let interfaces: Interface[] = [];
  let littleEndian = true;
  let offset = 0;
  while (offset + 12 <= bytes.length) {
    if (bytes.readUInt32BE(offset) === PCAPNG) {
      littleEndian = bytes.readUInt8(offset + 8) === 0x4d;
      interfaces = [];
    }
    const u32 = unsigned32(bytes, littleEndian);
    const length = u32(offset + 4);
    if (length < 12 || length % 4 !== 0) {
      throw new CodecError('malformed', 'pcapng block', 'Block Total Length', offset + 4);
    }
    if (offset + length > bytes.length) break;
    const body = bytes.subarray(offset + 8, offset + length - 4);
    const type = u32(offset);
    if (type === Block.INTERFACE && body.length >= 8) interfaces.push(readInterface(body, littleEndian));
    const packet = readPacketBlock(type, body, interfaces, littleEndian);
    if (packet) packets.push(packet);
    offset += length;
  }
  return packets;
}

function readPacketBlock(
  type: number,
  body: Buffer,
  interfaces: readonly Interface[],
  littleEndian: boolean,
): FilePacket | undefined {
  const u32 = unsigned32(body, littleEndian);
  if (type === Block.SIMPLE_PACKET && body.length >= 4) {
    const linkType = interfaces[0]?.linkType;
    if (linkType === undefined) return undefined;
    return { linkType, time: 0, bytes: body.subarray(4, 4 + Math.min(u32(0), body.length - 4)) };
  }
  if (type !== Block.ENHANCED_PACKET || body.length < 20) return undefined;
  const from = interfaces[u32(0)];
  const length = u32(12);
  if (from === undefined || 20 + length > body.length) return undefined;
  const time = (u32(4) * 0x100000000 + u32(8)) / from.ticksPerMs;
  return { linkType: from.linkType, time, bytes: body.subarray(20, 20 + length) };
}

function readInterface(body: Buffer, littleEndian: boolean): Interface {
  const u16 = (at: number): number => (littleEndian ? body.readUInt16LE(at) : body.readUInt16BE(at));
  let ticksPerMs = 1000;
  for (let at = 8; at + 4 <= body.length;) {
    const length = u16(at + 2);
    if (u16(at) === OPTION_TIMESTAMP_RESOLUTION && length >= 1 && at + 4 < body.length) {
      const resolution = body.readUInt8(at + 4);
      // The top bit selects a power of two instead of ten (4.2).
      ticksPerMs = (resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** resolution) / 1000;
    }
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return { linkType: u16(0), ticksPerMs };
}

function unsigned32(bytes: Buffer, littleEndian: boolean): (at: number) => number {
  return (at) => (littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
}
