import { networkInterfaces, type NetworkInterfaceInfo as NetworkInterfaceInfoOfNode } from 'node:os';
import { ipAddressBytes } from '../bytes/index.js';
import type { NetworkInterfaceInfo } from '../smb2-codec/index.js';

/** 1 Gbit/s, reported for every link, whose real speed is not known. */
const LINK_SPEED = 1_000_000_000n;

/**
 * The addresses under which a server that listens on an address can be reached ([MS-SMB2] 3.3.5.15.11). IfIndex is the
 * same for all addresses of an interface, and never 0.
 *
 * @param listening as the socket tells it: `0.0.0.0` is every address of IPv4, `::` every one of both families
 * @param interfaces of this machine
 */
export function networkInterfacesOf(
  listening: string,
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): NetworkInterfaceInfo[] {
  return Object.values(interfaces).flatMap((addresses, index) =>
    (addresses ?? [])
      .filter((known) => isReachable(known, listening))
      .map(({ address }) => ({
        ifIndex: index + 1,
        capability: 0,
        linkSpeed: LINK_SPEED,
        address: ipAddressBytes(address),
      })),
  );
}

function isReachable({ address, family, internal }: NetworkInterfaceInfoOfNode, listening: string): boolean {
  if (listening !== '0.0.0.0' && listening !== '::') return address === listening;
  // A link-local address means nothing without the number that its interface has on the client.
  if (internal || address.startsWith('fe80:')) return false;
  return listening === '::' || family === 'IPv4';
}
