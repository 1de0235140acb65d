import { decodeHeader, encodePdu, layoutOf, PfcFlags, type PduBody } from './pdu/index.js';
import type { PduProtection } from './pdu-protection.js';

/** Bytes of a request without an object, and of a response, before the stub. */
const HEADER_OF_CALL = 24;

/** The parts of a request or a response beside its stub. */
export interface FragmentedCall {
  readonly callId: number;
  /** Largest PDU the receiver takes, in bytes. */
  readonly maxFrag: number;
  /** Protects each fragment; undefined: they are sent as they are. */
  readonly protection: PduProtection | undefined;
  /**
   * The body of one fragment.
   *
   * @param allocHint stub bytes of this and all later fragments ([MS-RPCE] 2.2.2.6)
   */
  readonly bodyOf: (stub: Buffer, allocHint: number) => PduBody;
}

/** Splits a stub into PDUs that the receiver can take, each protected as its login demands. */
export function encodeFragments(stub: Buffer, call: FragmentedCall): Buffer[] {
  const { callId, maxFrag, protection, bodyOf } = call;
  const room = maxFrag - HEADER_OF_CALL - (protection?.trailerLength ?? 0);
  // Whole multiples of 16, so that no fragment but the last is padded before its trailer.
  const size = room - (room % 16);
  const pdus: Buffer[] = [];
  let start = 0;
  do {
    const part = stub.subarray(start, start + size);
    const first = start === 0 ? PfcFlags.FIRST_FRAG : 0;
    const last = start + size >= stub.length ? PfcFlags.LAST_FRAG : 0;
    const body = bodyOf(part, stub.length - start);
    const trailer = protection?.blankTrailer();
    const pdu = encodePdu({ flags: first | last, callId, body, ...(trailer && { security: trailer }) });
    if (trailer) protection?.protect(pdu, layoutOf(pdu, decodeHeader(pdu)));
    pdus.push(pdu);
    start += size;
  } while (start < stub.length);
  return pdus;
}
