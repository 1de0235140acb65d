import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { run } from './run.js';
import { until } from './until.js';

/** Reads a capture: one line of fields for each packet that fits a filter. */
export type CaptureReader = (filter: string, ...fields: string[]) => Promise<string[]>;

/** The packets of one TCP port of the loopback interface, recorded by tshark. */
export class Capture implements AsyncDisposable {
  readonly #address: string;
  readonly #port: number;
  readonly #file: string;
  readonly #tshark: ChildProcess;
  readonly #ended: Promise<unknown>;
  #onPacket: (sourcePort: number) => void = () => {};

  /**
   * @param file of the pcap format, which is written
   * @param address of the port; another than 127.0.0.1 is recorded with all its ports
   */
  constructor(port: number, file: string, address = '127.0.0.1') {
    this.#address = address;
    this.#port = port;
    this.#file = file;
    const packets = address === '127.0.0.1' ? `tcp port ${port}` : `tcp and host ${address}`;
    const capture = ['-i', 'lo', '-f', packets, '-F', 'pcap', '-w', file];
    const print = ['-P', '-l', '-T', 'fields', '-e', 'tcp.srcport'];
    this.#tshark = spawn('tshark', [...capture, ...print], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#ended = once(this.#tshark, 'close');
    if (!this.#tshark.stdout) throw new Error('the output must be piped');
    createInterface(this.#tshark.stdout).on('line', (line) => this.#onPacket(Number(line)));
  }

  /**
   * Connects to the port until a connection is captured: everything before it is captured, too. False when nothing can
   * be captured here.
   */
  async sees(): Promise<boolean> {
    let isSeen = false;
    await until('tshark saw a packet, or ended', async () => {
      const socket = connect(this.#port, this.#address);
      await once(socket, 'connect');
      const { localPort } = socket;
      const seen = new Promise<boolean>((resolve) => {
        this.#onPacket = (sourcePort) => {
          if (sourcePort === localPort) resolve(true);
        };
        setTimeout(() => resolve(false), 250);
      });
      socket.destroy();
      isSeen = await seen;
      return isSeen || this.#tshark.exitCode !== null;
    });
    return isSeen;
  }

  /** Ends the recording; its reader, for which the port is 445. */
  async finish(): Promise<CaptureReader> {
    await this[Symbol.asyncDispose]();
    // tshark knows the NegTokenInit2 of a server by its port, which must be under 1024.
    writeFileSync(this.#file, withPort(readFileSync(this.#file), this.#port, 445));
    return this.reader();
  }

  /** @param options of tshark, such as keys to decrypt with */
  reader(options: readonly string[] = []): CaptureReader {
    return async (filter, ...fields) => {
      const print = fields.flatMap((field) => ['-e', field]);
      const read = ['-r', this.#file, ...options, '-Y', filter, '-T', 'fields', ...print];
      const { stdout } = await run('tshark', read);
      return stdout.split('\n').filter(Boolean);
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#tshark.kill('SIGINT');
    await this.#ended;
  }
}

/** Changes a TCP port in a pcap file of little-endian Ethernet and IPv4. */
function withPort(pcap: Buffer, from: number, to: number): Buffer {
  for (let record = 24; record < pcap.length; record += 16 + pcap.readUInt32LE(record + 8)) {
    const ip = record + 16 + 14;
    const tcp = ip + (pcap.readUInt8(ip) & 0x0f) * 4;
    for (const at of [tcp, tcp + 2]) if (pcap.readUInt16BE(at) === from) pcap.writeUInt16BE(to, at);
  }
  return pcap;
}
