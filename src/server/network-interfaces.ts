import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
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
        address: isIPv4(address) ? ipv4Bytes(address) : ipv6Bytes(address),
      })),
  );
}

function ipv4Bytes(text: string): Buffer {
  return Buffer.from(text.split('.').map(Number));
}

/** 16 bytes in network order. The operating system writes addresses without a zone or an embedded IPv4 part. */
function ipv6Bytes(text: string): Buffer {
  const [head = '', tail = ''] = text.split('::');
  const front = groupsOf(head);
  const back = groupsOf(tail);
  const bytes = Buffer.alloc(16);
  for (const [index, group] of front.entries()) bytes.writeUInt16BE(group, index * 2);
  for (const [index, group] of back.entries()) bytes.writeUInt16BE(group, (8 - back.length + index) * 2);
  return bytes;
}

function groupsOf(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}
