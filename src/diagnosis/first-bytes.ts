import { quoted } from '../text/printable.js';

/** The protocol by which a balancer names its client. */
export const PROXY_PROTOCOL = 'PROXY protocol';

interface Signature {
  readonly protocol: string;
  matches(bytes: Buffer): boolean;
}

const startsWith = (protocol: string, ...prefixes: readonly (string | readonly number[])[]): Signature => {
  const wanted = prefixes.map((prefix) =>
    typeof prefix === 'string' ? Buffer.from(prefix, 'latin1') : Buffer.from(prefix),
  );
  return {
    protocol,
    matches: (bytes) => wanted.some((prefix) => bytes.subarray(0, prefix.length).equals(prefix)),
  };
};

/** A whole message behind its 4-byte length prefix ([MS-SMB2] 2.1). */
const framed = (protocol: string, start: readonly number[]): Signature => ({
  protocol,
  matches: (bytes) => bytes[0] === 0 && bytes.subarray(4, 4 + start.length).equals(Buffer.from(start)),
});

/** Protocols found on the ports of servers; the most specific signatures stand first. */
const signatures: readonly Signature[] = [
  framed('SMB2', [0xfe, 0x53, 0x4d, 0x42]),
  framed('SMB1', [0xff, 0x53, 0x4d, 0x42]),
  startsWith('SMB2 without its 4-byte length prefix', [0xfe, 0x53, 0x4d, 0x42]),
  startsWith('SMB1 without its 4-byte length prefix', [0xff, 0x53, 0x4d, 0x42]),
  startsWith(
    'HTTP',
    'GET ',
    'POST ',
    'PUT ',
    'HEAD ',
    'OPTIONS ',
    'DELETE ',
    'CONNECT ',
    'PATCH ',
    'TRACE ',
    'PROPFIND ',
    'RPC_IN_DATA ',
    'RPC_OUT_DATA ',
    'PRI * HTTP/2',
  ),
  { protocol: 'TLS', matches: (bytes) => bytes[0] === 0x16 && bytes[1] === 3 && (bytes[2] ?? 9) <= 4 },
  startsWith('SSH', 'SSH-'),
  startsWith('VNC', 'RFB 00'),
  startsWith('NTLM without a carrier', 'NTLMSSP\0'),
  startsWith(PROXY_PROTOCOL, 'PROXY ', '\r\n\r\n\0\r\nQUIT\n'),
  startsWith('RTSP', 'DESCRIBE ', 'SETUP '),
  startsWith('SMTP', 'EHLO ', 'HELO ', 'ehlo ', 'helo '),
  startsWith('FTP', 'USER ', 'user '),
  startsWith('SOCKS', [5, 1, 0], [5, 2, 0], [4, 1]),
  startsWith('DCE/RPC over TCP', [5, 0, 0x0b]),
  {
    protocol: 'RDP',
    matches: (bytes) => bytes[0] === 3 && bytes[1] === 0 && ((bytes[5] ?? 0) & 0xf0) === 0xe0,
  },
  {
    protocol: 'CredSSP without TLS',
    // The first field of a TSRequest is its version ([MS-CSSP] 2.2.1).
    matches: (bytes) =>
      bytes[0] === 0x30 && bytes.subarray(0, 8).includes(Buffer.from([0xa0, 0x03, 0x02, 0x01])),
  },
  {
    protocol: 'LDAP',
    matches: (bytes) => bytes[0] === 0x30 && bytes.subarray(0, 12).includes(Buffer.from([2, 1])),
  },
  {
    protocol: 'Kerberos',
    // AS-REQ and TGS-REQ. Their 4-byte length looks like the prefix of direct TCP and may have been taken off.
    matches: (bytes) =>
      [0, 4].some((at) => bytes[at] === 0x6a || bytes[at] === 0x6c) && bytes.includes(Buffer.from([2, 1, 5])),
  },
  {
    protocol: 'NFS (ONC RPC)',
    matches: (bytes) => bytes[0] === 0x80 && bytes[1] === 0 && bytes.length >= 12,
  },
  {
    protocol: 'NetBIOS name service',
    matches: (bytes) => bytes.length >= 50 && bytes.includes(Buffer.from('\x20CKAAAAAAAA', 'latin1')),
  },
  {
    protocol: 'text',
    matches: (bytes) => bytes.length > 0 && bytes.every((byte) => byte === 9 || (byte > 9 && byte < 127)),
  },
];

/** Names the protocol of the first bytes: `HTTP`, `TLS`, `SSH`, … or `an unknown protocol`. */
export function recogniseProtocol(firstBytes: Buffer): string {
  return signatures.find((signature) => signature.matches(firstBytes))?.protocol ?? 'an unknown protocol';
}

/** Shows the first bytes: as text if most of them are text, otherwise in hexadecimal. */
export function showFirstBytes(firstBytes: Buffer): string {
  const shown = firstBytes.subarray(0, 24);
  const letters = shown.filter((byte) => byte >= 32 && byte < 127).length;
  return letters * 4 >= shown.length * 3 ? quoted(shown.toString('latin1')) : shown.toString('hex');
}
