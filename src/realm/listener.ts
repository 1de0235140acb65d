import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { isError } from '../values/realm.js';
import { plainLayout, shapedBytes } from '../runtime/shaped-bytes.js';
import { loopTurns } from '../runtime/turns.js';
import type { Kdc } from './kdc.js';
import type { ScriptedAnswers } from './scripted-answers.js';
import { serveTcp } from './tcp-connection.js';

/** Where a KDC listens, over UDP and over TCP. */
export interface KdcAddress {
  /** An address of the loopback interface. */
  readonly host: string;
  /** The port of both; never 0. */
  readonly port: number;
}

/** An address that the KDC cannot have. A server has another address of its own, so the message says whose it is. */
export class KdcAddressError extends Error {
  override readonly name = 'KdcAddressError';
  readonly code: string | undefined;
  readonly syscall: string | undefined;
  readonly address: string;
  readonly port: number;

  /** @param cause the error of `node:net` or `node:dgram` */
  constructor(cause: NodeJS.ErrnoException, address: string, port: number) {
    super(
      `the KDC of the test realm cannot listen on ${address} port ${port}, its options host and port: ${cause.message}`,
      { cause },
    );
    this.code = cause.code;
    this.syscall = cause.syscall;
    this.address = address;
    this.port = port;
  }
}

/** Bytes of the largest datagram that goes out, as with MIT; a client asks again over TCP for more (RFC 4120 7.2.1). */
const LARGEST_DATAGRAM = 4096;

/** Datagrams that are answered at once; further ones are dropped, and clients send them again. */
const MOST_DATAGRAMS = 64;

const MOST_CONNECTIONS = 64;

/** Milliseconds after which a datagram whose answer takes longer no longer counts. */
const PATIENCE = 30_000;

/** A port that is free for TCP may not be for UDP. */
const ATTEMPTS = 16;

/** Carries the messages of a KDC. */
export class KdcListener {
  readonly #kdc: Kdc;
  readonly #runtime: CheckedRuntime;
  readonly #onError: (error: unknown) => void;
  readonly #answers: ScriptedAnswers;
  readonly #connections = new Set<Socket>();
  #tcp: Server | undefined;
  #udp: UdpSocket | undefined;
  #datagrams = 0;

  /** @param onError receives errors of sockets that end no single connection */
  constructor(
    kdc: Kdc,
    runtime: CheckedRuntime,
    onError: (error: unknown) => void,
    answers: ScriptedAnswers,
  ) {
    this.#kdc = kdc;
    this.#runtime = runtime;
    this.#onError = onError;
    this.#answers = answers;
  }

  /**
   * Binds one port for UDP and TCP.
   *
   * @param port 0: a free one
   * @throws KdcAddressError with the `code` of the system
   */
  async listen(host: string, port: number): Promise<KdcAddress> {
    try {
      return await this.#bind(host, port);
    } catch (error) {
      throw isError(error) ? new KdcAddressError(error, host, port) : error;
    }
  }

  async #bind(host: string, port: number): Promise<KdcAddress> {
    for (let attempt = 1; ; attempt++) {
      const tcp = createServer({ noDelay: true }, (socket) => this.#accept(socket));
      const bound = await bindTcp(tcp, host, port);
      const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4');
      try {
        await bindUdp(udp, host, bound);
      } catch (error) {
        udp.close();
        await closed(tcp);
        if (port !== 0 || attempt === ATTEMPTS) throw error;
        continue;
      }
      tcp.on('error', this.#onError);
      udp.on('error', this.#onError);
      udp.on('message', (message, from) => void this.#receive(udp, message, from));
      this.#tcp = tcp;
      this.#udp = udp;
      return { host, port: bound };
    }
  }

  /** Drops every connection. May be called twice. */
  async close(): Promise<void> {
    const [tcp, udp] = [this.#tcp, this.#udp];
    this.#tcp = undefined;
    this.#udp = undefined;
    for (const socket of this.#connections) socket.destroy();
    if (tcp !== undefined) await closed(tcp);
    if (udp === undefined) return;
    const end = once(udp, 'close');
    udp.close();
    await end;
  }

  #accept(socket: Socket): void {
    // Node.js accepts one connection in each turn of the event loop.
    loopTurns.hasten();
    const [oldest] = this.#connections;
    // As with MIT: connections that send nothing shut nobody out.
    if (oldest !== undefined && this.#connections.size >= MOST_CONNECTIONS) {
      this.#connections.delete(oldest);
      oldest.destroy();
    }
    this.#connections.add(socket);
    socket.on('close', () => this.#connections.delete(socket));
    try {
      serveTcp(socket, this.#kdc, this.#runtime, this.#answers);
    } catch (error) {
      socket.destroy();
      this.#onError(error);
    }
  }

  #sendScripted(
    udp: UdpSocket,
    answer: Buffer,
    request: Buffer,
    to: Pick<RemoteInfo, 'address' | 'port'>,
  ): void {
    const { address, port } = udp.address();
    const remote = { transport: 'udp', address: to.address, port: to.port } as const;
    const { message, delivery = {} } = this.#answers.leaving(answer, request, remote, { address, port });
    if (message === undefined || delivery.truncate === 0) return;
    const runtime = this.#runtime;
    const bytes = shapedBytes(message, delivery, plainLayout, (length) => runtime.randomBytes(length));
    const { delay = 0 } = delivery;
    if (delay === 0) send(udp, bytes, to);
    else
      runtime.after(delay, () => {
        if (this.#udp === udp) send(udp, bytes, to);
      });
  }

  async #receive(udp: UdpSocket, message: Buffer, { address, port }: RemoteInfo): Promise<void> {
    if (this.#datagrams >= MOST_DATAGRAMS) return;
    this.#datagrams += 1;
    let counts = true;
    const uncount = (): void => {
      if (counts) this.#datagrams -= 1;
      counts = false;
    };
    let cancelTimer = (): void => {};
    try {
      // A store that never answers must not hold the places of all others.
      cancelTimer = this.#runtime.after(PATIENCE, uncount);
      const answer = await loopTurns.compute(['kdc', this], () =>
        this.#kdc.answer(message, { transport: 'udp', address, port }),
      );
      if (answer === undefined || this.#udp !== udp) return;
      const isTooBig = answer.length > LARGEST_DATAGRAM;
      const sent = isTooBig ? this.#kdc.refuse('KRB_ERR_RESPONSE_TOO_BIG', 'ask over TCP') : answer;
      if (this.#answers.active) this.#sendScripted(udp, sent, message, { address, port });
      else send(udp, sent, { address, port });
    } catch (error) {
      this.#onError(error);
    } finally {
      cancelTimer();
      uncount();
    }
  }
}

function send(
  udp: UdpSocket,
  message: Buffer,
  { address, port }: Pick<RemoteInfo, 'address' | 'port'>,
): void {
  // A datagram that is lost is one that the client asks for again.
  udp.send(message, port, address, () => {});
}

async function bindTcp(tcp: Server, host: string, port: number): Promise<number> {
  tcp.listen(port, host);
  await once(tcp, 'listening');
  return (tcp.address() as AddressInfo).port;
}

async function bindUdp(udp: UdpSocket, host: string, port: number): Promise<void> {
  udp.bind({ address: host, port, exclusive: true });
  await once(udp, 'listening');
}

function closed(tcp: Server): Promise<void> {
  return new Promise((resolve) => void tcp.close(() => resolve()));
}
