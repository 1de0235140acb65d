import type { Socket } from 'node:net';
import type { Fact } from '../../facts/fact.js';
import type { Carrier, ConnectionEnd, DropReason, Endpoint } from '../../facts/recorder.js';
import type { TlsFailed } from '../../facts/tls.js';
import type { Limits } from '../../session/model/policy.js';
import type { ServerState } from '../../session/model/server-state.js';
import { type Decide, drop, type DropOutcome } from '../../session/exchange/outcome.js';
import { type Accepted, CarrierConnection } from './carrier-connection.js';
import { DecidedExit, type StreamOutcome } from './decided-exit.js';
import type { SecureContext } from 'node:tls';
import { startTls, type TlsChannel } from '../tls/tls-channel.js';
import { describeTlsError } from '../tls/tls-failure.js';
import type { ServedConnection } from './served-connection.js';
import { TimeLimits } from './time-limits.js';

/** A protocol of bytes on one connection. It does no I/O, and speaks by its {@link Transport}. */
export interface StreamProtocol {
  /** Takes bytes in the order of arrival. Calls do not overlap: no more is read until the promise has settled. */
  receive(bytes: Buffer): Promise<void>;
  /** Whether a user is logged in. */
  readonly authenticated: boolean;
  /** How far the client came, as the predicate of a sentence: `is logged in`. */
  readonly stage: string;
  /** Bytes held for the client that the protocol has not added to its count itself. */
  readonly heldLength: number;
  /** TLS is established: bytes from now on are the plaintext. Called at most once, before any of them. */
  secured?(channel: TlsChannel): void;
  /**
   * Whether bytes that came are served to their end although the client has left meanwhile, as it may where it expects
   * no answer. Absent: no.
   */
  readonly outlivesClient?: boolean;
  /** The connection is over: nothing is sent any more. Called once. */
  closed(): void;
}

/** The connection, as its protocol uses it. */
export interface Transport {
  readonly connection: CarrierConnection;
  /** Bytes sent that the peer has not read yet. */
  readonly unread: number;
  /** Queues bytes, inside TLS once it has begun; ignored once the connection is over. */
  send(bytes: Buffer): void;
  /**
   * Resolves once the peer leaves no more unread than it may, or the connection is over. A protocol that sends many
   * answers to few bytes waits for it before each.
   */
  drained(): Promise<void>;
  /**
   * Begins TLS, as its server: all that is sent and received from now on is plaintext. The facts of TLS are reported
   * here.
   *
   * @param already bytes that were received and belong to TLS
   */
  startTls(secureContext: SecureContext, already?: Buffer): void;
  /**
   * Ends the connection once the queued bytes have gone out, or their time is over.
   *
   * @param fact the cause, for the record of the connection
   */
  drop(why: DropReason, fact?: Fact): void;
  /**
   * Like {@link drop}, but TLS is not ended before the connection: rdesktop reads its end for ever. For a client that
   * can miss nothing by it.
   */
  cut(why: DropReason): void;
}

/** The parts of a server that each connection has. */
export interface Surroundings {
  readonly server: ServerState;
  /** Decides what leaves; undefined: nothing does. */
  readonly decide: Decide | undefined;
}

const leftInHandshake: TlsFailed = {
  kind: 'tls-failed',
  code: 'left',
  detail: 'the client left during the handshake, as clients do that do not trust the certificate',
};

/** Carries the bytes of one connection between its socket and a protocol. */
export class StreamConnection implements ServedConnection, Transport {
  readonly connection: CarrierConnection;
  readonly #socket: Socket;
  readonly #protocol: StreamProtocol;
  readonly #time: TimeLimits;
  /** The bytes that the protocol speaks: those of the socket, or the plaintext inside TLS. */
  #stream: Socket;
  /** How far TLS is, if it has begun. */
  #tls: 'none' | 'begun' | 'handshake' | 'established' = 'none';
  /** The decision in front of everything that leaves; undefined: nothing is decided. */
  readonly #exit: DecidedExit | undefined;
  /** The end that {@link cut} proposes. */
  #cutting: DropOutcome | undefined;
  /** Takes back what reads the stream. */
  #stopReading = (): void => {};
  /** The chunk that arrived last, while it is served; no more is read meanwhile. */
  #served: Buffer | undefined;
  /** How the client left while its last bytes are served; undefined: it has not. */
  #left: ConnectionEnd | undefined;
  /** This object's part of the connection's count. */
  #counted = 0;
  /** Resolves each promise of {@link drained}. */
  #waiting: (() => void)[] = [];

