import type { FilePacket } from './capture-file.js';
import { TcpFlags } from './tcp-packets.js';

/** Bytes of one side, in stream order. */
export interface StreamChunk {
  readonly sender: 'client' | 'server';
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly bytes: Buffer;
}

/** A TCP connection found in a capture; the client is the side that sent SYN, or else the one with the higher port. */
export interface TcpConversation {
  /** `address:port` */
  readonly client: string;
  readonly server: string;
  readonly chunks: readonly StreamChunk[];
  /** Whether bytes are missing from the capture; the bytes behind the gap are left out. */
  readonly incomplete: boolean;
}

/** LINKTYPE_… values (tcpdump.org/linktypes). */
const LinkType = {
  NULL: 0,
  ETHERNET: 1,
  RAW: 101,
  LOOP: 108,
  LINUX_SLL: 113,
  IPV4: 228,
  IPV6: 229,
  SLL2: 276,
};

/** Reassembles the TCP streams of a capture; other packets, and IP fragments, are left out. */
export function reassemble(packets: readonly FilePacket[]): TcpConversation[] {
  const conversations = new Map<string, StreamPair>();
  for (const packet of packets) {
    const segment = readSegment(packet);
    if (segment === undefined) continue;
    const key = [segment.source, segment.destination].sort().join(' ');
    const opens = (segment.flags & (TcpFlags.SYN | TcpFlags.ACK)) === TcpFlags.SYN;
    let conversation = conversations.get(key);
    if (conversation === undefined || (opens && conversation.hasData)) {
      // The ports are used again: the earlier conversation stays in the result under another key.
      if (conversation) conversations.set(`${key} ${conversations.size}`, conversation);
      conversation = new StreamPair(segment);
      conversations.set(key, conversation);
    }
    conversation.add(segment);
  }
  return [...conversations.values()].map((conversation) => conversation.finish());
}

interface Segment {
  readonly source: string;
  readonly destination: string;
  readonly sequence: number;
  readonly flags: number;
  readonly time: number;
  readonly payload: Buffer;
}

class StreamPair {
  readonly #client: string;
  readonly #server: string;
  readonly #chunks: StreamChunk[] = [];
  readonly #directions = { client: new Direction(), server: new Direction() };

  constructor(first: Segment) {
    const synAck = TcpFlags.SYN | TcpFlags.ACK;
    const answered = (first.flags & synAck) === synAck;
    const opened = (first.flags & synAck) === TcpFlags.SYN;
    const fromServer = answered || (!opened && port(first.source) < port(first.destination));
    this.#client = fromServer ? first.destination : first.source;
    this.#server = fromServer ? first.source : first.destination;
  }

  get hasData(): boolean {
    return this.#chunks.length > 0;
  }

  add(segment: Segment): void {
    const sender = segment.source === this.#client ? 'client' : 'server';
    for (const bytes of this.#directions[sender].add(segment)) {
      this.#chunks.push({ sender, time: segment.time, bytes });
    }
  }

  finish(): TcpConversation {
    const incomplete = this.#directions.client.waiting || this.#directions.server.waiting;
    return { client: this.#client, server: this.#server, chunks: this.#chunks, incomplete };
  }
}

/** The most segments that wait: more than any window holds, so the missing bytes were not captured. */
const waitingLimit = 4096;

interface EarlySegment {
  readonly sequence: number;
  readonly bytes: Buffer;
}

/** One direction of a connection. A segment waits until all bytes before it have come. */
class Direction {
  #next: number | undefined;
  /** Ordered by sequence number, nearest first; one segment for each number. */
  readonly #early: EarlySegment[] = [];

  get waiting(): boolean {
    return this.#early.length > 0;
  }

