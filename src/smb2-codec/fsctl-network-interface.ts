import { CodecError, Reader, Writer } from '../bytes/index.js';

/** Capability bits of an interface ([MS-SMB2] 2.2.32.5). */
export const NetworkInterfaceCapability = { RSS_CAPABLE: 0x00000001, RDMA_CAPABLE: 0x00000002 } as const;

/** Family of a socket address ([MS-SMB2] 2.2.32.5.1). */
export const AddressFamily = { INTER_NETWORK: 0x0002, INTER_NETWORK_V6: 0x0017 } as const;

/** NETWORK_INTERFACE_INFO: one address of one interface of the server ([MS-SMB2] 2.2.32.5). */
export interface NetworkInterfaceInfo {
  readonly ifIndex: number;
  /** Bits of {@link NetworkInterfaceCapability}. */
  readonly capability: number;
  /** Bits per second. */
  readonly linkSpeed: bigint;
  /** 4 bytes of IPv4 or 16 of IPv6, in network order. */
  readonly address: Buffer;
}

const STRUCTURE = 'NETWORK_INTERFACE_INFO';
/** Next to SockAddr_Storage, which has 128 bytes whatever the family. */
const LENGTH = 152;

/** @throws CodecError if an entry does not fit the data, Next does not lead forward, or a family is unknown */
export function decodeNetworkInterfaceInfo(data: Buffer): NetworkInterfaceInfo[] {
  const interfaces: NetworkInterfaceInfo[] = [];
  let start = 0;
  for (;;) {
    const r = new Reader(data, STRUCTURE, start);
    const next = r.u32('Next');
    const ifIndex = r.u32('IfIndex');
    const capability = r.u32('Capability');
    r.skip(4, 'Reserved');
    const linkSpeed = r.u64('LinkSpeed');
    const address = readSocketAddress(r.bytes(128, 'SockAddr_Storage'));
    interfaces.push({ ifIndex, capability, linkSpeed, address });
    if (next === 0) return interfaces;
    if (next < LENGTH) throw new CodecError('malformed', STRUCTURE, 'Next', start);
    if (next > data.length - start) throw new CodecError('out-of-range', STRUCTURE, 'Next', start);
    start += next;
  }
}

/** Encodes the list; the answer to a server without interfaces is empty. */
export function encodeNetworkInterfaceInfo(interfaces: readonly NetworkInterfaceInfo[]): Buffer {
  const w = new Writer(LENGTH * interfaces.length);
  interfaces.forEach((info, index) => {
    w.u32(index === interfaces.length - 1 ? 0 : LENGTH);
    w.u32(info.ifIndex).u32(info.capability).u32(0).u64(info.linkSpeed);
    const end = w.offset + 128;
    if (info.address.length === 4) w.u16(AddressFamily.INTER_NETWORK).zero(2);
    else w.u16(AddressFamily.INTER_NETWORK_V6).zero(6);
    w.bytes(info.address);
    w.zero(end - w.offset);
  });
  return w.finish();
}

/** Port and, in IPv6, FlowInfo precede the address and have no meaning. */
function readSocketAddress(storage: Buffer): Buffer {
  const r = new Reader(storage, 'SOCKADDR_STORAGE');
  switch (r.u16('Family')) {
    case AddressFamily.INTER_NETWORK:
      r.skip(2, 'Port');
      return r.bytes(4, 'IPv4Address');
    case AddressFamily.INTER_NETWORK_V6:
      r.skip(6, 'FlowInfo');
      return r.bytes(16, 'IPv6Address');
    default:
      return r.fail('malformed', 'Family');
  }
}
