import { CodecError } from '../../bytes/index.js';
import { MAX_FRAG } from '../answers.js';
import { encodeFragments } from '../fragments.js';
import { decodePdu, encodePdu, PduStream, PfcFlags, type ReceivedPdu } from '../pdu/index.js';
import type { PduProtection } from '../pdu-protection.js';
import { NDR, type SyntaxId } from '../syntax.js';
import { judgeBindAck } from './bind-answer.js';
import type { ClientSecurity } from './client-security.js';
import { ResponseAssembly } from './response-assembly.js';

/** The one presentation context of a connection. */
const CONTEXT_ID = 0;

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

/** The interface that a client uses, and how its calls are protected. */
export interface RpcClientOptions {
  readonly syntax: SyntaxId;
  /** Absent: calls and answers are sent as they are. */
  readonly security?: ClientSecurity;
}

/** Something that a server's bytes mean. After `bind-refused` and `broken` nothing more comes of the connection. */
export type ClientEvent =
  /** The first call may be made. */
  | { readonly kind: 'bound' }
  /** `reason`: of a bind_nak (`RejectReason`) or of the one context (`ProviderReason`). */
  | { readonly kind: 'bind-refused'; readonly reason: number }
  /** The answer to the call. `bigEndian`: numbers of the stub are big-endian. */
  | { readonly kind: 'response'; readonly stub: Buffer; readonly bigEndian: boolean }
  /** The call, or the bind, is refused. A fault has no protection: anyone on the way may have made it. */
  | { readonly kind: 'fault'; readonly status: number }
  /** `forged`: not protected as agreed; `malformed`: bytes that are no answer. */
  | { readonly kind: 'broken'; readonly why: 'malformed' | 'forged'; readonly detail: string };

type State =
  | { readonly at: 'new' | 'binding' | 'bound' | 'ended' }
  | { readonly at: 'calling'; readonly answer: ResponseAssembly };

/**
 * The client's side of one connection, without I/O: one interface, one call at a time ([MS-RPCE] 3.3.2). No byte of a
 * server makes it throw.
 */
export class RpcClient {
  readonly #options: RpcClientOptions;
  readonly #stream = new PduStream(MAX_FRAG);
  #state: State = { at: 'new' };
  #callId = 0;
  #maxFrag = MAX_FRAG;
  #protection: PduProtection | undefined;
  /** Bytes were there when the call was made. */
  #isEarly = false;

  constructor(options: RpcClientOptions) {
    this.#options = options;
  }

  /** The bind, which is sent first and once. */
  bind(): Buffer {
    if (this.#state.at !== 'new') throw new Error('a connection is bound once');
    this.#state = { at: 'binding' };
    const { syntax, security } = this.#options;
    const contexts = [{ contextId: CONTEXT_ID, abstractSyntax: syntax, transferSyntaxes: [NDR] }];
    return encodePdu({
      flags: security ? WHOLE | PfcFlags.SUPPORT_HEADER_SIGN : WHOLE,
      callId: ++this.#callId,
      body: { kind: 'bind', maxXmitFrag: MAX_FRAG, maxRecvFrag: MAX_FRAG, assocGroupId: 0, contexts },
      ...(security && { security: { ...security.terms, token: security.token } }),
    });
  }

  /** The PDUs of a call. The one before has been answered. */
  call(opnum: number, stub: Buffer): readonly Buffer[] {
    if (this.#state.at !== 'bound') throw new Error(`a call of a connection that is ${this.#state.at}`);
    this.#state = { at: 'calling', answer: new ResponseAssembly(CONTEXT_ID) };
    this.#isEarly = this.#stream.heldLength > 0;
    return encodeFragments(stub, {
      callId: ++this.#callId,
      maxFrag: this.#maxFrag,
      protection: this.#protection,
      bodyOf: (part, allocHint) => ({ kind: 'request', allocHint, contextId: CONTEXT_ID, opnum, stub: part }),
    });
  }

  /**
   * Takes bytes of the server, cut anywhere. Its events are to be drawn one by one: the answer to a call that is made
   * upon an event may not have come before.
   */
  *receive(bytes: Buffer): Generator<ClientEvent, void, void> {
    this.#stream.push(bytes);
    while (this.#state.at !== 'ended') {
      const event = this.#next();
      if (event === 'wait') return;
      if (event) yield event;
    }
  }

  #next(): ClientEvent | 'wait' | undefined {
    if (this.#isEarly) return this.#break('malformed', 'bytes of an answer came before its call');
    try {
      const pdu = this.#stream.next();
      return pdu ? this.#take(decodePdu(pdu)) : 'wait';
    } catch (error) {
      if (error instanceof CodecError) return this.#break('malformed', error.message);
      throw error;
    }
  }

  #take(pdu: ReceivedPdu): ClientEvent | undefined {
    const { body } = pdu;
    const { at } = this.#state;
    if (at !== 'binding' && at !== 'calling')
      return this.#break('malformed', `a ${body.kind} that nobody asked for`);
    if (pdu.callId !== this.#callId) return this.#break('malformed', `a ${body.kind} of another call`);
    if (body.kind === 'fault') {
      this.#state = at === 'calling' ? { at: 'bound' } : { at: 'ended' };
      return { kind: 'fault', status: body.status };
    }
    return at === 'binding' ? this.#takeBindAnswer(pdu) : this.#takeResponse(pdu);
  }

  #takeBindAnswer(pdu: ReceivedPdu): ClientEvent {
    const { body } = pdu;
    if ((pdu.flags & WHOLE) !== WHOLE) return this.#break('malformed', `a ${body.kind} in fragments`);
    if (body.kind === 'bind-nak') return this.#refuse(body.reason);
    if (body.kind !== 'bind-ack') return this.#break('malformed', `a ${body.kind} instead of a bind_ack`);
    const outcome = judgeBindAck(pdu, body, this.#options.security);
    if (outcome.kind === 'refused') return this.#refuse(outcome.reason);
    if (outcome.kind !== 'bound') return this.#break(outcome.kind, outcome.detail);
    this.#state = { at: 'bound' };
    this.#maxFrag = outcome.maxFrag;
    this.#protection = outcome.protection;
    return { kind: 'bound' };
  }

  #takeResponse(pdu: ReceivedPdu): ClientEvent | undefined {
    const { body } = pdu;
    if (this.#state.at !== 'calling' || body.kind !== 'response') {
      return this.#break('malformed', `a ${body.kind} instead of a response`);
    }
    const clear = this.#unprotect(pdu, body.stub);
    if (!clear) return this.#break('forged', 'a response is not protected as agreed');
    const assembled = this.#state.answer.add(pdu, body, clear);
    if (assembled.kind === 'malformed') return this.#break('malformed', assembled.detail);
    if (assembled.kind === 'more') return undefined;
    this.#state = { at: 'bound' };
    const { stub, bigEndian } = assembled;
    return { kind: 'response', stub, bigEndian };
  }

  #unprotect(pdu: ReceivedPdu, stub: Buffer): Buffer | undefined {
    if (this.#protection) return this.#protection.unprotect(pdu, stub);
    return pdu.security ? undefined : stub;
  }

  #refuse(reason: number): ClientEvent {
    this.#state = { at: 'ended' };
    return { kind: 'bind-refused', reason };
  }

  #break(why: 'malformed' | 'forged', detail: string): ClientEvent {
    this.#state = { at: 'ended' };
    return { kind: 'broken', why, detail };
  }
}
