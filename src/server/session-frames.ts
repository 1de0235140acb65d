import { CodecError } from '../bytes/index.js';
import { propose } from '../session/exchange/decide.js';
import { internalError, notSmb, violation } from '../session/exchange/outcome.js';
import { receive } from '../session/intake/receive.js';
import type { Connection } from '../session/model/connection.js';
import { hitLimit } from '../session/model/limit.js';
import { type Frame, FrameSplitter, FrameType, positiveSessionResponse } from '../smb2-codec/index.js';

/** The frames of one connection: cut out of the bytes that arrive, and served by their types (RFC 1002 4.3). */
export class SessionFrames {
  readonly #connection: Connection;
  readonly #splitter: FrameSplitter;
  /** The last chunk, while it is not completely served, and its next frame. */
  #chunk: Buffer | undefined;
  #next: Frame | undefined;
  /** The frames that came so far. A session request is allowed only before everything else. */
  #received: 'nothing' | 'session-request' | 'messages' = 'nothing';

  constructor(connection: Connection) {
    const { limits, spares } = connection.server;
    this.#connection = connection;
    this.#splitter = new FrameSplitter(limits.unauthenticatedFrameBytes, (length, whole) =>
      // An announced length costs no fresh memory; spare memory counts as held by whoever announced it.
      length === whole ? spares.take(whole) : (spares.takeSpare(whole) ?? Buffer.allocUnsafe(length)),
    );
  }

  /** The longest payload that the next frame may have, in bytes. */
  set longest(bytes: number) {
    this.#splitter.maxPayload = bytes;
  }

  /** Whether a frame waits to be served. */
  get isWaiting(): boolean {
    return this.#next !== undefined;
  }

  /** Whether bytes arrived behind the frame that waits. */
  get goesOn(): boolean {
    return this.#splitter.left > 0;
  }

  /** Whether the rest of a frame is awaited. */
  get isIncomplete(): boolean {
    return this.#splitter.heldLength > 0;
  }

  /** Bytes of the memory that is kept: of the chunk that is served, and of an incomplete frame. */
  get held(): number {
    return (this.#chunk?.length ?? 0) + this.#splitter.heldMemory;
  }

  /** Takes a chunk in the middle of a long frame; false: it is another chunk, and nothing was taken. */
  extend(chunk: Buffer): boolean {
    return this.#splitter.extend(chunk);
  }

  /** Takes a chunk; no frame may wait. Returns whether one waits now. */
  begin(chunk: Buffer): boolean {
    this.#splitter.begin(chunk);
    return this.#goOn(chunk);
  }

  /** Serves the frame that waits, and returns whether there is another one. */
  serveNext(): boolean {
    const connection = this.#connection;
    const chunk = this.#chunk;
    const frame = this.#next;
    if (chunk === undefined || frame === undefined) return false;
    const { tap } = connection;
    if (tap?.serving === undefined) this.#serve(frame);
    else tap.serving(() => this.#serve(frame));
    return !connection.closed && this.#goOn(chunk);
  }

  /** Forgets the frame that waits, and those behind it. */
  forget(): void {
    this.#chunk = undefined;
    this.#next = undefined;
  }

  /** Finds the next frame; there is none if it has not arrived completely, or if the bytes are not frames. */
  #goOn(chunk: Buffer): boolean {
    try {
      this.#next = this.#splitter.next();
    } catch (error) {
      this.#next = undefined;
      this.#fail(error, chunk);
    }
    this.#chunk = this.#next && chunk;
    return this.#next !== undefined;
  }

  #serve({ type, payload, memory }: Frame): void {
    const connection = this.#connection;
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
    propose(this.#connection, violation('malformed-frame', 'RFC 1002 4.3', detail));
  }

  /**
   * Ends the connection, because its bytes cannot be taken apart.
   *
   * @param chunk the bytes that came last: the first of a connection tell which protocol it is instead
   */
  #fail(error: unknown, chunk: Buffer): void {
    const connection = this.#connection;
    if (!(error instanceof CodecError)) {
      propose(connection, internalError(connection, error, 'reading from a socket'));
      return;
    }
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
}
