import { networkInterfaces } from 'node:os';
import { ipAddressBytes } from '../bytes/index.js';
import type { NetworkInterfaceInfo } from '../smb2-codec/index.js';

/** What is said of links whose speed we do not know: 1 Gbit/s. */
const LINK_SPEED = 1_000_000_000n;

/**
 * The addresses under which a server that listens on `host` can be reached ([MS-SMB2] 3.3.5.15.11). IfIndex is the
 * same for all addresses of an interface, and never 0.
 */
export function networkInterfacesOf(host: string): NetworkInterfaceInfo[] {
  const everywhere = host === '0.0.0.0' || host === '::';
  return Object.values(networkInterfaces()).flatMap((addresses, index) =>
    (addresses ?? [])
      .filter(({ address, internal }) => (everywhere ? !internal : address === host))
      .map(({ address }) => ({
        ifIndex: index + 1,
        capability: 0,
        linkSpeed: LINK_SPEED,
        address: ipAddressBytes(address),
      })),
  );
}
