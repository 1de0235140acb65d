import { CodecError } from '../../bytes/index.js';
import {
  answerNegotiation,
  type ConnectionRequest,
  decodeConnectionRequest,
  encodeConnectionConfirm,
  TPKT_VERSION,
  tpktLength,
} from '../../credssp/index.js';
import type { Fact } from '../../facts/fact.js';
import type { RdpNegotiationRequest } from '../../facts/credssp.js';

/** First octet of a TLS record that holds a handshake (RFC 8446 5.1). */
const TLS_HANDSHAKE = 0x16;

/** PROTOCOL_HYBRID_EX ([MS-RDPBCGR] 2.2.1.2.1). */
const HYBRID_EX = 8;

/** The first bytes of another protocol that a record shows. */
const SHOWN_BYTES = 64;

/** How TLS begins. */
export interface Negotiated {
  /** Whether RDP's negotiation went before. */
  readonly rdp: boolean;
  /** Whether an Early User Authorization Result PDU follows CredSSP ([MS-RDPBCGR] 2.2.10.2). */
  readonly earlyResult: boolean;
}

/** The end of what comes in the clear. */
export interface NegotiationOutcome {
  readonly facts: readonly Fact[];
  /** A Connection Confirm PDU. Absent: there is nothing to answer. */
  readonly answer?: Buffer | undefined;
  /** Undefined: the client is refused. */
  readonly negotiated: Negotiated | undefined;
  /** Bytes that came behind it, which belong to TLS. */
  readonly rest: Buffer;
}

/** The bytes of a connection before TLS: none, or a Connection Request of RDP ([MS-RDPBCGR] 2.2.1.1). */
export class RdpNegotiation {
  #bytes = Buffer.alloc(0);

  /** Bytes that are held. */
  get heldLength(): number {
    return this.#bytes.length;
  }

  /** Takes the next bytes; undefined while more must come. */
  receive(bytes: Buffer): NegotiationOutcome | undefined {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const all = this.#bytes;
    if (all[0] === TLS_HANDSHAKE) return this.#end({ rdp: false, earlyResult: false }, all);
    if (all[0] !== TPKT_VERSION) return this.#refuseOther();
    try {
      const length = tpktLength(all);
      if (length === undefined || all.length < length) return undefined;
      return this.#answer(decodeConnectionRequest(all.subarray(0, length)), all.subarray(length));
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return this.#refuseOther();
    }
  }

  #answer(request: ConnectionRequest, rest: Buffer): NegotiationOutcome {
    const answer = answerNegotiation(request);
    const facts = [describe(request), { kind: 'rdp-negotiation-answer', ...answer } as const];
    const { selectedProtocol } = answer;
    const negotiated =
      selectedProtocol === undefined ? undefined : { rdp: true, earlyResult: selectedProtocol === HYBRID_EX };
    const confirm = encodeConnectionConfirm(answer, request.negotiation?.flags);
    return { ...this.#end(negotiated, rest), facts, answer: confirm };
  }

  #refuseOther(): NegotiationOutcome {
    const firstBytes = Buffer.from(this.#bytes.subarray(0, SHOWN_BYTES));
    return { ...this.#end(undefined, this.#bytes), facts: [{ kind: 'other-protocol', firstBytes }] };
  }

  #end(negotiated: Negotiated | undefined, rest: Buffer): NegotiationOutcome {
    this.#bytes = Buffer.alloc(0);
    return { facts: [], negotiated, rest };
  }
}

function describe({ cookie, routingToken, negotiation }: ConnectionRequest): RdpNegotiationRequest {
  return {
    kind: 'rdp-negotiation-request',
    ...(cookie !== undefined && { cookie }),
    ...(routingToken !== undefined && { routingToken }),
    ...(negotiation && { requestedProtocols: negotiation.requestedProtocols }),
  };
}
