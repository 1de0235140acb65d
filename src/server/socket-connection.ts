import type { Socket } from 'node:net';
import { HeldPart } from '../runtime/held-bytes.js';
import type { ConnectionEnd, Endpoint } from '../facts/recorder.js';
import { carryOut, type Sink, WayOut } from '../session/exchange/carry-out.js';
import { propose } from '../session/exchange/decide.js';
import type { Delivery } from '../runtime/delivery.js';
import { type Decisions, drop } from '../session/exchange/outcome.js';
import { Connection, type Source } from '../session/model/connection.js';
import { hitLimit } from '../session/model/limit.js';
import type { Limits } from '../session/model/policy.js';
import { returnMemory } from '../runtime/return-memory.js';
import type { ServerState } from '../session/model/server-state.js';
import { beginLater } from './begin-later.js';
import type { Accepted } from './carriers/carrier-connection.js';
import { GATHERED_BYTES } from './carriers/gathered-writes.js';
import type { Openings } from './carriers/opening.js';
import type { ServedConnection } from './carriers/served-connection.js';
import { TimeLimits } from './carriers/time-limits.js';
import type { MessageTurns } from './message-turns.js';
import { SessionFrames } from './session-frames.js';
import { type Sender, SocketOutput } from './socket-output.js';
import { stageOf } from './stage.js';

/** The parts that all connections of a server share. */
export interface Shared {
  readonly turns: MessageTurns;
  /** Decide what leaves, if something does. */
  readonly decisions: Decisions;
  /** Decide how connections begin, if something does. */
  readonly openings: Openings;
}

/** Carries the bytes of one connection between its socket and the protocol. */
export class SocketConnection implements ServedConnection, Source, Sink, Sender {
  readonly connection: Connection;
  readonly #socket: Socket;
  readonly #server: ServerState;
  /** While one of them waits, no more is read. */
  readonly #frames: SessionFrames;
  readonly #output: SocketOutput;
  readonly #time: TimeLimits;
  /** This object's part of the connection's count: bytes not served yet, and answers that the peer has not read. */
  readonly #counted: HeldPart;
  /** Asks for a turn to serve the next frame. */
  readonly #askForTurn: () => void;
  #waitsForTurn = false;
  /** Cancels the wait before anything is read. */
  #cancelOpening: (() => void) | undefined;

