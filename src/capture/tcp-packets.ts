import { ipAddressBytes } from '../bytes/index.js';
import type { Endpoint } from '../facts/recorder.js';

/** Flags of a TCP header (RFC 9293 3.1). */
export const TcpFlags = { FIN: 0x01, SYN: 0x02, RST: 0x04, PSH: 0x08, ACK: 0x10 } as const;

/** Longest payload of a synthesized segment; an IPv4 packet holds at most 65535 bytes. */
const SEGMENT_LENGTH = 32768;
const CLIENT_MAC = Buffer.from('020000000001', 'hex');
const SERVER_MAC = Buffer.from('020000000002', 'hex');
const IPPROTO_TCP = 6;

/**
 * Makes Ethernet frames of the two byte streams of a connection. A server sees streams, not packets, so the headers are
 * invented; sequence numbers, acknowledgements and checksums are correct, so that any tool can reassemble the streams.
 */
export class TcpPackets {
  readonly #client: Endpoint;
  readonly #server: Endpoint;
  readonly #next = { client: 0, server: 0 };
  #identification = 0;

  constructor(client: Endpoint, server: Endpoint) {
    this.#client = client;
    this.#server = server;
  }

  /** The three packets that open a connection. */
  handshake(): Buffer[] {
    const syn = this.#segment('client', TcpFlags.SYN, 0);
    this.#next.client = 1;
    const synAck = this.#segment('server', TcpFlags.SYN | TcpFlags.ACK, 0);
    this.#next.server = 1;
    return [syn, synAck, this.#segment('client', TcpFlags.ACK)];
  }

  /** Bytes one side sent, as one segment or several. */
  data(sender: 'client' | 'server', bytes: Buffer): Buffer[] {
    const packets: Buffer[] = [];
    for (let start = 0; start < bytes.length; start += SEGMENT_LENGTH) {
      const payload = bytes.subarray(start, start + SEGMENT_LENGTH);
      packets.push(this.#segment(sender, TcpFlags.PSH | TcpFlags.ACK, this.#next[sender], payload));
      this.#next[sender] = (this.#next[sender] + payload.length) >>> 0;
    }
    return packets;
  }

  /** The packet with which one side ends the connection. */
  end(sender: 'client' | 'server', how: 'closed' | 'reset'): Buffer {
    return this.#segment(sender, how === 'reset' ? TcpFlags.RST | TcpFlags.ACK : TcpFlags.FIN | TcpFlags.ACK);
  }

  #segment(
    sender: 'client' | 'server',
    flags: number,
    sequence = this.#next[sender],
    payload: Buffer = Buffer.alloc(0),
  ): Buffer {
    const fromClient = sender === 'client';
    const [source, destination] = fromClient ? [this.#client, this.#server] : [this.#server, this.#client];
    const tcp = Buffer.alloc(20 + payload.length);
    tcp.writeUInt16BE(source.port, 0);
    tcp.writeUInt16BE(destination.port, 2);
    tcp.writeUInt32BE(sequence, 4);
    if ((flags & TcpFlags.ACK) !== 0) tcp.writeUInt32BE(this.#next[fromClient ? 'server' : 'client'], 8);
    tcp.writeUInt8(0x50, 12);
    tcp.writeUInt8(flags, 13);
    tcp.writeUInt16BE(0xffff, 14);
    payload.copy(tcp, 20);
    this.#identification = (this.#identification + 1) & 0xffff;
    return toFrame(fromClient, source.address, destination.address, tcp, this.#identification);
  }
}

function toFrame(fromClient: boolean, source: string, destination: string, tcp: Buffer, id: number): Buffer {
  const from = ipAddressBytes(source);
  const to = ipAddressBytes(destination);
  const version6 = from.length === 16 || to.length === 16;
  const pseudo = Buffer.concat([widen(from, version6), widen(to, version6), Buffer.alloc(4)]);
  pseudo.writeUInt16BE(IPPROTO_TCP, pseudo.length - 4);
  pseudo.writeUInt16BE(tcp.length, pseudo.length - 2);
  tcp.writeUInt16BE(internetChecksum(pseudo, tcp), 16);
  const ip = version6
    ? ipv6Header(widen(from, true), widen(to, true), tcp.length)
    : ipv4Header(from, to, tcp.length, id);
  const etherType = Buffer.from(version6 ? '86dd' : '0800', 'hex');
  const macs = fromClient ? [SERVER_MAC, CLIENT_MAC] : [CLIENT_MAC, SERVER_MAC];
  return Buffer.concat([...macs, etherType, ip, tcp]);
}

/** RFC 791 3.1 */
function ipv4Header(source: Buffer, destination: Buffer, length: number, identification: number): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt8(0x45, 0);
  header.writeUInt16BE(20 + length, 2);
  header.writeUInt16BE(identification, 4);
  header.writeUInt16BE(0x4000, 6);
  header.writeUInt8(64, 8);
  header.writeUInt8(IPPROTO_TCP, 9);
  source.copy(header, 12);
  destination.copy(header, 16);
  header.writeUInt16BE(internetChecksum(header), 10);
  return header;
}

/** RFC 8200 3 */
function ipv6Header(source: Buffer, destination: Buffer, length: number): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt8(0x60, 0);
  header.writeUInt16BE(length, 4);
  header.writeUInt8(IPPROTO_TCP, 6);
  header.writeUInt8(64, 7);
  source.copy(header, 8);
  destination.copy(header, 24);
  return header;
}

/** RFC 1071 */
export function internetChecksum(...parts: readonly Buffer[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let i = 0; i + 1 < part.length; i += 2) sum += part.readUInt16BE(i);
    if (part.length % 2 === 1) sum += part.readUInt8(part.length - 1) << 8;
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

function widen(address: Buffer, version6: boolean): Buffer {
  if (!version6 || address.length === 16) return address;
  return Buffer.concat([Buffer.from('00000000000000000000ffff', 'hex'), address]);
}
