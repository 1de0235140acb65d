import type { Socket } from 'node:net';
import { CodecError } from '../bytes/index.js';
import { type HeldBytes, HeldPart } from '../runtime/held-bytes.js';
import type { ConnectionEnd, Endpoint } from '../facts/recorder.js';
import { carryOut, type Sink, WayOut } from '../session/exchange/carry-out.js';
import { propose } from '../session/exchange/decide.js';
import type { Delivery } from '../runtime/delivery.js';
import { type Decisions, drop, internalError, notSmb, violation } from '../session/exchange/outcome.js';
import { Connection, type Source } from '../session/model/connection.js';
import { hitLimit } from '../session/model/limit.js';
import type { Limits } from '../session/model/policy.js';
import { returnMemory } from '../runtime/return-memory.js';
import { receive } from '../session/intake/receive.js';
import type { ServerState } from '../session/model/server-state.js';
import {
  type Frame,
  FRAME_PREFIX_LENGTH,
  FrameSplitter,
  FrameType,
  positiveSessionResponse,
} from '../smb2-codec/index.js';
import { endpointsOf } from './carriers/carrier-connection.js';
import type { Opening, Openings } from './carriers/opening.js';
import { GATHERED_BYTES, GatheredWrites } from './carriers/gathered-writes.js';
import { OutgoingBytes } from './carriers/outgoing-bytes.js';
import type { ServedConnection } from './carriers/served-connection.js';
import { directTcpLayout } from '../runtime/shaped-bytes.js';
import type { MessageTurns } from './message-turns.js';
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
export class SocketConnection implements ServedConnection, Source, Sink {
  readonly connection: Connection;
  readonly #socket: Socket;
  readonly #splitter: FrameSplitter;
  readonly #server: ServerState;
  /** Asks for a turn to serve the next frame. */
  readonly #askForTurn: () => void;
  readonly #outgoing: OutgoingBytes;
  /** This object's part of the connection's count: bytes not served yet, and answers that the peer has not read. */
  readonly #counted: HeldPart;
  /** The frames that came so far. A session request is allowed only before everything else. */
  #received: 'nothing' | 'session-request' | 'messages' = 'nothing';
  /** The last chunk, while it is not completely served; no more is read meanwhile. */
  #arrived: { readonly chunk: Buffer; readonly frames: Iterator<Frame, void>; next: Frame } | undefined;
  #waitsForTurn = false;
  /** The answers to a chunk of several frames, to be written together. */
  readonly #gathered: GatheredWrites;
  /** Monotonic milliseconds of the last byte received. */
  #lastActivity: number;
  /** When a user was last logged in, or the connection was made (monotonic milliseconds). */
  #lastAuthenticated: number;
  /** When the peer began to leave too much unread (monotonic milliseconds). */
  #stalledSince: number | undefined;
  /**
   * When the connection began to close (monotonic milliseconds). Queued answers may still be written; nothing is read.
   */
  #endingSince: number | undefined;
  /** Cancels the wait before anything is read. */
  #cancelOpening = (): void => {};

