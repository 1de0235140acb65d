import { crc32c } from '../../src/proxy-protocol/crc32c.js';

/** The first 12 bytes of version 2 (PROXY protocol 2.2). */
export const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');

/** A line of version 1. */
export function line(text: string): Buffer {
  return Buffer.from(`${text}\r\n`, 'latin1');
}

/** A header of version 2. */
export function binary(versionAndCommand: number, family: number, block: Buffer = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(block.length);
  return Buffer.concat([signature, Buffer.of(versionAndCommand, family), length, block]);
}

/** Octets of both ends and both ports, as version 2 has them. */
export function ends(
  source: readonly number[],
  destination: readonly number[],
  ports: readonly [number, number],
): Buffer {
  const block = Buffer.alloc(source.length * 2 + 4);
  block.set([...source, ...destination]);
  block.writeUInt16BE(ports[0], source.length * 2);
  block.writeUInt16BE(ports[1], source.length * 2 + 2);
  return block;
}

/** A value of type and length. */
export function value(type: number, bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([Buffer.of(type), length, bytes]);
}

/** A header of TCP over IPv4 with values, the last of which is its checksum. */
export function withChecksum(...values: readonly Buffer[]): Buffer {
  const header = binary(0x21, 0x11, Buffer.concat([ipv4Block, ...values, value(3, Buffer.alloc(4))]));
  header.writeUInt32BE(crc32c(header), header.length - 4);
  return header;
}

export const ipv4Block = ends([192, 0, 2, 7], [198, 51, 100, 1], [51234, 445]);

/** 2001:db8::7 and 2001:db8::1. */
export const ipv6Block = ends(
  [0x20, 0x01, 0x0d, 0xb8, ...Array<number>(11).fill(0), 7],
  [0x20, 0x01, 0x0d, 0xb8, ...Array<number>(11).fill(0), 1],
  [51234, 445],
);