  constructor(
    carrier: Carrier,
    accepted: Accepted,
    { server, decide }: Surroundings,
    createProtocol: (transport: Transport) => StreamProtocol,
  ) {
    const [socket] = accepted;
    this.#exit = decide && this.#decidedBy(decide);
    this.connection = new CarrierConnection(
      carrier,
      accepted,
      server,
      this.#exit && ((login) => this.#exit?.hold(login) ?? login),
    );
    this.#time = new TimeLimits(server.limits, server.runtime.monotonic());
    this.#socket = socket;
    this.#stream = socket;
    this.#protocol = createProtocol(this);
    socket.setNoDelay(true);
    socket.on('error', () => this.#lost({ by: 'client', how: 'reset' }));
    socket.on('close', () => this.#lost({ by: 'client', how: 'closed' }));
    if (this.#stream === socket) this.#readFrom(socket, (chunk) => this.connection.tap?.received(chunk));
  }

  get id(): number {
    return this.connection.info.id;
  }

  get remote(): Endpoint {
    return this.connection.info.remote;
  }

  get authenticated(): boolean {
    return this.#protocol.authenticated;
  }

  get stage(): string {
    return this.connection.closed ? 'is being disconnected' : this.#protocol.stage;
  }

  get unread(): number {
    // The plaintext counts as written once its records are: while there is any, those are the same bytes.
    return Math.max(this.#stream.writableLength, this.#socket.writableLength);
  }

  send(bytes: Buffer): void {
    if (this.#exit === undefined) this.#write(bytes);
    else this.#exit.propose({ kind: 'frame', frame: bytes });
  }

  #write(bytes: Buffer): void {
    if (this.connection.closed || this.#stream.destroyed) return;
    if (this.#stream === this.#socket) this.connection.tap?.sent(bytes);
    this.#stream.write(bytes);
    this.#count();
    // No more is read from a peer that does not read its answers (back-pressure); in the end `checkTime` drops it.
    if (this.#isUnread()) {
      this.#time.stall(this.#now());
      this.#stream.pause();
    }
  }

  async drained(): Promise<void> {
    if (this.connection.closed || !this.#time.stalled) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  startTls(secureContext: SecureContext, already = Buffer.alloc(0)): void {
    const { connection } = this;
    const late = this.#exit?.late;
    if (late !== undefined) {
      // The bytes before TLS leave in the clear.
      void late.then(() => this.startTls(secureContext, already));
      return;
    }
    if (connection.closed || this.#tls !== 'none') return;
    this.#tls = already.length > 0 ? 'handshake' : 'begun';
    this.#stopReading();
    const watch = {
      received: (bytes: Buffer): void => {
        if (this.#tls === 'begun') this.#tls = 'handshake';
        connection.tap?.received(bytes);
        this.#time.received(this.#now());
      },
      sent: (bytes: Buffer): void => connection.tap?.sent(bytes),
    };
    const tls = startTls(this.#socket, secureContext, already, watch, (channel) => this.#secured(channel));
    this.#stream = tls;
    tls.on('error', (error) => this.#tlsFailed(error));
    tls.on('close', () => this.#lost({ by: 'client', how: 'closed' }));
    this.#readFrom(tls);
    if (this.#served === undefined) this.#readOn();
  }

  #secured({ protocol, cipher, serverName, mistakes }: TlsChannel): void {
    if (this.connection.closed) return;
    this.#tls = 'established';
    const name = serverName === undefined ? {} : { serverName };
    this.connection.recorder.report({ kind: 'tls-established', protocol, cipher, ...name });
    this.#protocol.secured?.({ protocol, cipher, serverName, mistakes });
  }

  #tlsFailed(error: unknown): void {
    const { by, ...words } = describeTlsError(error);
    const end: ConnectionEnd =
      by === 'client' ? { by, how: 'closed' } : { by: 'server', why: 'protocol-violation' };
    this.#close(end, { kind: 'tls-failed', ...words });
    this.#time.ending(this.#now());
    this.#stream.destroy();
  }

  #readFrom(stream: Socket, see?: (chunk: Buffer) => void): void {
    const onData = (chunk: Buffer): void => {
      if (this.connection.closed) return;
      see?.(chunk);
      this.#receive(chunk);
    };
    const onDrain = (): void => this.#drained();
    // A client that ends its side expects no more answers.
    const onEnd = (): void => this.#lost({ by: 'client', how: 'closed' });
    stream.on('data', onData).on('drain', onDrain).on('end', onEnd);
    this.#stopReading = () => {
      stream.off('data', onData).off('drain', onDrain).off('end', onEnd);
    };
  }

  drop(why: DropReason, fact?: Fact): void {
    this.#propose(drop(why, fact));
  }

  #propose(outcome: DropOutcome): void {
    if (this.#exit === undefined) this.#carryOut(outcome);
    else this.#exit.propose(outcome);
  }

  #carryOut(outcome: StreamOutcome): void {
    if (outcome.kind === 'frame') {
      this.#write(outcome.frame);
      return;
    }
    if (outcome.farewell !== undefined) this.#write(outcome.farewell);
    if (outcome === this.#cutting) this.#cutOff(outcome.why);
    else this.#end(outcome);
  }

  #end({ why, fact }: DropOutcome): void {
    if (this.connection.closed) return;
    this.#close({ by: 'server', why }, fact);
    this.#time.ending(this.#now());
    // Nothing can be said inside TLS that there is not yet.
    if (this.#tls === 'none' || this.#tls === 'established') this.#stream.destroySoon();
    else this.#stream.destroy();
  }

  cut(why: DropReason): void {
    this.#cutting = drop(why);
    this.#propose(this.#cutting);
  }

  #cutOff(why: DropReason): void {
    if (this.connection.closed) return;
    this.#close({ by: 'server', why });
    this.#time.ending(this.#now());
    this.#socket.destroySoon();
  }

  stop(): void {
    this.drop('shutdown');
    this.#socket.destroy();
  }

  turnAway(limit: keyof Limits): void {
    this.connection.hitLimit(limit);
    this.drop('limit');
  }

  checkTime(now: number): void {
    const limit = this.#time.exceeded(now, this.authenticated);
    if (limit === undefined) return;
    if (this.#time.isEnding) {
      this.#socket.destroy();
      return;
    }
    this.connection.hitLimit(limit);
    this.drop(limit === 'slowReaderSeconds' ? 'limit' : 'timed-out');
    if (limit === 'slowReaderSeconds') this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    const { connection } = this;
    this.#time.received(this.#now());
    this.#stream.pause();
    this.#served = chunk;
    this.#count();
    connection.server.turns.take(connection, () => {
      void this.#serve(chunk);
      return false;
    });
  }

  async #serve(chunk: Buffer): Promise<void> {
    const { connection } = this;
    try {
      if (!connection.closed) await this.#protocol.receive(chunk);
      this.#exit?.release();
      while (this.#exit?.late !== undefined) await this.#exit.late;
    } catch (error) {
      connection.server.onInternalError(error, `serving ${connection.info.carrier}`);
      this.drop('internal-error', { kind: 'internal-error', message: `serving ${connection.info.carrier}` });
    }
    this.#served = undefined;
    if (this.#left) this.#lost(this.#left);
    this.#count();
    // While answers are unread, no more is read, so the held bytes do not grow; the peer frees them by reading.
    const limit = this.#time.stalled ? undefined : connection.held.exceeded;
    if (limit !== undefined && !connection.closed) this.turnAway(limit);
    this.#readOn();
  }

  #readOn(): void {
    if (this.#served === undefined && !this.#time.stalled) this.#stream.resume();
  }

  /** Whether the peer has more unread answers than its limit allows, or than the other held bytes leave room for. */
  #isUnread(): boolean {
    const { unread } = this;
    if (unread === 0) return false;
    const { server, held } = this.connection;
    return unread > server.limits.queuedBytes || held.exceeded !== undefined;
  }

  #drained(): void {
    this.#count();
    this.#time.drained();
    this.#wake();
    this.#readOn();
  }

  #lost(end: ConnectionEnd): void {
    if (this.#served !== undefined && this.#protocol.outlivesClient === true) {
      this.#left ??= end;
      return;
    }
    // A client that does not like the certificate may leave without a word.
    this.#close(end, this.#tls === 'handshake' ? leftInHandshake : undefined);
    this.#socket.destroy();
    this.#count();
  }

  #close(end: ConnectionEnd, fact?: Fact): void {
    if (this.connection.closed) return;
    this.connection.close(end, fact);
    this.#protocol.closed();
    this.#count();
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Updates the connection's count with the bytes held here. */
  #count(): void {
    const { held } = this.connection;
    const now = this.#socket.destroyed ? 0 : this.#heldLength;
    if (now > this.#counted) held.add(now - this.#counted);
    else held.release(this.#counted - now);
    this.#counted = now;
  }

  get #heldLength(): number {
    const ofProtocol = this.connection.closed ? 0 : this.#protocol.heldLength;
    return (this.#served?.length ?? 0) + ofProtocol + this.unread;
  }

  #decidedBy(decide: Decide): DecidedExit {
    return new DecidedExit(decide, {
      info: () => this.connection.info,
      closed: () => this.connection.closed,
      carryOut: (outcome) => this.#carryOut(outcome),
      failed: (error) => this.connection.server.onInternalError(error, 'deciding what leaves a connection'),
    });
  }

  #now(): number {
    return this.connection.server.runtime.monotonic();
  }
}
