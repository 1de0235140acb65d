import { Writer } from '../bytes/index.js';

/** Link type of an interface: Ethernet. */
const LINKTYPE_ETHERNET = 1;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Block types and option codes of the pcapng format (draft-ietf-opsawg-pcapng 4). */
const Block = { SECTION_HEADER: 0x0a0d0d0a, INTERFACE: 1, ENHANCED_PACKET: 6 } as const;
const Option = { END: 0, COMMENT: 1, USER_APPLICATION: 4, PACKET_FLAGS: 2 } as const;

/** The blocks a file begins with: one section, one Ethernet interface with a resolution of microseconds. */
export function encodeFileStart(application: string, comment: string): Buffer {
  const section = encodeBlock(Block.SECTION_HEADER, (writer) => {
    writer.u32(BYTE_ORDER_MAGIC).u16(1).u16(0).u64(0xffffffffffffffffn);
    writeTextOption(writer, Option.COMMENT, comment);
    writeTextOption(writer, Option.USER_APPLICATION, application);
    writer.u16(Option.END).u16(0);
  });
  const networkInterface = encodeBlock(Block.INTERFACE, (writer) => {
    writer.u16(LINKTYPE_ETHERNET).u16(0).u32(0);
  });
  return Buffer.concat([section, networkInterface]);
}

/** One packet as the interface saw it. */
export interface CapturedPacket {
  /** Microseconds since 1970. */
  readonly timestamp: bigint;
  readonly direction: 'in' | 'out';
  readonly bytes: Buffer;
  /** A remark for the reader of the capture. */
  readonly comments: readonly string[];
}

/** An Enhanced Packet Block (4.3). */
export function encodePacket(packet: CapturedPacket): Buffer {
  return encodeBlock(Block.ENHANCED_PACKET, (writer) => {
    writer
      .u32(0)
      .u32(Number(packet.timestamp >> 32n))
      .u32(Number(packet.timestamp & 0xffffffffn))
      .u32(packet.bytes.length)
      .u32(packet.bytes.length)
      .bytes(packet.bytes)
      .align(4);
    for (const comment of packet.comments) writeTextOption(writer, Option.COMMENT, comment);
    writer
      .u16(Option.PACKET_FLAGS)
      .u16(4)
      .u32(packet.direction === 'in' ? 1 : 2);
    writer.u16(Option.END).u16(0);
  });
}

/** A block has its length at both ends, so that a file can be read backwards (3.1). */
function encodeBlock(type: number, writeBody: (writer: Writer) => void): Buffer {
  const writer = new Writer(256);
  writer.u32(type).u32(0);
  writeBody(writer);
  const length = writer.offset + 4;
  return writer.u32(length).patchU32(4, length).finish();
}

function writeTextOption(writer: Writer, code: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8').subarray(0, 0xfffc);
  writer.u16(code).u16(bytes.length).bytes(bytes).align(4);
}
