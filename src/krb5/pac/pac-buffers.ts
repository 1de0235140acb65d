import { Reader, Writer } from '../../bytes/index.js';

/** ulType of a PAC_INFO_BUFFER ([MS-PAC] 2.4). */
export const PacBufferType = {
  LOGON_INFO: 1,
  CREDENTIALS: 2,
  SERVER_CHECKSUM: 6,
  KDC_CHECKSUM: 7,
  CLIENT_INFO: 10,
  DELEGATION_INFO: 11,
  UPN_DNS_INFO: 12,
  CLIENT_CLAIMS: 13,
  DEVICE_INFO: 14,
  DEVICE_CLAIMS: 15,
  TICKET_CHECKSUM: 16,
  ATTRIBUTES: 17,
  REQUESTOR_SID: 18,
  EXTENDED_KDC_CHECKSUM: 19,
  REQUESTOR_GUID: 20,
} as const;

/** One element of a PAC. */
export interface PacBuffer {
  /** One of {@link PacBufferType}, or a type that is not known here. */
  readonly type: number;
  /** Offset of the data in the PAC, in bytes. */
  readonly offset: number;
  /** A view of the PAC. */
  readonly data: Buffer;
}

/** The specification has 15 types of elements, and a further one of a type is ignored. */
const MAX_BUFFERS = 32;

const HEADER_LENGTH = 8;
const INFO_BUFFER_LENGTH = 16;

/**
 * Finds the elements of a PACTYPE ([MS-PAC] 2.3, 2.4), in the order of their headers.
 *
 * @throws CodecError when there are more than 32, or one is not aligned, overlaps another, or ends behind the PAC
 */
export function decodePacBuffers(pac: Buffer): PacBuffer[] {
  const r = new Reader(pac, 'PACTYPE');
  const count = r.u32('cBuffers');
  if (count > MAX_BUFFERS) r.fail('out-of-range', 'cBuffers', `${count}`);
  if (r.u32('Version') !== 0) r.fail('bad-constant', 'Version');
  const buffers: PacBuffer[] = [];
  for (let i = 0; i < count; i++) {
    const type = r.u32('ulType');
    const size = r.u32('cbBufferSize');
    const offset = r.u64('Offset');
    if (offset % 8n !== 0n) r.fail('malformed', 'Offset', `${offset} is no multiple of 8`);
    if (offset + BigInt(size) > BigInt(pac.length))
      r.fail('out-of-range', 'Offset', `${size} bytes at ${offset}`);
    const start = Number(offset);
    buffers.push({ type, offset: start, data: pac.subarray(start, start + size) });
  }
  refuseOverlaps(r, buffers);
  return buffers;
}

/** Two elements that share bytes could each be right only for who reads one of them. */
function refuseOverlaps(r: Reader, buffers: readonly PacBuffer[]): void {
  let end = r.offset;
  for (const { offset, data } of buffers.toSorted((a, b) => a.offset - b.offset)) {
    if (data.length === 0) continue;
    if (offset < end) r.fail('malformed', 'Offset', `${offset} lies within what ends at ${end}`);
    end = offset + data.length;
  }
}

/** The element that counts among those of a type. */
export function firstOfType(buffers: readonly PacBuffer[], type: number): PacBuffer | undefined {
  return buffers.find((buffer) => buffer.type === type);
}

/** Writes a PACTYPE: its elements in this order, each on a boundary of 8 bytes; the last is padded too. */
export function encodePacBuffers(elements: readonly Omit<PacBuffer, 'offset'>[]): Buffer {
  const w = new Writer(1024).u32(elements.length).u32(0);
  let offset = HEADER_LENGTH + INFO_BUFFER_LENGTH * elements.length;
  for (const { type, data } of elements) {
    w.u32(type).u32(data.length).u64(BigInt(offset));
    offset += data.length + (-data.length & 7);
  }
  for (const { data } of elements) w.bytes(data).align(8);
  return w.finish();
}
