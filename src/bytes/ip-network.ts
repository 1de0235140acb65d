import { ipAddressBytes } from './ip-address.js';
import { isMapped, parsedIpAddress } from './ip-text.js';

/** The addresses that begin with the same bits. */
export interface IpNetwork {
  /** 4 bytes, or 16 for IPv6. The bits behind the prefix are 0. */
  readonly address: Buffer;
  /** Bits that all addresses of the network share. */
  readonly prefix: number;
}

const cidr = /^([^/]+)\/(0|[1-9]\d{0,2})$/;

/**
 * A network in CIDR notation, such as `10.0.0.0/8`, or a single address. A network of IPv4-mapped addresses is one of
 * IPv4.
 *
 * @returns undefined for any other text, and for a network with bits behind its prefix, such as `10.1.2.3/8`
 */
export function parsedIpNetwork(text: string): IpNetwork | undefined {
  const [, base, bits] = cidr.exec(text) ?? [];
  const address = parsedIpAddress(base ?? text);
  if (address === undefined) return undefined;
  const prefix = bits === undefined ? address.length * 8 : Number(bits);
  if (
    prefix > address.length * 8 ||
    !agree(address, Buffer.alloc(address.length), prefix, address.length * 8)
  )
    return undefined;
  return isMapped(address) && prefix >= 96
    ? { address: address.subarray(12), prefix: prefix - 96 }
    : { address, prefix };
}

/** Whether the address of a socket is one of a network. An IPv4-mapped address is IPv4, and a zone is ignored. */
export function isInNetwork(address: string, network: IpNetwork): boolean {
  const bytes = ipAddressBytes(address);
  return bytes.length === network.address.length && agree(bytes, network.address, 0, network.prefix);
}

/** Whether two addresses of one length have the same bits from one place to another. */
function agree(one: Buffer, other: Buffer, from: number, to: number): boolean {
  for (let bit = from; bit < to; bit++) {
    const differing = (one[bit >> 3] ?? 0) ^ (other[bit >> 3] ?? 0);
    if ((differing & (0x80 >> (bit & 7))) !== 0) return false;
  }
  return true;
}
