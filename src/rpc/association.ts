import { setImmediate as nextTurn } from 'node:timers/promises';
import { CodecError } from '../bytes/index.js';
import { askerOf } from '../runtime/fair-queue.js';
import { loopTurns } from '../runtime/turns.js';
import type { HeldBytes } from '../runtime/held-bytes.js';
import { encodeFault, encodeNak, MAX_FRAG } from './answers.js';
import { AssociationSecurity, type AssociationSecurityOptions } from './association-security.js';
import { CallAssembly } from './call-assembly.js';
import { CallDispatch, type CallDispatchOptions } from './call-dispatch.js';
import { Negotiation, type NegotiationAnswer, type NegotiationOptions } from './negotiation.js';
import {
  decodeHeader,
  decodePdu,
  FaultStatus,
  PduStream,
  PduType,
  RejectReason,
  type CallRequest,
  type ReceivedPdu,
} from './pdu/index.js';
import { PresentationContexts } from './presentation.js';
import type { RpcService } from './service.js';

/**
 * Bytes of answers that may wait unread when the next PDU is served, whose own answer may be as long as it is: a client
 * is to read one before it asks again ([MS-RPCE] 3.3.1.5.8).
 */
const MAX_UNREAD = 64 * 1024;

/** Bytes of a presentation context, roughly. */
const BYTES_OF_CONTEXT = 64;

/** Bytes of a context handle with its state, roughly. */
const BYTES_OF_HANDLE = 256;

/** Why nothing is answered any more. */
export type AssociationEnd =
  /** A login failed, or a signature, or a PDU came out of its order; the client is told by the last answer. */
  | { readonly kind: 'refused' }
  /** Bytes that make no sense. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** The client keeps no answers. */
  | { readonly kind: 'unread' }
  /** The connection was closed. */
  | { readonly kind: 'closed' };

/** The surroundings of a connection. */
export interface AssociationOptions
  extends AssociationSecurityOptions, NegotiationOptions, CallDispatchOptions {
  readonly services: readonly RpcService[];
  /** Counts what is held for the client between two calls; absent: it is not counted. */
  readonly held?: HeldBytes | undefined;
}

/**
 * The server's end of one connection ([MS-RPCE] 3.3.3): bytes of the client in, PDUs for it out. Does no I/O. Calls of
 * {@link receive} and {@link answerNext} must not overlap.
 */
export class Association {
  readonly #options: AssociationOptions;
  readonly #stream = new PduStream(MAX_FRAG);
  readonly #contexts: PresentationContexts;
  readonly #security: AssociationSecurity;
  readonly #negotiation: Negotiation;
  readonly #calls: CallAssembly;
  readonly #dispatch: CallDispatch;
  #end: AssociationEnd | undefined;

  constructor(options: AssociationOptions) {
    this.#options = options;
    this.#contexts = new PresentationContexts(options.services);
    this.#security = new AssociationSecurity(options);
    this.#negotiation = new Negotiation(options, this.#contexts, this.#security);
    this.#calls = new CallAssembly(options.held);
    this.#dispatch = new CallDispatch(this.#contexts, options, () => this.#end !== undefined);
  }

