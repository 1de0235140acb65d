import type { Carrier, ConnectionInfo } from './recorder.js';

/** A scripted fault happened. */
export interface FaultFact {
  readonly kind: 'fault';
  /** The name of the fault. */
  readonly name: string;
  /** The step at which it happened. */
  readonly step: string;
  /** Its effect in words, such as `status STATUS_ACCESS_DENIED`. */
  readonly effect: string;
  /** The NTSTATUS that the client got, where the server’s own answer has another; absent: it has the same. */
  readonly told?: number;
}

/** A connection to a carrier, or the client of a test realm's KDC. */
export interface FaultConnection extends Omit<ConnectionInfo, 'carrier' | 'id'> {
  /** `kdc`: of the test realm, over UDP or TCP. */
  readonly carrier: Carrier | 'kdc';
  /** The number of the connection; 0 for a client of the KDC. */
  readonly id: number;
}
