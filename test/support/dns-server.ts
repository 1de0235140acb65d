import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** Records by their names, in lower case. */
export interface DnsRecords {
  readonly srv?: Readonly<
    Record<string, readonly { readonly priority: number; readonly weight: number; readonly target: string }[]>
  >;
  readonly a?: Readonly<Record<string, string>>;
}

const Type = { A: 1, SRV: 33 } as const;

/** A DNS server on a free port of 127.0.0.1, over UDP. A name without a record does not exist. */
export class DnsServer implements AsyncDisposable {
  records: DnsRecords;
  /** The names that were asked for, in order. */
  readonly asked: string[] = [];
  /** It answers nothing. */
  isSilent = false;
  readonly #socket: Socket = createSocket('udp4');

  private constructor(records: DnsRecords) {
    this.records = records;
    this.#socket.on('message', (query, from) => {
      const { name, type, end } = questionIn(query);
      this.asked.push(name);
      if (!this.isSilent)
        this.#socket.send(this.#answer(query.subarray(0, end), name, type), from.port, from.address);
    });
  }

  static async start(records: DnsRecords): Promise<DnsServer> {
    const server = new DnsServer(records);
    server.#socket.bind(0, '127.0.0.1');
    await once(server.#socket, 'listening');
    return server;
  }

  /** As the option dnsServers names it. */
  get address(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #answer(query: Buffer, name: string, type: number): Buffer {
    const data = this.#dataOf(name, type);
    const header = Buffer.from(query.subarray(0, 12));
    // QR, AA, RD and RA; NXDOMAIN where there is nothing.
    header.writeUInt16BE(0x8580 | (data.length === 0 ? 3 : 0), 2);
    header.writeUInt16BE(data.length, 6);
    header.writeUInt32BE(0, 8);
    const records = data.map((bytes) => {
      const front = Buffer.alloc(12);
      front.writeUInt16BE(0xc00c, 0);
      front.writeUInt16BE(type, 2);
      front.writeUInt16BE(1, 4);
      front.writeUInt32BE(60, 6);
      front.writeUInt16BE(bytes.length, 10);
      return Buffer.concat([front, bytes]);
    });
    return Buffer.concat([header, query.subarray(12), ...records]);
  }

  #dataOf(name: string, type: number): Buffer[] {
    const { srv = {}, a = {} } = this.records;
    if (type === Type.SRV) {
      return (srv[name] ?? []).map(({ priority, weight, target }) => {
        const numbers = Buffer.alloc(6);
        numbers.writeUInt16BE(priority, 0);
        numbers.writeUInt16BE(weight, 2);
        numbers.writeUInt16BE(389, 4);
        return Buffer.concat([numbers, encodeName(target)]);
      });
    }
    const address = type === Type.A ? a[name] : undefined;
    return address === undefined ? [] : [Buffer.from(address.split('.').map(Number))];
  }
}

function questionIn(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const parts = labels.map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label, 'latin1')]));
  return Buffer.concat([...parts, Buffer.of(0)]);
}
