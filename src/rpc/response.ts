import { encodeFragments } from './fragments.js';
import type { PduProtection } from './pdu-protection.js';

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
  { callId, contextId, maxFrag }: ResponseTarget,
  protection: PduProtection | undefined,
): Buffer[] {
  return encodeFragments(reply, {
    callId,
    maxFrag,
    protection,
    bodyOf: (stub, allocHint) => ({ kind: 'response', allocHint, contextId, stub }),
  });
}
