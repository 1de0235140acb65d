import type { SecureContext } from 'node:tls';
import { addressKey } from '../../bytes/index.js';
import type { Fact } from '../../facts/fact.js';
import type { Carrier, ConnectionEnd, DropReason, Endpoint } from '../../facts/recorder.js';
import type { TlsFailed } from '../../facts/tls.js';
import { loopTurns } from '../../runtime/turns.js';
import { type Decide, drop, type DropOutcome } from '../../session/exchange/outcome.js';
import type { Limits } from '../../session/model/policy.js';
import type { TlsChannel } from '../tls/tls-channel.js';
import { ByteStream } from './byte-stream.js';
import { type Accepted, CarrierConnection } from './carrier-connection.js';
import { DecidedExit, type StreamOutcome } from './decided-exit.js';
import type { ServedConnection } from './served-connection.js';
import type { StreamProtocol, Surroundings, Transport } from './stream-protocol.js';
import { TimeLimits } from './time-limits.js';

/** Carries the bytes of one connection between its socket and a protocol. */
export class StreamConnection implements ServedConnection, Transport {
  readonly connection: CarrierConnection;
  readonly #stream: ByteStream;
  readonly #protocol: StreamProtocol;
  readonly #time: TimeLimits;
  /** The decision in front of everything that leaves; undefined: nothing is decided. */
  readonly #exit: DecidedExit | undefined;
  /** The end that {@link cut} proposes. */
  #cutting: DropOutcome | undefined;
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
    this.#stream = new ByteStream(socket, {
      received: (bytes) => this.#arrived(bytes),
      sent: (bytes) => this.connection.tap?.sent(bytes),
      handshakeTurn: (work) => this.#handshakeTurn(work),
      take: (chunk) => this.#receive(chunk),
      drained: () => this.#drained(),
      secured: (channel) => this.#secured(channel),
      failed: (end, fact) => this.#tlsFailed(end, fact),
      lost: (end, fact) => this.#lost(end, fact),
    });
    this.#protocol = createProtocol(this);
    this.#stream.read();
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
    return this.#stream.unread;
  }

  send(bytes: Buffer): void {
    if (this.#exit === undefined) this.#write(bytes);
    else this.#exit.propose({ kind: 'frame', frame: bytes });
  }

  #write(bytes: Buffer): void {
    if (this.connection.closed) return;
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
    const late = this.#exit?.late;
    if (late !== undefined) {
      // The bytes before TLS leave in the clear.
      void late.then(() => this.startTls(secureContext, already));
      return;
    }
    if (this.connection.closed) return;
    this.#stream.startTls(secureContext, already);
    if (this.#served === undefined) this.#readOn();
  }

  /** Addresses take turns: one that begins many handshakes has no more of the time than another. */
  #handshakeTurn(work: () => void): void {
    loopTurns.take(['handshakes', addressKey(this.remote.address)], () => {
      try {
        work();
      } catch (error) {
        this.#failed(error);
      }
      return false;
    });
  }

  #failed(error: unknown): void {
    const { server, info } = this.connection;
    server.onInternalError(error, `serving ${info.carrier}`);
    this.drop('internal-error', { kind: 'internal-error', message: `serving ${info.carrier}` });
  }

  #secured({ protocol, cipher, serverName, mistakes }: TlsChannel): void {
    if (this.connection.closed) return;
    const name = serverName === undefined ? {} : { serverName };
    this.connection.recorder.report({ kind: 'tls-established', protocol, cipher, ...name });
    this.#protocol.secured?.({ protocol, cipher, serverName, mistakes });
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
    this.#stream.end();
  }

  cut(why: DropReason): void {
    this.#cutting = drop(why);
    this.#propose(this.#cutting);
  }

  #cutOff(why: DropReason): void {
    if (this.connection.closed) return;
    this.#close({ by: 'server', why });
    this.#time.ending(this.#now());
    this.#stream.cut();
  }

  stop(): void {
    this.drop('shutdown');
    this.#stream.destroy();
  }

  turnAway(limit: keyof Limits): void {
    this.connection.hitLimit(limit);
    this.drop('limit');
  }

  checkTime(now: number): void {
    const limit = this.#time.exceeded(now, this.authenticated);
    if (limit === undefined) return;
    if (this.#time.isEnding) {
      this.#stream.destroy();
      return;
    }
    this.connection.hitLimit(limit);
    this.drop(limit === 'slowReaderSeconds' ? 'limit' : 'timed-out');
    if (limit === 'slowReaderSeconds') this.#stream.destroy();
  }

  #arrived(bytes: Buffer): void {
    if (this.connection.closed) return;
    this.connection.tap?.received(bytes);
    this.#time.received(this.#now());
  }

  #receive(chunk: Buffer): void {
    const { connection } = this;
    if (connection.closed) return;
    this.#stream.pause();
    this.#served = chunk;
    this.#count();
    // Before a login an address has one turn, however many connections it opens.
    const asker = this.authenticated ? connection : addressKey(this.remote.address);
    connection.server.turns.take(asker, () => {
      const { tap } = connection;
      if (tap?.serving === undefined) void this.#serve(chunk);
      else tap.serving(() => void this.#serve(chunk));
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
      this.#failed(error);
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

  #tlsFailed(end: ConnectionEnd, fact: TlsFailed): void {
    this.#time.ending(this.#now());
    if (this.#isServingLast(end)) this.#left ??= { by: 'client', how: 'closed' };
    else this.#close(end, fact);
  }

  #lost(end: ConnectionEnd, fact?: TlsFailed): void {
    if (this.#isServingLast(end)) {
      this.#left ??= end;
      return;
    }
    this.#close(end, fact);
    this.#stream.destroy();
    this.#count();
  }

  /** Whether the client has left, as it may, while its last bytes are served. */
  #isServingLast({ by }: ConnectionEnd): boolean {
    return by === 'client' && this.#served !== undefined && this.#protocol.outlivesClient === true;
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
    const now = this.#stream.destroyed ? 0 : this.#heldLength;
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
      report: (fact) => this.connection.recorder.report(fact),
      closed: () => this.connection.closed,
      carryOut: (outcome) => this.#carryOut(outcome),
      failed: (error) => this.connection.server.onInternalError(error, 'deciding what leaves a connection'),
    });
  }

  #now(): number {
    return this.connection.server.runtime.monotonic();
  }
}
