/**
 * The bytes of an IP address in network order: 4, or 16 for IPv6. A zone is ignored, and an IPv4-mapped address is
 * IPv4. Any other text becomes 0.0.0.0.
 */
export function ipAddressBytes(text: string): Buffer {
  const [unzoned = ''] = text.split('%');
  const address = unmappedAddress(unzoned);
  return address.includes(':') ? ipv6Bytes(address) : ipv4Bytes(address);
}

function ipv4Bytes(address: string): Buffer {
  const octets = address.split('.').map(Number);
  return octets.length === 4 ? Buffer.from(octets) : Buffer.alloc(4);
}

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail = ''] = address.split('::');
  const front = groupsOf(head);
  const back = groupsOf(tail);
  return Buffer.concat([front, Buffer.alloc(Math.max(0, 16 - front.length - back.length)), back], 16);
}

function groupsOf(part: string): Buffer {
  if (part === '') return Buffer.alloc(0);
  const digits = part.split(':').map((group) => group.padStart(4, '0'));
  return Buffer.from(digits.join(''), 'hex');
}

/**
 * The key for counting by address: the IPv4 address, or the first 64 bits of the IPv6 address, because a host usually
 * has all addresses of its /64 network. Each connection asks for it.
 */
export function addressKey(address: string): string {
  const unmapped = unmappedAddress(address);
  return unmapped.includes(':') ? ipAddressBytes(unmapped).toString('hex', 0, 8) : unmapped;
}

/**
 * `192.0.2.1` for `::ffff:192.0.2.1`, the form in which a socket for both families gives an IPv4 address. Any other
 * text stays.
 */
export function unmappedAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Whether no other machine can reach an address: 127.0.0.0/8 and ::1. */
export function isLoopback(address: string): boolean {
  const bytes = ipAddressBytes(address);
  return bytes.length === 4 ? bytes[0] === 127 : bytes.equals(LOOPBACK_V6);
}

const LOOPBACK_V6 = ipv6Bytes('::1');
