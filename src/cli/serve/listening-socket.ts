import { readFileSync, readlinkSync } from 'node:fs';

/** The address of a socket that listens. */
export interface SocketAddress {
  readonly host: string;
  readonly port: number;
}

/** TCP_LISTEN of the kernel. */
const LISTEN = '0A';

/** The tables of the kernel that tell of a socket which is no listener of TCP. */
const others = [
  ['unix', 'is a unix socket'],
  ['udp', 'is a socket of UDP'],
  ['udp6', 'is a socket of UDP'],
] as const;

/**
 * The address of a descriptor that another program has opened. Node.js cannot ask a descriptor what it is without
 * taking it over, so the tables of Linux are read, which is where systemd runs.
 *
 * @returns why it is no listening socket of TCP, such as `is a unix socket`
 */
export function listeningSocket(descriptor: number): SocketAddress | string {
  const [, inode] = /^socket:\[(\d+)\]$/.exec(targetOf(descriptor)) ?? [];
  if (inode === undefined) return 'is no socket';
  for (const table of ['tcp', 'tcp6']) {
    for (const fields of rowsOf(table)) {
      if (fields[9] !== inode) continue;
      if (fields[3] !== LISTEN) return 'does not listen: a unit of systemd needs Accept=no';
      return addressOf(fields[1] ?? '');
    }
  }
  const other = others.find(([table]) => rowsOf(table).some((fields) => fields.includes(inode)));
  return other?.[1] ?? 'is no socket of TCP that listens';
}

function targetOf(descriptor: number): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return '';
  }
}

/** The rows of a table, by their fields. A table that a sandbox hides has none. */
function rowsOf(table: string): string[][] {
  try {
    const text = readFileSync(`/proc/self/net/${table}`, 'latin1');
    return text
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
  } catch {
    return [];
  }
}

/** `0100007F:115C` is 127.0.0.1, port 4444: words of 32 bits in the order of the machine, which is little-endian. */
function addressOf(text: string): SocketAddress {
  const [address = '', port = ''] = text.split(':');
  const bytes = Buffer.from(address, 'hex').swap32();
  const groups = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));
  const host = bytes.length === 4 ? bytes.join('.') : shortened(groups);
  return { host, port: Number.parseInt(port, 16) };
}

/** As a URL has it (RFC 5952). */
function shortened(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':');
  return new URL(`http://[${text}]/`).hostname.slice(1, -1);
}
