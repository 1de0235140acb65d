import { BigEndianReader, CodecError, ipAddressText } from '../bytes/index.js';
import { crc32c } from './crc32c.js';
import { type DecodedHeader, MOST_HEADER_BYTES, type ProxyHeader } from './header.js';

const STRUCTURE = 'PROXY protocol 2';

/** The beginning of every header of version 2. */
export const version2Signature = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');

/** Bytes up to the addresses: signature, version and command, family and transport, length. */
const FIXED_BYTES = 16;

const Command = { LOCAL: 0, PROXY: 1 } as const;

/** The valid bytes of family and transport, with the bytes of both addresses (PROXY protocol 2.2). */
const addressBytes: ReadonlyMap<number, number> = new Map([
  [0x00, 0],
  [0x11, 12],
  [0x12, 12],
  [0x21, 36],
  [0x22, 36],
  [0x31, 216],
  [0x32, 216],
]);

/** TCP over IPv4 and over IPv6, with the bytes of an address. */
const tcp: ReadonlyMap<number, number> = new Map([
  [0x11, 4],
  [0x21, 16],
]);

/** PP2_TYPE_CRC32C (PROXY protocol 2.2.3). */
const TYPE_CRC32C = 0x03;

/**
 * Decodes a header of version 2 in front of other bytes (PROXY protocol 2.2).
 *
 * @param bytes begin with {@link version2Signature}
 * @returns undefined while the header is not complete
 * @throws CodecError for a header that does not match the protocol or is too long, as soon as that is certain
 */
export function decodeVersion2(bytes: Buffer): DecodedHeader | undefined {
  const [versionAndCommand, family] = bytes.subarray(version2Signature.length);
  if (versionAndCommand === undefined) return undefined;
  if (versionAndCommand >> 4 !== 2)
    throw wrong('bad-constant', 'version', 12, `${versionAndCommand >> 4}, not 2`);
  const command = versionAndCommand & 0x0f;
  if (command > Command.PROXY) throw wrong('bad-constant', 'command', 12, `${command} is not assigned`);
  if (family === undefined) return undefined;
  const ofAddresses = addressBytes.get(family);
  // The family of LOCAL is ignored (PROXY protocol 2.2).
  if (ofAddresses === undefined && command !== Command.LOCAL)
    throw wrong('bad-constant', 'family', 13, `0x${family.toString(16).padStart(2, '0')} is not assigned`);
  if (bytes.length < FIXED_BYTES) return undefined;
  const length = FIXED_BYTES + bytes.readUInt16BE(FIXED_BYTES - 2);
  if (length > MOST_HEADER_BYTES)
    throw wrong('out-of-range', 'length', 14, `${length} bytes, and ${MOST_HEADER_BYTES} are the most`);
  if (bytes.length < length) return undefined;
  const header = bytes.subarray(0, length);
  // Neither has a block that must be understood (PROXY protocol 2.2).
  if (command === Command.LOCAL || family === 0) return { header: { version: 2, kind: 'direct' }, length };
  return { header: readBlock(header, family, ofAddresses ?? 0), length };
}

function readBlock(header: Buffer, family: number, ofAddresses: number): ProxyHeader {
  const r = new BigEndianReader(header, STRUCTURE);
  r.bytes(FIXED_BYTES, 'header');
  const octets = tcp.get(family);
  if (octets === undefined) {
    r.bytes(ofAddresses, 'addresses');
    checkValues(r, header);
    return { version: 2, kind: 'direct' };
  }
  const [source, destination] = [r.bytes(octets, 'source'), r.bytes(octets, 'destination')].map(
    ipAddressText,
  );
  const ports = [r.u16('source port'), r.u16('destination port')] as const;
  checkValues(r, header);
  return {
    version: 2,
    kind: 'proxied',
    source: { address: source ?? '', port: ports[0] },
    destination: { address: destination ?? '', port: ports[1] },
  };
}

/** Skips the values of type and length behind the addresses, and verifies the checksum where there is one. */
function checkValues(r: BigEndianReader, header: Buffer): void {
  let hasChecksum = false;
  while (r.remaining > 0) {
    const type = r.u8('type');
    const value = r.bytes(r.u16('value length'), 'value');
    if (type !== TYPE_CRC32C) continue;
    if (hasChecksum) r.fail('malformed', 'CRC32C', 'a second checksum');
    hasChecksum = true;
    if (value.length !== 4) r.fail('malformed', 'CRC32C', `${value.length} bytes, not 4`);
    // It is computed with zeros in its own place (PROXY protocol 2.2.3).
    const zeroed = Buffer.from(header);
    zeroed.fill(0, r.offset - 4, r.offset);
    if (value.readUInt32BE() !== crc32c(zeroed)) r.fail('malformed', 'CRC32C', 'the checksum does not match');
  }
}

function wrong(
  code: 'bad-constant' | 'out-of-range',
  field: string,
  offset: number,
  detail: string,
): CodecError {
  return new CodecError(code, STRUCTURE, field, offset, detail);
}
