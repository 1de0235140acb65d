import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import type { Carrier, Endpoints } from '../../facts/recorder.js';
import { loopTurns } from '../../runtime/turns.js';
import type { SharedCounts } from '../../shared-state/shared-state.js';
import type { ServerState } from '../../session/model/server-state.js';
import { Admission } from '../admission.js';
import type { Logger } from '../options.js';
import { AwaitedHeader } from './awaited-header.js';
import { type Balancers, isBalancer } from './balancers.js';
import { endpointsOf } from './carrier-connection.js';
import type { Serve, ServedConnection } from './served-connection.js';

/**
 * Queued bytes from which on a socket says when they have left. It is that of Node.js 20: later versions say so from
 * 64 KiB on, and a connection whose `queuedBytes` is smaller would wait for a word that never comes.
 */
const FULL = 16 * 1024;

/** Connections that the kernel queues until we accept them: a burst of logins must not be refused. */
const BACKLOG = 1024;

/** Milliseconds from one check of the time limits of all connections to the next. */
const SWEEP_MILLISECONDS = 1000;

/** Connections that wait for their header have numbers of their own, which no connection reaches. */
const FIRST_AWAITED_ID = 2 ** 52;

/** Where a server listens. */
export interface ListenAddress {
  /** The host of the options, or the address that it became. */
  readonly host: string;
  /** The TCP port; never 0. */
  readonly port: number;
  /** The certificate of a carrier that speaks TLS; absent: it speaks none. */
  readonly tls?: Fingerprints;
}

/** The marks of a certificate, each 64 hexadecimal digits. */
export interface Fingerprints {
  /** SHA-256 of the certificate. */
  readonly certificateFingerprint: string;
  /** SHA-256 of the content of SubjectPublicKey, which CredSSP binds to. */
  readonly keyFingerprint: string;
}

/**
 * Where each carrier of a server listens; a carrier that is not served is absent. HTTP inside TLS is `https`, and
 * `http` is absent then.
 */
export type Addresses = Readonly<Partial<Record<Carrier, ListenAddress>>>;

/**
 * The descriptors of the sockets that are bound for a carrier already, the one that names its address first. Several
 * processes can accept on one, and the kernel decides which of them gets a connection.
 */
export type Inherited = Readonly<Partial<Record<Carrier, readonly number[]>>>;

/** One listener. */
export interface Listening {
  readonly carrier: Carrier;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly serve: Serve;
  /** Their connections begin with a PROXY header. */
  readonly balancers: Balancers;
  /** The certificate of a carrier that speaks TLS. */
  readonly tls?: Fingerprints;
}

interface Listener extends Listening {
  readonly tcp: TcpServer;
  /** The socket that is bound already; undefined: it is bound here. */
  readonly descriptor: number | undefined;
}

/** The listeners of a server: one count of connections, one sweep of their time limits, one end. */
export class Listeners {
  /** Each connection with the key of its address. */
  readonly connections = new Map<ServedConnection, string>();
  readonly #state: ServerState;
  readonly #logger: Logger;
  readonly #admission: Admission;
  readonly #inherited: Inherited;
  /** Open connections; those that owe a PROXY header are none of them. */
  readonly #open = new Map<Carrier, number>();
  #listeners: readonly Listener[] = [];
  #lastConnectionId = 0;
  #lastAwaitedId = FIRST_AWAITED_ID;
  #cancelSweep = (): void => {};

  /** @param inherited carriers whose addresses are bound already; default: none */
  constructor(state: ServerState, counts: SharedCounts, logger: Logger, inherited: Inherited = {}) {
    this.#state = state;
    this.#inherited = inherited;
    this.#logger = logger;
    this.#admission = new Admission(state.limits, this.connections, counts);
  }

  /** Connections accepted so far. */
  get connected(): number {
    return this.#lastConnectionId;
  }

