import type { SecureContext } from 'node:tls';
import { addressKey } from '../../bytes/index.js';
import type { Fact } from '../../facts/fact.js';
import type { Carrier, ConnectionEnd, DropReason, Endpoint } from '../../facts/recorder.js';
import type { LoginRecorder } from '../../facts/recorder.js';
import type { TlsFailed } from '../../facts/tls.js';
import { loopTurns } from '../../runtime/turns.js';
import type { Delivery } from '../../runtime/delivery.js';
import { HeldPart } from '../../runtime/held-bytes.js';
import { type Decisions, drop, type DropOutcome } from '../../session/exchange/outcome.js';
import type { Limits } from '../../session/model/policy.js';
import type { TlsChannel } from '../tls/tls-channel.js';
import { strayHeader } from '../../diagnosis/stray-header.js';
import { beginsLikeProxyHeader } from '../../proxy-protocol/index.js';
import { Beginning } from './beginning.js';
import { ByteStream } from './byte-stream.js';
import { type Accepted, CarrierConnection, type VerdictHolder } from './carrier-connection.js';
import { DecidedExit, type StreamOutcome } from './decided-exit.js';
import { OutgoingBytes } from './outgoing-bytes.js';
import type { ServedConnection } from './served-connection.js';
import { plainLayout, rpcLayout } from '../../runtime/shaped-bytes.js';
import type { MadeMessage, StreamProtocol, Surroundings, Transport } from './stream-protocol.js';
import { TimeLimits } from './time-limits.js';

/** First bytes that are kept. */
const FIRST_BYTES = 16;

/** Carries the bytes of one connection between its socket and a protocol. */
export class StreamConnection implements ServedConnection, Transport, VerdictHolder {
  readonly connection: CarrierConnection;
  readonly #stream: ByteStream;
  readonly #outgoing: OutgoingBytes;
  readonly #protocol: StreamProtocol;
  readonly #time: TimeLimits;
  readonly #decisions: Decisions;
  readonly #beginning: Beginning;
  /** The decision in front of everything that leaves, once something was decided. */
  #exit: DecidedExit | undefined;
  /** The end that {@link cut} proposes. */
  #cutting: DropOutcome | undefined;
  /** The chunk that arrived last, while it is served; no more is read meanwhile. */
  #served: Buffer | undefined;
  /** How the client left while its last bytes are served; undefined: it has not. */
  #left: ConnectionEnd | undefined;
  /** They tell a PROXY header from the other bytes that are not TLS. */
  #firstBytes = Buffer.alloc(0);
  /** This object's part of the connection's count. */
  readonly #counted: HeldPart;
  /** Resolves each promise of {@link drained}. */
  #waiting: (() => void)[] = [];

  constructor(
    carrier: Carrier,
    accepted: Accepted,
    { server, decisions, openings }: Surroundings,
    createProtocol: (transport: Transport) => StreamProtocol,
  ) {
    const [socket] = accepted;
    this.#decisions = decisions;
    this.connection = new CarrierConnection(carrier, accepted, server, this);
    this.#counted = new HeldPart(this.connection.held);
    this.#outgoing = this.#newOutgoing();
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
    const readOn = (): void => this.#readOn();
    this.#beginning = new Beginning(openings, this.connection, this.#stream, this.#outgoing, readOn);
    this.#protocol = createProtocol(this);
    this.#beginning.begin();
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
    return this.#outgoing.unread;
  }

  get isDecided(): boolean {
    return this.#decisions.decide !== undefined;
  }

  hold(login: LoginRecorder): LoginRecorder {
    return this.#exitNow.hold(login);
  }

  send(bytes: Buffer, at?: string): void {
    if (this.#exit === undefined && this.#decisions.decide === undefined) this.#write(bytes);
    else this.#exitNow.propose({ kind: 'frame', frame: bytes }, at);
  }

  sendMade(message: MadeMessage, at: string): void {
    if (this.#exit === undefined && this.#decisions.decide === undefined) {
      this.#write(message.bytes);
      return;
    }
    const proposed = {
      kind: 'frame',
      get frame() {
        return message.bytes;
      },
      remake: (change: string) => message.remake(change),
    } as const;
    this.#exitNow.propose(proposed, at);
  }

  get #exitNow(): DecidedExit {
    return (this.#exit ??= this.#newExit());
  }

  #write(bytes: Buffer, delivery?: Delivery): void {
    if (this.connection.closed) return;
    this.#outgoing.send(bytes, delivery);
    this.#count();
    // No more is read from a peer that does not read its answers (back-pressure); in the end `checkTime` drops it.
    if (this.#outgoing.isTooMuch) {
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
    this.#beginning.startTls(secureContext, already);
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
      this.#write(outcome.frame, outcome.delivery);
      return;
    }
    if (outcome.farewell !== undefined) this.#write(outcome.farewell);
    this.#end(outcome);
  }

  #end(outcome: DropOutcome): void {
    if (this.connection.closed) return;
    this.#close({ by: 'server', why: outcome.why }, outcome.fact);
    this.#time.ending(this.#now());
    this.#outgoing.whenGone(() => {
      if (outcome === this.#cutting) this.#stream.cut();
      else this.#stream.end();
    });
  }

  #newOutgoing(): OutgoingBytes {
    return new OutgoingBytes(
      {
        unread: () => this.#stream.unread,
        write: (bytes) => this.#stream.write(bytes),
        halfClose: () => this.#stream.halfClose(),
        reset: () => this.#stream.reset(),
        dropped: () => this.#end(drop('fault')),
        released: () => this.#released(),
      },
      this.connection,
      this.connection.info.carrier === 'rpc' ? rpcLayout : plainLayout,
    );
  }

  #released(): void {
    this.#count();
    if (this.#time.stalled && !this.#outgoing.isTooMuch) this.#drained();
  }

  cut(why: DropReason): void {
    this.#cutting = drop(why);
    this.#propose(this.#cutting);
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
    if (this.#firstBytes.length === 0) this.#firstBytes = Buffer.from(bytes.subarray(0, FIRST_BYTES));
    this.connection.tap?.received(bytes);
    this.#time.received(this.#now());
  }

  #receive(chunk: Buffer): void {
    const { connection } = this;
    if (connection.closed || this.#outgoing.isStalled) return;
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
    if (this.#served === undefined && !this.#time.stalled && !this.#beginning.isAwaited)
      this.#stream.resume();
  }

  #drained(): void {
    this.#count();
    if (this.#outgoing.isStillTooMuch) return;
    this.#time.drained();
    this.#wake();
    this.#readOn();
  }

  #tlsFailed(end: ConnectionEnd, fact: TlsFailed): void {
    this.#time.ending(this.#now());
    if (this.#isServingLast(end)) this.#left ??= { by: 'client', how: 'closed' };
    else if (beginsLikeProxyHeader(this.#firstBytes))
      this.#close(end, { ...fact, detail: `the client sent ${strayHeader(this.connection.info)}` });
    else this.#close(end, fact);
  }

  #lost(end: ConnectionEnd, fact?: TlsFailed): void {
    if (this.#isServingLast(end)) {
      this.#left ??= end;
      return;
    }
    this.#close(end, fact);
    this.#outgoing.cancel();
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
    this.#beginning.cancel();
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
    this.#counted.set(this.#stream.destroyed ? 0 : this.#heldLength);
  }

  get #heldLength(): number {
    const ofProtocol = this.connection.closed ? 0 : this.#protocol.heldLength;
    return (this.#served?.length ?? 0) + ofProtocol + this.unread;
  }

  #newExit(): DecidedExit {
    return new DecidedExit(this.#decisions, {
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
