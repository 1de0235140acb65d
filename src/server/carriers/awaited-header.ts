import type { Socket } from 'node:net';
import { nextTick } from 'node:process';
import { CodecError, unmappedAddress } from '../../bytes/index.js';
import type { ProxyHeaderRefused } from '../../facts/proxy.js';
import type { Carrier, ConnectionEnd, Endpoint, Endpoints } from '../../facts/recorder.js';
import type { HeldBytes } from '../../runtime/held-bytes.js';
import { HeaderAssembly, type ProxyHeader } from '../../proxy-protocol/index.js';
import type { Limits } from '../../session/model/policy.js';
import type { ServerState } from '../../session/model/server-state.js';
import { CarrierConnection, endpointsOf } from './carrier-connection.js';
import type { ServedConnection } from './served-connection.js';

/** The first bytes that a record shows. */
const SHOWN_BYTES = 64;

/** The listener of a connection that waits for its header. */
export interface HeaderListener {
  readonly carrier: Carrier;
  readonly server: ServerState;
  /** The header has come: the connection is one of these ends from now on, and its next bytes can be read. */
  begin(endpoints: Endpoints): void;
  /** The connection is over before it began: it has no place any more. */
  over(): void;
  /** A number for the records of a connection that never begins. */
  nextId(): number;
}

/**
 * A connection of a balancer until its PROXY header has come. A connection that ends before its first byte, or behind a
 * header that names no client, is a health check and leaves no trace.
 */
export class AwaitedHeader implements ServedConnection {
  readonly id: number;
  readonly remote: Endpoint;
  readonly authenticated = false;
  readonly stage = 'has not sent its PROXY header';
  readonly #socket: Socket;
  readonly #held: HeldBytes;
  readonly #listener: HeaderListener;
  readonly #endpoints: Endpoints;
  readonly #assembly = new HeaderAssembly();
  readonly #since: number;
  /** The header came and names no client: the first byte behind it tells a client from a health check. */
  #isDirect = false;
  #isOver = false;

  /** @param id that of no connection which has begun */
  constructor(id: number, socket: Socket, held: HeldBytes, listener: HeaderListener) {
    this.id = id;
    this.#socket = socket;
    this.#held = held;
    this.#listener = listener;
    this.#endpoints = endpointsOf(socket);
    this.remote = this.#endpoints.remote;
    this.#since = listener.server.runtime.monotonic();
    socket.on('readable', this.#read);
    socket.on('end', this.#closed).on('close', this.#closed).on('error', this.#reset);
  }

  checkTime(now: number): void {
    const limit = this.#isDirect ? 'authenticationSeconds' : 'proxyHeaderSeconds';
    const seconds = this.#listener.server.limits[limit];
    if (now - this.#since <= seconds * 1000) return;
    const came = `${bytesOf(this.#assembly.bytes.length)} of it had come after ${seconds} s`;
    this.#endFor(limit, 'timed-out', this.#isDirect ? undefined : this.#factOf('late', came));
  }

  stop(): void {
    // It may be about to begin.
    this.#socket.destroy();
    this.#end();
  }

  turnAway(limit: keyof Limits): void {
    this.#endFor(limit, 'limit');
  }

  #endFor(limit: keyof Limits, why: 'timed-out' | 'limit', fact?: ProxyHeaderRefused): void {
    const connection = this.#record();
    connection.hitLimit(limit);
    connection.close({ by: 'server', why }, fact);
    this.#end();
  }

  readonly #read = (): void => {
    if (this.#isOver) return;
    const chunk = this.#socket.read() as Buffer | null;
    if (chunk === null) return;
    if (this.#isDirect) {
      this.#socket.unshift(chunk);
      this.#begin(this.#endpoints);
      return;
    }
    try {
      const whole = this.#assembly.receive(chunk);
      if (whole === undefined) return;
      // They are read again, by the one that serves the connection.
      if (whole.rest.length > 0) this.#socket.unshift(whole.rest);
      const endpoints = this.#endsIn(whole.header);
      this.#isDirect = endpoints.via === undefined && whole.rest.length === 0;
      if (!this.#isDirect) this.#begin(endpoints);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      this.#refuse(error.field === 'signature' ? 'missing' : 'malformed', error.message);
    }
  };

  #endsIn(header: ProxyHeader): Endpoints {
    if (header.kind === 'direct' || this.#isOwn(header.source)) return this.#endpoints;
    return { remote: header.source, local: header.destination, via: this.remote };
  }

  /** A health check in version 1 has the ends of its own connection (PROXY protocol 2.1). */
  #isOwn({ address, port }: Endpoint): boolean {
    return port === this.remote.port && address === unmappedAddress(this.remote.address);
  }

  /** Lets the connection begin, once the socket has forgotten that its bytes were asked for here. */
  #begin(endpoints: Endpoints): void {
    this.#isOver = true;
    this.#socket.off('readable', this.#read);
    // Node.js takes note of it in this queue.
    nextTick(() => {
      this.#socket.off('end', this.#closed).off('close', this.#closed).off('error', this.#reset);
      if (this.#socket.destroyed) this.#listener.over();
      else this.#listener.begin(endpoints);
    });
  }

  readonly #closed = (): void => this.#lost({ by: 'client', how: 'closed' });
  readonly #reset = (): void => this.#lost({ by: 'client', how: 'reset' });

  #lost(end: ConnectionEnd): void {
    if (this.#isOver) return;
    const came = this.#assembly.bytes.length;
    if (came > 0 && !this.#isDirect)
      this.#record().close(end, this.#factOf('cut', `the connection ended after ${bytesOf(came)} of it`));
    this.#end();
  }

  #refuse(why: 'missing' | 'malformed', detail: string): void {
    this.#record().close({ by: 'server', why: 'refused' }, this.#factOf(why, detail));
    this.#end();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#socket.destroy();
    this.#listener.over();
  }

  #record(): CarrierConnection {
    const { carrier, server } = this.#listener;
    const accepted = [this.#socket, this.#listener.nextId(), this.#held, this.#endpoints] as const;
    return new CarrierConnection(carrier, accepted, server);
  }

  #factOf(why: ProxyHeaderRefused['why'], detail: string): ProxyHeaderRefused {
    const firstBytes = Buffer.from(this.#assembly.bytes.subarray(0, SHOWN_BYTES));
    return { kind: 'proxy-header-refused', why, detail, firstBytes };
  }
}

function bytesOf(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
