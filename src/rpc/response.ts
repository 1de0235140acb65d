import type { AssociationSecurity } from './association-security.js';
import { decodeHeader, encodePdu, layoutOf, PfcFlags } from './pdu/index.js';

/** Bytes of a response before its stub. */
const RESPONSE_HEADER = 24;

/** The call that a response answers, and how large its fragments may be. */
export interface ResponseTarget {
  readonly callId: number;
  readonly contextId: number;
  /** Largest PDU the client takes, in bytes. */
  readonly maxFrag: number;
}

/** Splits a reply into responses that the client can take, each protected as its login demands. */
export function encodeResponse(
  reply: Buffer,
  target: ResponseTarget,
  security: AssociationSecurity,
): Buffer[] {
  const room = target.maxFrag - RESPONSE_HEADER - security.trailerLength;
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
    const trailer = security.blankTrailer();
    const pdu = encodePdu({
      flags: first | last,
      callId: target.callId,
      body,
      ...(trailer && { security: trailer }),
    });
    if (trailer) security.protect(pdu, layoutOf(pdu, decodeHeader(pdu)));
    pdus.push(pdu);
    start += size;
  } while (start < reply.length);
  return pdus;
}
