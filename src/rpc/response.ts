import { decodeHeader, encodePdu, layoutOf, PfcFlags } from './pdu/index.js';
import type { PduProtection } from './pdu-protection.js';

/** Bytes of a response before its stub. */
const RESPONSE_HEADER = 24;

/** The call that a response answers, and how large its fragments may be. */
export interface ResponseTarget {
  readonly callId: number;
  readonly contextId: number;
  /** Largest PDU the client takes, in bytes. */
  readonly maxFrag: number;
}

/**
 * Splits a reply into responses that the client can take, each protected as its login demands.
 *
 * @param protection of the security context that the call came in; undefined: there is none
 */
export function encodeResponse(
  reply: Buffer,
  target: ResponseTarget,
  protection: PduProtection | undefined,
): Buffer[] {
  const room = target.maxFrag - RESPONSE_HEADER - (protection?.trailerLength ?? 0);
  // Whole multiples of 16, so that no fragment but the last is padded before its trailer.
  const size = room - (room % 16);
  const pdus: Buffer[] = [];
  let start = 0;
  do {
    const stub = reply.subarray(start, start + size);
    const first = start === 0 ? PfcFlags.FIRST_FRAG : 0;
    const last = start + size >= reply.length ? PfcFlags.LAST_FRAG : 0;
    // [MS-RPCE] 2.2.2.6: the stub bytes of this and all later fragments.
    const allocHint = reply.length - start;
    const body = { kind: 'response', allocHint, contextId: target.contextId, stub } as const;
    const trailer = protection?.blankTrailer();
    const pdu = encodePdu({
      flags: first | last,
      callId: target.callId,
      body,
      ...(trailer && { security: trailer }),
    });
    if (trailer) protection?.protect(pdu, layoutOf(pdu, decodeHeader(pdu)));
    pdus.push(pdu);
    start += size;
  } while (start < reply.length);
  return pdus;
}
