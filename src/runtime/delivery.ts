/** How the bytes of an outcome leave. Absent: at once and whole, and the connection goes on. */
export interface Delivery {
  /** Milliseconds before the first byte; what leaves later on the connection waits as well. */
  readonly delay?: number;
  /** The message leaves in pieces of so many bytes, with so many milliseconds between them. */
  readonly pieces?: DeliveryPieces;
  /** Random bytes are in the place of the message; a length in front of them is theirs. */
  readonly garbage?: true;
  /** So many zero bytes follow the message, and its length counts them. */
  readonly padding?: number;
  /** The length of the message says so many bytes more than there are. */
  readonly missing?: number;
  /** No more than so many bytes of the message leave. */
  readonly truncate?: number;
  /** The state of the connection afterwards. Absent: it goes on. */
  readonly end?: DeliveryEnd;
}

/** The pieces of a message. */
export interface DeliveryPieces {
  /** Bytes of each but the last; at least 1. */
  readonly bytes: number;
  /** Milliseconds from one piece to the next. */
  readonly milliseconds: number;
}

/**
 * The state of a connection after a delivery: in order at its end (FIN), open for reading alone, reset (RST), or open
 * without another byte.
 */
export type DeliveryEnd = 'close' | 'half-close' | 'reset' | 'stall';

/** Whether a value of foreign code is a delivery that can be carried out. */
export function isDelivery(value: unknown): value is Delivery {
  const { delay, pieces, garbage, padding, missing, truncate, end } = Object(value) as Partial<
    Record<keyof Delivery, unknown>
  >;
  const { bytes = 1, milliseconds } = Object(pieces) as Partial<DeliveryPieces>;
  return (
    [delay, milliseconds, padding, missing, truncate].every(isCount) &&
    isCount(bytes) &&
    bytes > 0 &&
    (garbage === undefined || garbage === true) &&
    (end === undefined || ends.has(end))
  );
}

const ends: ReadonlySet<unknown> = new Set<DeliveryEnd>(['close', 'half-close', 'reset', 'stall']);

/** As much as a timer takes. */
function isCount(value: unknown): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31);
}
