import {
  encodePdu,
  PfcFlags,
  type Bind,
  type ContextAnswer,
  type Pdu,
  type SecurityTrailer,
} from './pdu/index.js';

/** Largest PDU in either direction, in bytes: what Windows and Samba use. */
export const MAX_FRAG = 5840;

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

/**
 * A client that can do these is told that we can: sign headers ([MS-RPCE] 3.3.1.5.2.2), and take a request before an
 * earlier one is answered (3.3.1.5.8).
 */
const SUPPORTED_FLAGS = PfcFlags.SUPPORT_HEADER_SIGN | PfcFlags.CONC_MPX;

/** The contents of a bind_ack or an alter_context_resp. */
export interface Acceptance {
  readonly kind: 'bind-ack' | 'alter-context-resp';
  /** The group that the connection has joined. */
  readonly assocGroupId: number;
  /** Empty in an alter_context_resp. */
  readonly secondaryAddress: string;
  readonly results: readonly ContextAnswer[];
  /** The next token of a login; absent: there is none. */
  readonly security?: SecurityTrailer | undefined;
}

/** Answers a bind or an alter_context that is accepted. */
export function encodeAcceptance(pdu: Pdu, bind: Bind, acceptance: Acceptance): Buffer {
  const { kind, assocGroupId, secondaryAddress, results, security } = acceptance;
  return encodePdu({
    flags: WHOLE | (pdu.flags & SUPPORTED_FLAGS),
    callId: pdu.callId,
    body: {
      kind,
      maxXmitFrag: Math.min(bind.maxRecvFrag, MAX_FRAG),
      maxRecvFrag: Math.min(bind.maxXmitFrag, MAX_FRAG),
      assocGroupId,
      secondaryAddress,
      results,
    },
    ...(security && { security }),
  });
}

/** @param reason a value of `RejectReason` */
export function encodeNak(callId: number, reason: number): Buffer {
  return encodePdu({ flags: WHOLE, callId, body: { kind: 'bind-nak', reason } });
}

/**
 * @param status a value of `FaultStatus`, or another
 * @param flags bits of {@link PfcFlags} beside those of a whole PDU
 */
export function encodeFault(callId: number, status: number, flags = 0): Buffer {
  return encodePdu({ flags: WHOLE | flags, callId, body: { kind: 'fault', contextId: 0, status } });
}
