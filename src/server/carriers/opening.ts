import type { Report } from '../../facts/fact.js';
import type { ConnectionInfo } from '../../facts/recorder.js';
import type { DeliveryEnd } from '../../runtime/delivery.js';

/** The beginning of a connection, or of TLS on it, instead of the usual. */
export interface Opening {
  /** Milliseconds in which nothing is read. */
  readonly delay?: number;
  /** AlertDescription of a fatal TLS alert (RFC 8446 6), behind which the server ends its side. */
  readonly alert?: number;
  /** The state of the connection, instead of the protocol. Absent: the protocol begins. */
  readonly end?: DeliveryEnd;
}

/**
 * Decides how a connection, or TLS on it, begins.
 *
 * @param report takes facts of the connection
 * @returns undefined: as usual
 */
export type DecideOpening = (
  step: 'accept' | 'tls-handshake',
  connection: ConnectionInfo,
  report: Report,
) => Opening | undefined;

/** The decision about beginnings that is in force at the moment; it may come and go. */
export interface Openings {
  /** Undefined: every connection begins as usual. */
  readonly decideOpening: DecideOpening | undefined;
}

/** A fatal alert as a record of TLS 1.2, which every version reads before ServerHello (RFC 8446 5.1, 6). */
export function alertRecord(alert: number): Buffer {
  return Buffer.of(21, 3, 3, 0, 2, 2, alert);
}
