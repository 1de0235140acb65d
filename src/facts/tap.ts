import type { Fact } from './fact.js';
import type { ConnectionEnd, ConnectionInfo, Recorder } from './recorder.js';

/** Where the server shows the bytes that pass. No call waits; an error of one is logged, and the connection goes on. */
export interface Tap {
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
  received(bytes: Buffer): void;
  sent(bytes: Buffer): void;
  /** Session.SessionKey of a login that was accepted. Absent unless somebody asked for keys. */
  readonly sessionKey?: (sessionId: bigint, key: Buffer) => void;
  closed(end: ConnectionEnd): void;
}
