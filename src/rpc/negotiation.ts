import { encodeAcceptance, encodeFault, encodeNak, MAX_FRAG, type Acceptance } from './answers.js';
import type { AssociationGroup } from './association-groups.js';
import type { AssociationSecurity, Refusal } from './association-security.js';
import {
  FaultStatus,
  PfcFlags,
  RejectReason,
  type Bind,
  type ReceivedPdu,
  type SecurityTrailer,
} from './pdu/index.js';
import type { PresentationContexts } from './presentation.js';

/** MustRecvFragSize: what every implementation has to take (C706 12.6.3.1). */
const MIN_FRAG = 1432;

/** The parts of a bind that the calls after it depend on. */
export interface NegotiatedConnection {
  readonly group: AssociationGroup;
  /** Largest PDU the client takes, in bytes. */
  readonly maxXmitFrag: number;
  /** The bind had PFC_SUPPORT_HEADER_SIGN. */
  readonly headerSignOffered: boolean;
}

/** The answer to a bind or an alter_context. After one that is refused the connection is not used any more. */
export interface NegotiationAnswer {
  readonly pdu: Buffer;
  readonly refused: boolean;
}

/** The surroundings of a connection. */
export interface NegotiationOptions {
  /** `\PIPE\` and the name of the pipe, or the port as text. */
  readonly secondaryAddress: string;
  /**
   * Joins an association group, a new one for 0.
   *
   * @returns undefined when the client may not join it
   */
  readonly joinGroup: (assocGroupId: number) => AssociationGroup | undefined;
  /** Called for each bind and alter_context; absent: nobody is told. */
  readonly onBind?: ((bind: Bind) => void) | undefined;
}

/** Answers the bind of a connection, and the alter_contexts after it ([MS-RPCE] 3.3.1.5.6). */
export class Negotiation {
  readonly #options: NegotiationOptions;
  readonly #contexts: PresentationContexts;
  readonly #security: AssociationSecurity;
  #connection: NegotiatedConnection | undefined;

  constructor(options: NegotiationOptions, contexts: PresentationContexts, security: AssociationSecurity) {
    this.#options = options;
    this.#contexts = contexts;
    this.#security = security;
  }

  /** Undefined before the bind. */
  get connection(): NegotiatedConnection | undefined {
    return this.#connection;
  }

  /** Answers a bind, of which there is one. */
  async bind(pdu: ReceivedPdu, bind: Bind): Promise<NegotiationAnswer> {
    const { callId } = pdu;
    this.#options.onBind?.(bind);
    if (this.#connection) return nak(callId, RejectReason.NOT_SPECIFIED);
    if (bind.maxRecvFrag < MIN_FRAG) return nak(callId, RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
    const results = this.#contexts.negotiate(bind.contexts);
    if (!results) return nak(callId, RejectReason.LOCAL_LIMIT_EXCEEDED);
    const { secondaryAddress, joinGroup } = this.#options;
    const group = joinGroup(bind.assocGroupId);
    if (!group) return nak(callId, RejectReason.NOT_SPECIFIED);
    const headerSignOffered = (pdu.flags & PfcFlags.SUPPORT_HEADER_SIGN) !== 0;
    const maxXmitFrag = Math.min(bind.maxRecvFrag, MAX_FRAG);
    const { assocGroupId } = group;
    this.#connection = { group, maxXmitFrag, headerSignOffered };
    return this.#login(pdu, bind, { kind: 'bind-ack', assocGroupId, secondaryAddress, results });
  }

  /** Answers an alter_context: further interfaces, or the next token of a login. */
  async alter(pdu: ReceivedPdu, bind: Bind): Promise<NegotiationAnswer> {
    this.#options.onBind?.(bind);
    const results = this.#connection && this.#contexts.negotiate(bind.contexts);
    if (!this.#connection || !results) return fault(pdu.callId, FaultStatus.PROTOCOL_ERROR);
    const { assocGroupId } = this.#connection.group;
    const kind = 'alter-context-resp';
    return this.#login(pdu, bind, { kind, assocGroupId, secondaryAddress: '', results });
  }

  /** Accepts a bind or alter_context if the token in it is. */
  async #login(pdu: ReceivedPdu, bind: Bind, acceptance: Acceptance): Promise<NegotiationAnswer> {
    const leg = await this.#leg(pdu, bind);
    if ('reject' in leg) {
      return acceptance.kind === 'bind-ack' ? nak(pdu.callId, leg.reject) : fault(pdu.callId, leg.fault);
    }
    const answer = encodeAcceptance(pdu, bind, { ...acceptance, security: leg.trailer });
    return { pdu: answer, refused: false };
  }

  async #leg(pdu: ReceivedPdu, bind: Bind): Promise<{ trailer?: SecurityTrailer } | Refusal> {
    const { flags, security } = pdu;
    if (!security) return {};
    return this.#security.advance(security, { flags, abstractSyntax: bind.contexts[0]?.abstractSyntax });
  }
}

function nak(callId: number, reason: number): NegotiationAnswer {
  return { pdu: encodeNak(callId, reason), refused: true };
}

function fault(callId: number, status: FaultStatus): NegotiationAnswer {
  return { pdu: encodeFault(callId, status), refused: true };
}