  /** Open connections of each carrier that is listened for. */
  get open(): Readonly<Partial<Record<Carrier, number>>> {
    return Object.fromEntries(
      this.#listeners
        .filter(({ tcp }) => tcp.listening)
        .map(({ carrier }) => [carrier, this.#open.get(carrier) ?? 0]),
    );
  }

  /** Why a carrier is not listened for; undefined: all are. */
  trouble(): string | undefined {
    if (this.#listeners.length === 0) return 'the server does not listen';
    const missing = this.#listeners.find(({ tcp }) => !tcp.listening);
    return missing && `the server does not listen for ${missing.carrier}`;
  }

  /** The state of the connection with a number. */
  stateOf(id: number): 'to-come' | 'open' | 'over' {
    if (id > this.#lastConnectionId) return 'to-come';
    for (const connection of this.connections.keys()) if (connection.id === id) return 'open';
    return 'over';
  }

  /** Where each carrier listens now. */
  get addresses(): Addresses {
    const addresses: Partial<Record<Carrier, ListenAddress>> = {};
    for (const { carrier, tcp, tls } of this.#listeners) {
      const address = addressOf(tcp);
      if (address !== undefined) addresses[carrier] ??= { ...address, ...(tls && fingerprintsOf(tls)) };
    }
    return addresses;
  }

  /**
   * @param listenings in the order in which they are opened
   * @throws the error of `node:net`, with `carrier` added, when an address cannot be bound; none is open then
   */
  async listen(listenings: readonly Listening[]): Promise<void> {
    this.#listeners = listenings.flatMap((listening) => {
      const descriptors = this.#inherited[listening.carrier] ?? [undefined];
      return descriptors.map((descriptor) => ({
        ...listening,
        descriptor,
        tcp: createServer({ noDelay: true, highWaterMark: FULL }, (socket) =>
          this.#accept(socket, listening),
        ),
      }));
    });
    // Before an address is bound: a runtime that starts no timers must not leave a server that listens.
    this.#sweepLater();
    try {
      for (const listener of this.#listeners) await this.#bind(listener);
    } catch (error) {
      this.stopSweep();
      await this.stopAccepting();
      throw error;
    }
  }

  stopSweep(): void {
    this.#cancelSweep();
  }

  /** Resolves once no listener is open and every connection has ended. */
  async stopAccepting(): Promise<void> {
    await Promise.all(
      this.#listeners.map(
        ({ tcp }) => new Promise<void>((resolve) => (tcp.listening ? tcp.close(() => resolve()) : resolve())),
      ),
    );
  }

  /** Drops every connection. */
  stopConnections(): void {
    for (const peer of this.connections.keys()) peer.stop();
  }

  async #bind({ carrier, host, port, tcp, descriptor: fd }: Listener): Promise<void> {
    try {
      if (fd === undefined) tcp.listen({ host, port, backlog: BACKLOG });
      // With a descriptor, Node.js does not look at a backlog among the options.
      else tcp.listen({ fd }, BACKLOG);
      await once(tcp, 'listening');
    } catch (error) {
      throw Object.assign(error as Error, { carrier });
    }
    tcp.on('error', (error) => this.#logger.error('the listening socket failed', { error }));
  }

  #accept(socket: Socket, listening: Listening): void {
    // Node.js accepts one connection in each turn of the event loop: those behind it must not wait for all work.
    loopTurns.hasten();
    const { remoteAddress } = socket;
    if (listening.balancers.length === 0) this.#serve(socket, listening, endpointsOf(socket));
    // It has left already, and nothing tells whether it was a balancer.
    else if (remoteAddress === undefined) socket.destroy();
    else if (isBalancer(remoteAddress, listening.balancers)) this.#awaitHeader(socket, listening);
    else this.#serve(socket, listening, endpointsOf(socket));
  }

  /** Until its header has come, a connection counts as one of the balancer's on which nobody is logged in. */
  #awaitHeader(socket: Socket, listening: Listening): void {
    const held = this.#admission.countFor(socket.remoteAddress ?? '');
    const awaited: AwaitedHeader = new AwaitedHeader(++this.#lastAwaitedId, socket, held, {
      carrier: listening.carrier,
      server: this.#state,
      begin: (endpoints) => {
        this.#admission.release(awaited);
        this.#serve(socket, listening, endpoints);
      },
      over: () => this.#admission.release(awaited),
      nextId: () => ++this.#lastConnectionId,
    });
    const limit = this.#admission.admit(awaited);
    if (limit !== undefined) awaited.turnAway(limit);
  }

  #serve(socket: Socket, { serve, carrier }: Listening, endpoints: Endpoints): void {
    const id = ++this.#lastConnectionId;
    const peer = serve(socket, id, this.#admission.countFor(endpoints.remote.address), endpoints);
    const limit = this.#admission.admit(peer);
    if (limit !== undefined) {
      peer.turnAway(limit);
      return;
    }
    this.#count(carrier, 1);
    socket.on('close', () => {
      this.#count(carrier, -1);
      this.#admission.release(peer);
    });
  }

  #count(carrier: Carrier, change: number): void {
    this.#open.set(carrier, (this.#open.get(carrier) ?? 0) + change);
  }

  #sweepLater(): void {
    this.#cancelSweep = this.#state.runtime.after(SWEEP_MILLISECONDS, () => {
      const now = this.#state.runtime.monotonic();
      for (const peer of this.connections.keys()) peer.checkTime(now);
      this.#sweepLater();
    });
  }
}

function addressOf(tcp: TcpServer): ListenAddress | undefined {
  const address: AddressInfo | string | null = tcp.address();
  if (address === null || typeof address === 'string') return undefined;
  return { host: address.address, port: address.port };
}

function fingerprintsOf({
  certificateFingerprint,
  keyFingerprint,
}: Fingerprints): Pick<ListenAddress, 'tls'> {
  return { tls: { certificateFingerprint, keyFingerprint } };
}
