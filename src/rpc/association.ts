import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Identity } from '../auth/mechanism.js';
import { CodecError } from '../bytes/index.js';
import type { CarriedLogin } from '../facts/recorder.js';
import { askerOf } from '../runtime/fair-queue.js';
import { loopTurns } from '../runtime/turns.js';
import type { HeldBytes } from '../runtime/held-bytes.js';
import { AssociationSecurity, type Refusal, type StartLogin } from './association-security.js';
import { CallAssembly, type AssembledCall } from './call-assembly.js';
import { ContextHandles } from './context-handles.js';
import {
  decodeHeader,
  decodePdu,
  encodePdu,
  FaultStatus,
  PduStream,
  PduType,
  PfcFlags,
  RejectReason,
  type Bind,
  type ContextAnswer,
  type PduBody,
  type ReceivedPdu,
  type CallRequest,
  type SecurityTrailer,
} from './pdu/index.js';
import { PresentationContexts } from './presentation.js';
import { encodeResponse } from './response.js';
import type { RpcService } from './service.js';
import { checkVerificationTrailer } from './verification-trailer.js';

/** Largest PDU in either direction, in bytes: what Windows and Samba use on pipes. */
const MAX_FRAG = 5840;

/** MustRecvFragSize: what every implementation has to take (C706 12.6.3.1). */
const MIN_FRAG = 1432;

/**
 * Bytes of answers that may wait unread when the next PDU is served, whose own answer may be as long as it is: a client
 * is to read one before it asks again ([MS-RPCE] 3.3.1.5.8).
 */
const MAX_UNREAD = 64 * 1024;

/** Bytes of a presentation context, roughly. */
const BYTES_OF_CONTEXT = 64;

/** Bytes of a context handle with what it stands for, roughly. */
const BYTES_OF_HANDLE = 256;

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

export interface AssociationOptions {
  readonly services: readonly RpcService[];
  /** `\PIPE\` and the name of the pipe. */
  readonly secondaryAddress: string;
  /** Nonzero. */
  readonly assocGroupId: number;
  /** The user that opened the pipe: the caller of requests without a login at bind. */
  readonly identity: Identity;
  readonly startLogin: StartLogin;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called with the first token of a login: returns the object that records the login. */
  readonly loginBegan: () => CarriedLogin;
  /** Counts what is held for the client between two calls; absent: it is not counted. */
  readonly held?: HeldBytes | undefined;
}

type State =
  | { readonly at: 'unbound' }
  | { readonly at: 'bound'; readonly maxXmitFrag: number; readonly headerSignOffered: boolean }
  /** After a protocol error or a failed login nothing is answered any more. */
  | { readonly at: 'closed' };

/**
 * The server's end of one connection ([MS-RPCE] 3.3.3): bytes of the client in, PDUs for it out. Does no I/O. Calls of
 * {@link receive} must not overlap.
 */
export class Association {
  readonly #options: AssociationOptions;
  readonly #stream = new PduStream(MAX_FRAG);
  readonly #contexts: PresentationContexts;
  readonly #security: AssociationSecurity;
  readonly #calls: CallAssembly;
  readonly #handles = new ContextHandles();
  #state: State = { at: 'unbound' };

  constructor(options: AssociationOptions) {
    this.#options = options;
    this.#contexts = new PresentationContexts(options.services);
    this.#security = new AssociationSecurity(options);
    this.#calls = new CallAssembly(options.held);
  }

