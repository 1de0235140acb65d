import type { Carrier, ConnectionEnd, ConnectionInfo } from '../facts/recorder.js';
import { encodePacket } from './pcapng.js';
import { TcpPackets } from './tcp-packets.js';

/** The ports at which Wireshark looks for each protocol; for SMB it looks at no other. */
const PORTS: Readonly<Record<Carrier, number>> = { smb: 445, credssp: 3389, http: 80, https: 443, rpc: 135 };

/** Where packets go, and when they are sent. */
export interface PacketSink {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Takes the blocks of the packets in order. */
  readonly write: (bytes: Buffer) => void;
}

/**
 * Writes the packets of one connection. The last packet is held back until the next one, because the facts about a
 * message come after it.
 */
export class PacketWriter {
  readonly #sink: PacketSink;
  readonly #packets: TcpPackets;
  #held: { timestamp: bigint; direction: 'in' | 'out'; bytes: Buffer; comments: string[] } | undefined;

  /** Writes the TCP handshake. */
  constructor(sink: PacketSink, info: ConnectionInfo) {
    this.#sink = sink;
    this.#packets = new TcpPackets(info.remote, { address: info.local.address, port: PORTS[info.carrier] });
    const [syn, synAck, ack] = this.#packets.handshake();
    if (syn) this.#write('in', syn);
    if (synAck) this.#write('out', synAck);
    if (ack) this.#write('in', ack);
  }

  /** Writes bytes that one side sent. */
  data(sender: 'client' | 'server', bytes: Buffer): void {
    for (const packet of this.#packets.data(sender, bytes)) {
      this.#write(sender === 'client' ? 'in' : 'out', packet);
    }
  }

  /** Adds a remark to the last packet. */
  comment(text: string): void {
    this.#held?.comments.push(text);
  }

  /** Writes the end of the connection. */
  end(end: ConnectionEnd): void {
    const how = end.by === 'client' ? end.how : 'closed';
    this.#write(end.by === 'client' ? 'in' : 'out', this.#packets.end(end.by, how));
    if (end.by === 'server') this.comment(`connection closed by the server: ${end.why}`);
    this.release();
  }

  /** Writes the packet that is held back. */
  release(): void {
    if (this.#held !== undefined) this.#sink.write(encodePacket(this.#held));
    this.#held = undefined;
  }

  #write(direction: 'in' | 'out', bytes: Buffer): void {
    this.release();
    const timestamp = BigInt(Math.round(this.#sink.now() * 1000));
    this.#held = { timestamp, direction, bytes, comments: [] };
  }
}
