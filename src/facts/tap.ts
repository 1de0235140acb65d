import type { Fact } from './fact.js';
import type { ConnectionEnd, ConnectionInfo, Recorder } from './recorder.js';

/** Where the server shows the bytes that pass. No call waits; an error of one is logged, and the connection goes on. */
export interface Tap {
  /** A connection was accepted. The result is shown its bytes. */
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
  /** Bytes as they arrived from the socket, before anything is made of them. */
  received(bytes: Buffer): void;
  /** Bytes as they are given to the socket. */
  sent(bytes: Buffer): void;
  /** Session.SessionKey of a login that was accepted. Absent unless somebody asked for keys. */
  readonly sessionKey?: (sessionId: bigint, key: Buffer) => void;
  /** The connection is over; no call follows. */
  closed(end: ConnectionEnd): void;
}