  /**
   * Takes what the client wrote, whole PDUs or pieces, and returns the PDUs that answer it in order.
   * @param unread bytes of PDUs returned earlier that the client has not read yet
   */
  async receive(bytes: Buffer, unread = 0): Promise<readonly Buffer[]> {
    const answers: Buffer[] = [];
    if (this.#state.at === 'closed') return answers;
    this.#stream.push(bytes);
    let waiting = unread;
    let served = 0;
    for (let raw = this.#nextPdu(); raw; raw = this.#nextPdu()) {
      if (waiting > MAX_UNREAD) {
        this.#end();
        break;
      }
      const answer = await (served++ === 0 ? this.#answer(raw) : this.#answerInTurn(raw));
      waiting += totalLength(answer);
      for (const pdu of answer) answers.push(pdu);
    }
    return answers;
  }

  /**
   * Bytes held besides an incomplete call: an incomplete PDU, a login in progress, the negotiated contexts, and context
   * handles.
   */
  get heldLength(): number {
    const { heldLength } = this.#security;
    const ofContexts = this.#contexts.size * BYTES_OF_CONTEXT;
    return this.#stream.heldLength + heldLength + ofContexts + this.#handles.size * BYTES_OF_HANDLE;
  }

  /** Called when the client has closed the pipe. */
  close(): void {
    this.#end();
    this.#calls.close();
  }

  #end(): void {
    this.#state = { at: 'closed' };
    this.#security.end();
  }

  #nextPdu(): Buffer | undefined {
    if (this.#state.at === 'closed') return undefined;
    try {
      return this.#stream.next();
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      // Not RPC at all: there is no call to fault.
      this.#end();
      return undefined;
    }
  }

  /**
   * Answers one call in each turn of the event loop: a write may hold a thousand calls, and other clients must not wait
   * for all of them.
   */
  async #answerInTurn(raw: Buffer): Promise<readonly Buffer[]> {
    await nextTurn();
    const { identity, held } = this.#options;
    return loopTurns.compute(askerOf(identity, held), () => this.#answer(raw));
  }

  async #answer(raw: Buffer): Promise<readonly Buffer[]> {
    let pdu: ReceivedPdu;
    try {
      pdu = decodePdu(raw);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return [this.#malformed(raw)];
    }
    const { body } = pdu;
    switch (body.kind) {
      case 'bind':
        return [await this.#bind(pdu, body)];
      case 'alter-context':
        return [await this.#alterContext(pdu, body)];
      case 'auth3':
        await this.#security.conclude(pdu.security, pdu.flags);
        return [];
      case 'request':
        return this.#request(pdu, body);
      case 'orphaned':
        this.#calls.abandon(pdu.callId);
        return [];
      case 'cancel':
      case 'shutdown':
        // Calls are over before a cancel can arrive; only servers shut down ([MS-RPCE] 3.3.3.4.2).
        return [];
      default:
        return [this.#breakOff(pdu.callId, FaultStatus.PROTOCOL_ERROR)];
    }
  }

  async #bind(pdu: ReceivedPdu, bind: Bind): Promise<Buffer> {
    if (this.#state.at !== 'unbound') return this.#nak(pdu, RejectReason.NOT_SPECIFIED);
    if (bind.maxRecvFrag < MIN_FRAG) return this.#nak(pdu, RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
    const results = this.#contexts.negotiate(bind.contexts);
    if (!results) return this.#nak(pdu, RejectReason.LOCAL_LIMIT_EXCEEDED);
    const headerSignOffered = (pdu.flags & PfcFlags.SUPPORT_HEADER_SIGN) !== 0;
    const maxXmitFrag = Math.min(bind.maxRecvFrag, MAX_FRAG);
    this.#state = { at: 'bound', maxXmitFrag, headerSignOffered };
    const leg = await this.#leg(pdu);
    if ('reject' in leg) return this.#nak(pdu, leg.reject);
    return this.#accept('bind-ack', pdu, bind, results, leg.trailer);
  }

  async #alterContext(pdu: ReceivedPdu, bind: Bind): Promise<Buffer> {
    if (this.#state.at !== 'bound') return this.#breakOff(pdu.callId, FaultStatus.PROTOCOL_ERROR);
    const results = this.#contexts.negotiate(bind.contexts);
    if (!results) return this.#breakOff(pdu.callId, FaultStatus.PROTOCOL_ERROR);
    const leg = await this.#leg(pdu);
    if ('reject' in leg) return this.#breakOff(pdu.callId, leg.fault);
    return this.#accept('alter-context-resp', pdu, bind, results, leg.trailer);
  }

  async #leg(pdu: ReceivedPdu): Promise<{ trailer?: SecurityTrailer } | Refusal> {
    return pdu.security ? this.#security.advance(pdu.security, pdu.flags) : {};
  }

  #accept(
    kind: 'bind-ack' | 'alter-context-resp',
    pdu: ReceivedPdu,
    bind: Bind,
    results: readonly ContextAnswer[],
    security: SecurityTrailer | undefined,
  ): Buffer {
    const body: PduBody = {
      kind,
      maxXmitFrag: Math.min(bind.maxRecvFrag, MAX_FRAG),
      maxRecvFrag: Math.min(bind.maxXmitFrag, MAX_FRAG),
      assocGroupId: bind.assocGroupId === 0 ? this.#options.assocGroupId : bind.assocGroupId,
      secondaryAddress: kind === 'bind-ack' ? this.#options.secondaryAddress : '',
      results,
    };
    // We can sign headers, so a client that can is told so ([MS-RPCE] 3.3.1.5.2.2).
    const flags = WHOLE | (pdu.flags & PfcFlags.SUPPORT_HEADER_SIGN);
    const answer = { flags, callId: pdu.callId, body };
    return encodePdu(security ? { ...answer, security } : answer);
  }

  async #request(pdu: ReceivedPdu, request: CallRequest): Promise<readonly Buffer[]> {
    if (this.#state.at !== 'bound') return [this.#breakOff(pdu.callId, FaultStatus.PROTOCOL_ERROR)];
    const stub = this.#security.unprotect(pdu, request);
    if (!stub) return [this.#breakOff(pdu.callId, FaultStatus.ACCESS_DENIED)];
    const assembly = this.#calls.add(pdu, request, stub);
    switch (assembly.kind) {
      case 'fault':
        return [this.#fault(pdu.callId, assembly.status)];
      case 'complete':
        return this.#dispatch(assembly.call, this.#state);
      default:
        return [];
    }
  }

  async #dispatch(
    call: AssembledCall,
    state: { maxXmitFrag: number; headerSignOffered: boolean },
  ): Promise<readonly Buffer[]> {
    const { callId, contextId, opnum } = call;
    const service = this.#contexts.serviceOf(contextId);
    if (!service) return [this.#notExecuted(callId, FaultStatus.UNKNOWN_INTERFACE)];
    const { headerSignOffered } = state;
    const facts = { callId, contextId, opnum, abstractSyntax: service.syntax, headerSignOffered };
    const stub = checkVerificationTrailer(call.stub, facts);
    if (!stub) return [this.#breakOff(callId, FaultStatus.ACCESS_DENIED)];
    const caller = this.#security.identity ?? this.#options.identity;
    const context = { caller, handles: this.#handles, ended: () => this.#state.at === 'closed' };
    try {
      const reply = await service.call(opnum, stub, context);
      // The client may have left meanwhile, and its security context with it.
      if (context.ended()) return [];
      if (reply === undefined) return [this.#notExecuted(callId, FaultStatus.OPNUM_OUT_OF_RANGE)];
      if (typeof reply === 'number') return [this.#fault(callId, reply)];
      return encodeResponse(reply, { callId, contextId, maxFrag: state.maxXmitFrag }, this.#security);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return [this.#fault(callId, FaultStatus.BAD_STUB_DATA)];
    }
  }

  /** Answers a PDU that has a header but does not make sense. */
  #malformed(raw: Buffer): Buffer {
    const { type, callId } = decodeHeader(raw);
    if (type === PduType.BIND) return this.#nak({ callId }, RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
    return this.#breakOff(callId, FaultStatus.PROTOCOL_ERROR);
  }

  #nak(pdu: { readonly callId: number }, reason: number): Buffer {
    this.#end();
    return encodePdu({ flags: WHOLE, callId: pdu.callId, body: { kind: 'bind-nak', reason } });
  }

  #breakOff(callId: number, status: FaultStatus): Buffer {
    this.#end();
    return this.#fault(callId, status);
  }

  #notExecuted(callId: number, status: FaultStatus): Buffer {
    return this.#fault(callId, status, PfcFlags.DID_NOT_EXECUTE);
  }

  #fault(callId: number, status: FaultStatus, flags = 0): Buffer {
    return encodePdu({ flags: WHOLE | flags, callId, body: { kind: 'fault', contextId: 0, status } });
  }
}

export function totalLength(messages: readonly Buffer[]): number {
  return messages.reduce((sum, { length }) => sum + length, 0);
}