  add(segment: Segment): Buffer[] {
    if ((segment.flags & TcpFlags.SYN) !== 0) {
      this.#next = (segment.sequence + 1) >>> 0;
      return [];
    }
    if (segment.payload.length === 0) return [];
    this.#next ??= segment.sequence;
    if (!this.#keep(segment.sequence, segment.payload)) return [];
    return this.#inOrder();
  }

  /** False when the segment has no new bytes, or too many segments wait. */
  #keep(sequence: number, bytes: Buffer): boolean {
    const place = this.#placeOf(sequence);
    const held = this.#early[place];
    if (held?.sequence === sequence) {
      if (held.bytes.length >= bytes.length) return false;
      this.#early[place] = { sequence, bytes };
      return true;
    }
    if (this.#early.length >= waitingLimit && this.#ahead(sequence) > 0) return false;
    this.#early.splice(place, 0, { sequence, bytes });
    return true;
  }

  /** The index of a segment among those that wait, or the index to insert it at: a binary search. */
  #placeOf(sequence: number): number {
    const ahead = this.#ahead(sequence);
    let low = 0;
    let high = this.#early.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ahead(this.#early[middle]?.sequence ?? 0) < ahead) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Bytes from the expected sequence number to another one; sequence numbers wrap (RFC 9293 3.4). */
  #ahead(sequence: number): number {
    return (sequence - (this.#next ?? 0)) | 0;
  }

  #inOrder(): Buffer[] {
    const ready: Buffer[] = [];
    for (let [first] = this.#early; first !== undefined; [first] = this.#early) {
      const { sequence, bytes } = first;
      const ahead = this.#ahead(sequence);
      if (ahead > 0) break;
      this.#early.shift();
      const fresh = bytes.subarray(Math.min(bytes.length, -ahead));
      if (fresh.length === 0) continue;
      ready.push(fresh);
      this.#next = ((this.#next ?? 0) + fresh.length) >>> 0;
    }
    return ready;
  }
}

function readSegment(packet: FilePacket): Segment | undefined {
  const ip = networkLayer(packet);
  if (ip === undefined || ip.length < 20) return undefined;
  const version = ip.readUInt8(0) >> 4;
  if (version === 4) return readIpv4(ip, packet.time);
  return version === 6 ? readIpv6(ip, packet.time) : undefined;
}

/** The bytes behind the link-layer header. */
function networkLayer({ linkType, bytes }: FilePacket): Buffer | undefined {
  switch (linkType) {
    case LinkType.ETHERNET:
      return afterTags(bytes, 12);
    case LinkType.LINUX_SLL:
      return afterTags(bytes, 14);
    case LinkType.SLL2:
      return bytes.subarray(20);
    case LinkType.NULL:
    case LinkType.LOOP:
      return bytes.subarray(4);
    case LinkType.RAW:
    case LinkType.IPV4:
    case LinkType.IPV6:
    case 12:
    case 14:
      return bytes;
    default:
      return undefined;
  }
}

/** EtherTypes of VLAN tags: 802.1Q, 802.1ad, and the type that switches used before 802.1ad. */
const tags = new Set([0x8100, 0x88a8, 0x9100]);

/** @param offset of the EtherType; any number of tags may stand before it */
function afterTags(bytes: Buffer, offset: number): Buffer {
  let at = offset;
  while (at + 4 <= bytes.length && tags.has(bytes.readUInt16BE(at))) at += 4;
  return bytes.subarray(at + 2);
}

function readIpv4(ip: Buffer, time: number): Segment | undefined {
  const headerLength = (ip.readUInt8(0) & 0x0f) * 4;
  const fragment = ip.readUInt16BE(6) & 0x3fff;
  if (ip.readUInt8(9) !== 6 || fragment !== 0 || headerLength < 20) return undefined;
  // Segmentation offload leaves a total length of 0.
  const total = ip.readUInt16BE(2) || ip.length;
  const address = (at: number): string => [...ip.subarray(at, at + 4)].join('.');
  return readTcp(ip.subarray(headerLength, Math.min(total, ip.length)), address(12), address(16), time);
}

function readIpv6(ip: Buffer, time: number): Segment | undefined {
  const start = tcpOfIpv6(ip);
  if (start === undefined) return undefined;
  const end = 40 + (ip.readUInt16BE(4) || ip.length);
  const address = (at: number): string => ipv6Text(ip.subarray(at, at + 16));
  return readTcp(ip.subarray(start, Math.min(end, ip.length)), address(8), address(24), time);
}

/** The address in brackets, in the short form of RFC 5952: URL makes that form. */
function ipv6Text(address: Buffer): string {
  const groups = address.toString('hex').match(/..../g) ?? [];
  return new URL(`http://[${groups.join(':')}]`).hostname;
}

/** Extension headers that only lengthen the packet (RFC 8200 4): hop-by-hop, routing, destination options. */
const skippedHeaders = new Set([0, 43, 60]);

/** Offset of the TCP header; undefined when the packet carries something else, such as a fragment. */
function tcpOfIpv6(ip: Buffer): number | undefined {
  if (ip.length < 40) return undefined;
  let next = ip.readUInt8(6);
  let at = 40;
  while (skippedHeaders.has(next) && at + 2 <= ip.length) {
    next = ip.readUInt8(at);
    at += (ip.readUInt8(at + 1) + 1) * 8;
  }
  return next === 6 && at <= ip.length ? at : undefined;
}

function readTcp(tcp: Buffer, source: string, destination: string, time: number): Segment | undefined {
  if (tcp.length < 20) return undefined;
  const headerLength = (tcp.readUInt8(12) >> 4) * 4;
  return {
    source: `${source}:${tcp.readUInt16BE(0)}`,
    destination: `${destination}:${tcp.readUInt16BE(2)}`,
    sequence: tcp.readUInt32BE(4),
    flags: tcp.readUInt8(13),
    time,
    payload: tcp.subarray(Math.max(20, headerLength)),
  };
}

function port(endpoint: string): number {
  return Number(endpoint.slice(endpoint.lastIndexOf(':') + 1));
}