  /** Bytes held besides an incomplete call: an incomplete PDU, logins, contexts negotiated, and context handles. */
  get heldLength(): number {
    const contexts = this.#contexts.size * BYTES_OF_CONTEXT;
    const handles = (this.#negotiation.connection?.group.handles.size ?? 0) * BYTES_OF_HANDLE;
    return this.#stream.heldLength + this.#security.heldLength + contexts + handles;
  }

  /** The end of the association; undefined while calls are answered. */
  get end(): AssociationEnd | undefined {
    return this.#end;
  }

  /** Whether a bind was accepted. */
  get bound(): boolean {
    return this.#negotiation.connection !== undefined;
  }

  /** How far the logins at bind came. */
  get loggedIn(): 'no' | 'under-way' | 'yes' {
    return this.#security.loggedIn;
  }

  /**
   * Takes what the client wrote, whole PDUs or pieces, and returns the PDUs that answer it in order.
   * @param unread bytes of PDUs returned earlier that the client has not read yet
   */
  async receive(bytes: Buffer, unread = 0): Promise<readonly Buffer[]> {
    const answers: Buffer[] = [];
    this.push(bytes);
    let waiting = unread;
    let served = 0;
    for (let raw = this.#nextPdu(); raw; raw = this.#nextPdu()) {
      if (waiting > MAX_UNREAD) {
        this.#endFor({ kind: 'unread' });
        break;
      }
      const answer = await (served++ === 0 ? this.#answer(raw) : this.#answerInTurn(raw));
      waiting += totalLength(answer);
      for (const pdu of answer) answers.push(pdu);
    }
    return answers;
  }

  /** Takes bytes of the client, whose PDUs {@link answerNext} answers one by one. */
  push(bytes: Buffer): void {
    if (!this.#end) this.#stream.push(bytes);
  }

  /** Answers the next PDU that is whole; undefined when there is none. */
  async answerNext(): Promise<readonly Buffer[] | undefined> {
    const raw = this.#nextPdu();
    return raw && this.#answer(raw);
  }

  /** Called when the client has closed the pipe or the connection. */
  close(): void {
    this.#endFor({ kind: 'closed' });
    this.#calls.close();
  }

  #endFor(end: AssociationEnd): void {
    this.#end ??= end;
    this.#security.end();
  }

  #nextPdu(): Buffer | undefined {
    if (this.#end) return undefined;
    try {
      return this.#stream.next();
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      // Not RPC at all: there is no call to fault.
      this.#endFor({ kind: 'malformed', detail: error.message });
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
      return [this.#malformed(raw, error)];
    }
    const { body } = pdu;
    switch (body.kind) {
      case 'bind':
        return [this.#negotiated(await this.#negotiation.bind(pdu, body))];
      case 'alter-context':
        return [this.#negotiated(await this.#negotiation.alter(pdu, body))];
      case 'auth3':
        await this.#security.conclude(pdu.security, pdu);
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

  #negotiated({ pdu, refused }: NegotiationAnswer): Buffer {
    if (refused) this.#endFor({ kind: 'refused' });
    return pdu;
  }

  async #request(pdu: ReceivedPdu, request: CallRequest): Promise<readonly Buffer[]> {
    const { connection } = this.#negotiation;
    if (!connection) return [this.#breakOff(pdu.callId, FaultStatus.PROTOCOL_ERROR)];
    const clear = this.#security.unprotect(pdu, request);
    if (!clear) return [this.#breakOff(pdu.callId, FaultStatus.ACCESS_DENIED)];
    const assembly = this.#calls.add(pdu, request, clear);
    switch (assembly.kind) {
      case 'fault':
        return [encodeFault(pdu.callId, assembly.status)];
      case 'complete': {
        const answer = await this.#dispatch.answer(assembly.call, connection);
        // The client may have left meanwhile, and its security context with it.
        if (this.#end) return [];
        return answer ?? [this.#breakOff(pdu.callId, FaultStatus.ACCESS_DENIED)];
      }
      default:
        return [];
    }
  }

  /** Answers a PDU that has a header but does not make sense. */
  #malformed(raw: Buffer, { message }: CodecError): Buffer {
    const { type, callId } = decodeHeader(raw);
    this.#endFor({ kind: 'malformed', detail: message });
    if (type !== PduType.BIND) return encodeFault(callId, FaultStatus.PROTOCOL_ERROR);
    return encodeNak(callId, RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
  }

  #breakOff(callId: number, status: FaultStatus): Buffer {
    this.#endFor({ kind: 'refused' });
    return encodeFault(callId, status);
  }
}

export function totalLength(messages: readonly Buffer[]): number {
  return messages.reduce((sum, { length }) => sum + length, 0);
}