  constructor(
    [socket, id, held, endpoints]: Accepted,
    server: ServerState,
    { turns, decisions, openings }: Shared,
  ) {
    this.#server = server;
    this.#socket = socket;
    this.#time = new TimeLimits(server.limits, server.runtime.monotonic());
    this.#counted = new HeldPart(held);
    const transport = { source: this, wayOut: new WayOut(this, decisions) };
    this.connection = new Connection(id, server, endpoints, transport, held);
    this.#frames = new SessionFrames(this.connection);
    this.#output = new SocketOutput(socket, this);
    this.#askForTurn = turns.placeOf(this.connection, () => (this.#waitsForTurn = this.#serveFrame()));
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => this.released());
    // A client that ends its side expects no more answers.
    socket.on('end', () => this.#lost({ by: 'client', how: 'closed' }));
    socket.on('error', () => this.#lost({ by: 'client', how: 'reset' }));
    socket.on('close', () => this.#lost({ by: 'client', how: 'closed' }));
    const { info, recorder } = this.connection;
    const opening = openings.decideOpening?.('accept', info, recorder.report);
    if (opening !== undefined)
      this.#cancelOpening = beginLater(opening, this.connection, socket, this.#output.bytes);
  }

  get id(): number {
    return this.connection.id;
  }

  get remote(): Endpoint {
    return this.connection.remote;
  }

  get authenticated(): boolean {
    return this.connection.authenticated;
  }

  get stage(): string {
    return stageOf(this.connection);
  }

  send(frame: Buffer, delivery?: Delivery, gone?: () => void): void {
    if (this.#socket.destroyed) return;
    const { bytes } = this.#output;
    bytes.send(frame, delivery, gone);
    const { unread } = bytes;
    if (unread === 0) return;
    if (unread >= GATHERED_BYTES || bytes.isTooMuch) this.#output.flush();
    this.#count();
    // No more is read from a peer that does not read its answers (back-pressure); in the end `checkTime` drops it.
    if (!this.#time.stalled && bytes.isTooMuch) {
      this.#time.stall(this.#server.runtime.monotonic());
      this.#socket.pause();
    }
  }

  end(): void {
    this.#time.ending(this.#server.runtime.monotonic());
    this.#output.bytes.whenGone(() => this.#socket.destroySoon());
  }

  /** Drops the connection and its queued answers, because the server stops. */
  stop(): void {
    propose(this.connection, drop('shutdown'));
    this.#socket.destroy();
  }

  dropped(): void {
    carryOut(this.connection, drop('fault'));
  }

  get unread(): boolean {
    return this.#time.stalled;
  }

  proceed(): void {
    if (this.#frames.isWaiting) this.#takeTurns();
    else this.#resume();
  }

  limitFrames(bytes: number): void {
    this.#frames.longest = bytes;
  }

  /** Ends the connection when one of its time limits is over ([MS-SMB2] 3.3.6.3). */
  checkTime(now: number): void {
    const limit = this.#time.exceeded(now, this.authenticated);
    if (limit === undefined) return;
    const isSlow = limit === 'slowReaderSeconds';
    if (!this.#time.isEnding) this.#endFor(limit, isSlow ? 'limit' : 'timed-out');
    if (isSlow) this.#socket.destroy();
  }

  /** There is no place for the connection: it ends before anything of it is read. */
  turnAway(limit: keyof Limits): void {
    this.#endFor(limit, 'limit');
  }

  #endFor(limit: keyof Limits, why: 'limit' | 'timed-out'): void {
    hitLimit(this.connection, limit);
    propose(this.connection, drop(why));
  }

  #receive(chunk: Buffer): void {
    const { connection } = this;
    if (connection.closed) return;
    this.#time.received(this.#server.runtime.monotonic());
    connection.tap?.received(chunk);
    if (this.#output.bytes.isStalled) return;
    if (this.#frames.extend(chunk)) {
      // A tap may keep the chunk.
      if (connection.tap === undefined) returnMemory(chunk);
      return this.#kept();
    }
    if (!this.#frames.begin(chunk)) return this.#kept();
    this.#takeTurns();
    // Usually the whole chunk was one message.
    if (!this.#frames.isWaiting && connection.mayServe) return;
    this.#socket.pause();
    this.#count();
  }

  /** The bytes that came are kept until the rest of their frame comes. */
  #kept(): void {
    this.#count();
    // While answers are unread, no more is read, so the held bytes do not grow; the peer frees them by reading.
    const limit = this.#time.stalled ? undefined : this.connection.held.exceeded;
    if (limit !== undefined && this.#frames.isIncomplete) this.#endFor(limit, 'limit');
  }

  #takeTurns(): void {
    if (this.#waitsForTurn) return;
    this.#waitsForTurn = true;
    this.#askForTurn();
  }

  /** Serves one of the frames that arrived; returns whether the next one may be served now. */
  #serveFrame(): boolean {
    const { connection } = this;
    // A peer with too many unread answers, or too many requests in progress, is not served for now.
    if (!connection.mayServe && !connection.closed) {
      this.#output.flush();
      return false;
    }
    if (!connection.closed && !this.#output.bytes.isStalled) {
      if (this.#frames.goesOn) this.#output.gather();
      if (this.#frames.serveNext()) return true;
    }
    this.#frames.forget();
    this.#output.flush();
    this.#kept();
    if (connection.mayServe) this.#resume();
    return false;
  }

  /** Reads on, if reading was paused. */
  #resume(): void {
    if (this.#socket.isPaused()) this.#socket.resume();
  }

  /** Updates the connection's count with the bytes held here. */
  #count(): void {
    this.#counted.set(this.#frames.held + this.#output.bytes.unread);
  }

  released(): void {
    this.#count();
    if (!this.#time.stalled || this.#output.bytes.isStillTooMuch) return;
    this.#time.drained();
    this.connection.proceed();
  }

  #lost(end: ConnectionEnd): void {
    this.connection.close(end);
    this.#output.bytes.cancel();
    this.#cancelOpening?.();
    // They were answered before the client ended its side.
    this.#output.flush();
    this.#socket.destroy();
    this.#counted.set(0);
  }
}
