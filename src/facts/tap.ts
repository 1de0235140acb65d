import type { Fact } from './fact.js';
import type { ConnectionEnd, ConnectionInfo, Recorder } from './recorder.js';

/** Sees the bytes of every connection. The server does not wait for its calls; it logs their errors and goes on. */
export interface Tap {
  /** A connection was accepted. The result sees its bytes. */
  connectionOpened(info: ConnectionInfo): ConnectionTap;
  /**
   * A recorder that passes everything on and sees it too, for a tap that comments what it writes.
   *
   * @param describe makes a few words of a fact, printable and without secrets
   */
  annotating?(recorder: Recorder, describe: (fact: Fact) => string): Recorder;
}

/** The bytes of one connection, framing included, in the order in which they passed. */
export interface ConnectionTap {
  /** Bytes as they arrived from the socket, before they are decoded. */
  received(bytes: Buffer): void;
  /** Bytes as they are given to the socket. */
  sent(bytes: Buffer): void;
  /**
   * Does a piece of the server's work for one message: calls `work` once, before it returns. The server draws and
   * looks up meanwhile for this connection alone. Absent: the tap does not want to know.
   */
  readonly serving?: (work: () => void) => void;
  /** Session.SessionKey of a login that was accepted. Absent: the tap does not want keys. */
  readonly sessionKey?: (sessionId: bigint, key: Buffer) => void;
  /** The connection is over; no call follows. */
  closed(end: ConnectionEnd): void;
}