  constructor(
    id: number,
    socket: Socket,
    server: ServerState,
    held: HeldBytes,
    { turns, decisions, openings }: Shared,
  ) {
    const now = server.runtime.monotonic();
    this.#server = server;
    this.#socket = socket;
    this.#gathered = new GatheredWrites(socket);
    this.#lastActivity = now;
    this.#lastAuthenticated = now;
    this.#splitter = new FrameSplitter(server.limits.unauthenticatedFrameBytes, (length, whole) =>
      // An announced length costs no fresh memory; spare memory counts as held by whoever announced it.
      length === whole
        ? server.spares.take(whole)
        : (server.spares.takeSpare(whole) ?? Buffer.allocUnsafe(length)),
    );
    this.#counted = new HeldPart(held);
    this.#outgoing = this.#newOutgoing(held);
    const transport = { source: this, wayOut: new WayOut(this, decisions) };
    this.connection = new Connection(id, server, endpointsOf(socket), transport, held);
    this.#askForTurn = turns.placeOf(this.connection, () => (this.#waitsForTurn = this.#serveFrame()));
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => this.#drained());
    // A client that ends its side expects no more answers.
    socket.on('end', () => this.#lost({ by: 'client', how: 'closed' }));
    socket.on('error', () => this.#lost({ by: 'client', how: 'reset' }));
    socket.on('close', () => this.#lost({ by: 'client', how: 'closed' }));
    const { recorder, remote, local } = this.connection;
    const opening = openings.decideOpening?.(
      'accept',
      { carrier: 'smb', id, remote, local },
      recorder.report,
    );
    if (opening !== undefined) this.#open(opening);
  }

  /** Begins later, or not at all. */
  #open({ delay = 0, end }: Opening): void {
    const open = (): void => {
      this.#cancelOpening = (): void => {};
      if (this.connection.closed) return;
      if (end !== undefined) {
        this.#outgoing.stall();
        this.#outgoing.finish(end);
      }
      this.#socket.resume();
    };
    if (delay === 0) {
      open();
      return;
    }
    this.#socket.pause();
    this.#cancelOpening = this.#server.runtime.after(delay, open);
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
    this.#outgoing.send(frame, delivery, gone);
    if (this.#outgoing.unread >= GATHERED_BYTES || this.#outgoing.isTooMuch) this.#gathered.write();
    this.#count();
    // No more is read from a peer that does not read its answers (back-pressure); in the end `checkTime` drops it.
    if (this.#stalledSince === undefined && this.#outgoing.isTooMuch) {
      this.#stalledSince = this.#server.runtime.monotonic();
      this.#socket.pause();
    }
  }

  #write(frame: Buffer, gone?: () => void): void {
    const { closed, tap } = this.connection;
    if (!closed) tap?.sent(frame);
    // A tap may keep the frame. After an error, the system may still read it.
    if (gone === undefined || tap !== undefined) this.#socket.write(frame);
    else this.#socket.write(frame, (error) => void (error ?? gone()));
  }

  end(): void {
    this.#endingSince = this.#server.runtime.monotonic();
    this.#outgoing.whenGone(() => this.#socket.destroySoon());
  }

  #newOutgoing(held: HeldBytes): OutgoingBytes {
    const { runtime, limits } = this.#server;
    return new OutgoingBytes(
      {
        unread: () => this.#socket.writableLength,
        write: (bytes, gone) => {
          if (!this.#socket.destroyed) this.#write(bytes, gone);
        },
        halfClose: () => void this.#socket.end(),
        reset: () => {
          // The bytes before it still leave.
          this.#gathered.write();
          this.#socket.resetAndDestroy();
        },
        dropped: () => carryOut(this.connection, drop('fault')),
        released: () => this.#drained(),
      },
      { runtime, limits, held, layout: directTcpLayout },
    );
  }

  /** Drops the connection and its queued answers, because the server stops. */
  stop(): void {
    propose(this.connection, drop('shutdown'));
    this.#socket.destroy();
  }

  get unread(): boolean {
    return this.#stalledSince !== undefined;
  }

  proceed(): void {
    if (this.#arrived === undefined) this.#socket.resume();
    else this.#takeTurns();
  }

  limitFrames(bytes: number): void {
    this.#splitter.maxPayload = bytes;
  }

  /** Ends the connection when one of its time limits is over. */
  checkTime(now: number): void {
    const { connection } = this;
    const { limits } = this.#server;
    if (this.#endingSince !== undefined) {
      // A peer that never reads its last answers must not keep them in our memory.
      if (exceeds(now - this.#endingSince, limits.slowReaderSeconds)) this.#socket.destroy();
    } else if (
      this.#stalledSince !== undefined &&
      exceeds(now - this.#stalledSince, limits.slowReaderSeconds)
    ) {
      this.#endFor('slowReaderSeconds', 'limit');
      this.#socket.destroy();
    } else if (!connection.authenticated) {
      // [MS-SMB2] 3.3.6.3 and note <442>: 45 seconds on Windows.
      if (exceeds(now - this.#lastAuthenticated, limits.authenticationSeconds)) {
        this.#endFor('authenticationSeconds', 'timed-out');
      }
    } else {
      this.#lastAuthenticated = now;
      if (exceeds(now - this.#lastActivity, limits.idleSeconds)) {
        this.#endFor('idleSeconds', 'timed-out');
      }
    }
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
    this.#lastActivity = this.#server.runtime.monotonic();
    connection.tap?.received(chunk);
    if (this.#outgoing.isStalled) return;
    if (this.#splitter.extend(chunk)) {
      // A tap may keep the chunk.
      if (connection.tap === undefined) returnMemory(chunk);
      return this.#kept();
    }
    const frames = this.#splitter.push(chunk);
    const next = this.#nextOf(frames, chunk);
    if (next === undefined) return;
    this.#arrived = { chunk, frames, next };
    this.#takeTurns();
    // Usually the whole chunk was one message.
    if (this.#arrived === undefined && connection.mayServe) return;
    this.#socket.pause();
    this.#count();
  }

  /** The next frame; undefined when it has not arrived completely, or when the stream can have no more frames. */
  #nextOf(frames: Iterator<Frame, void>, chunk: Buffer): Frame | undefined {
    try {
      const { done, value } = frames.next();
      if (done !== true) return value;
      this.#kept();
    } catch (error) {
      if (error instanceof CodecError) this.#unframed(error, chunk);
      else propose(this.connection, internalError(this.connection, error, 'reading from a socket'));
    }
    return undefined;
  }

  /** The bytes that came are kept until the rest of their frame comes. */
  #kept(): void {
    this.#count();
    // While answers are unread, no more is read, so the held bytes do not grow; the peer frees them by reading.
    const limit = this.#stalledSince === undefined ? this.connection.held.exceeded : undefined;
    if (limit !== undefined && this.#splitter.heldLength > 0) this.#endFor(limit, 'limit');
  }

  #takeTurns(): void {
    if (this.#waitsForTurn) return;
    this.#waitsForTurn = true;
    this.#askForTurn();
  }

  /** Serves one of the frames that arrived; returns whether the next one may be served now. */
  #serveFrame(): boolean {
    const { connection } = this;
    const arrived = this.#arrived;
    // A peer with too many unread answers, or too many requests in progress, is not served for now.
    if (!connection.mayServe && !connection.closed) {
      this.#gathered.write();
      return false;
    }
    if (arrived !== undefined && !connection.closed && !this.#outgoing.isStalled) {
      const { next: frame } = arrived;
      if (arrived.chunk.length > FRAME_PREFIX_LENGTH + frame.payload.length) this.#gathered.begin();
      if (connection.tap?.serving === undefined) this.#take(frame);
      else connection.tap.serving(() => this.#take(frame));
      const next = connection.closed ? undefined : this.#nextOf(arrived.frames, arrived.chunk);
      if (next !== undefined) {
        arrived.next = next;
        return true;
      }
    }
    this.#arrived = undefined;
    this.#gathered.write();
    this.#count();
    if (connection.mayServe) this.#socket.resume();
    return false;
  }

  #take({ type, payload, memory }: Frame): void {
    const { connection } = this;
    switch (type) {
      case FrameType.SESSION_MESSAGE:
        this.#received = 'messages';
        return receive(connection, payload, memory);
      case FrameType.SESSION_REQUEST:
        // It opens the session and is answered once (RFC 1002 4.3.2); smbd ends the connection over a second one, too.
        if (this.#received !== 'nothing') return this.#unexpected('a session request inside a session');
        this.#received = 'session-request';
        connection.recorder.report({ kind: 'netbios-session-request' });
        return propose(connection, { kind: 'frame', frame: positiveSessionResponse() });
      case FrameType.KEEP_ALIVE:
        // It carries nothing and is not answered (RFC 1002 4.3.7).
        return;
      default:
        return this.#unexpected(`a NetBIOS packet of type 0x${type.toString(16)} from a client`);
    }
  }

  #unexpected(detail: string): void {
    propose(this.connection, violation('malformed-frame', 'RFC 1002 4.3', detail));
  }

  /** Ends a connection whose bytes are not frames. The first bytes tell which protocol it is instead. */
  #unframed(error: CodecError, chunk: Buffer): void {
    const { connection } = this;
    if (this.#received === 'nothing' && error.code === 'bad-constant') {
      propose(connection, notSmb(chunk));
      return;
    }
    const tooLong = error.code === 'out-of-range';
    if (tooLong)
      hitLimit(connection, connection.authenticated ? 'transactBytes' : 'unauthenticatedFrameBytes');
    const code = tooLong ? 'frame-too-long' : 'malformed-frame';
    propose(connection, violation(code, '[MS-SMB2] 2.1', error.message));
  }

  /** Updates the connection's count with the bytes held here. */
  #count(): void {
    const arrived = this.#arrived?.chunk.length ?? 0;
    const now = arrived + this.#splitter.heldMemory + this.#outgoing.unread;
    this.#counted.set(now);
  }

  #drained(): void {
    this.#count();
    if (this.#stalledSince === undefined || this.#outgoing.isStillTooMuch) return;
    this.#stalledSince = undefined;
    this.connection.proceed();
  }

  #lost(end: ConnectionEnd): void {
    this.connection.close(end);
    this.#outgoing.cancel();
    this.#cancelOpening();
    // They were answered before the client ended its side.
    this.#gathered.write();
    this.#socket.destroy();
    this.#counted.set(0);
  }
}

function exceeds(milliseconds: number, seconds: number): boolean {
  return milliseconds > seconds * 1000;
}
