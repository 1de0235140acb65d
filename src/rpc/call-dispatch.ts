import type { Identity } from '../auth/mechanism.js';
import { CodecError } from '../bytes/index.js';
import { encodeFault } from './answers.js';
import type { AssembledCall } from './call-assembly.js';
import type { NegotiatedConnection } from './negotiation.js';
import { FaultStatus, PfcFlags } from './pdu/index.js';
import type { PresentationContexts } from './presentation.js';
import { encodeResponse } from './response.js';
import type { CallContext, RpcService } from './service.js';
import { checkVerificationTrailer } from './verification-trailer.js';

/** A call that waits to be carried out. */
export interface CallInQuestion {
  readonly service: RpcService;
  readonly opnum: number;
  readonly caller: Identity;
  /** Whether the caller has logged in at bind. */
  readonly loggedIn: boolean;
}

/** Decides whether a call is carried out; one that is not is answered with ACCESS_DENIED. */
export type Admits = (call: CallInQuestion) => boolean;

/** The surroundings of the calls of a connection. */
export interface CallDispatchOptions {
  /** The caller of requests without a login at bind, such as the user that opened the pipe. */
  readonly identity: Identity;
  /** As the operations are told. */
  readonly transport: CallContext['transport'];
  /** Absent: each call is carried out. */
  readonly admits?: Admits | undefined;
}

/** Carries out the calls of one connection, and encodes what they return. */
export class CallDispatch {
  readonly #contexts: PresentationContexts;
  readonly #options: CallDispatchOptions;
  readonly #ended: () => boolean;

  /** @param ended whether the association has ended */
  constructor(contexts: PresentationContexts, options: CallDispatchOptions, ended: () => boolean) {
    this.#contexts = contexts;
    this.#options = options;
    this.#ended = ended;
  }

  /** @returns undefined when the call was altered on its way, after which the connection is no longer trusted */
  async answer(
    call: AssembledCall,
    connection: NegotiatedConnection,
  ): Promise<readonly Buffer[] | undefined> {
    const { callId, contextId, opnum, clear, bigEndian } = call;
    const service = this.#contexts.serviceOf(contextId);
    if (!service) return [notExecuted(callId, FaultStatus.UNKNOWN_INTERFACE)];
    const { group, headerSignOffered, maxXmitFrag } = connection;
    const abstractSyntax = service.syntax;
    const facts = { callId, contextId, opnum, abstractSyntax, headerSignOffered, bigEndian };
    const stub = checkVerificationTrailer(clear.stub, facts);
    if (!stub) return undefined;
    const { identity, admits, transport } = this.#options;
    const caller = clear.identity ?? identity;
    const loggedIn = clear.identity !== undefined;
    if (admits && !admits({ service, opnum, caller, loggedIn })) {
      return [notExecuted(callId, FaultStatus.ACCESS_DENIED)];
    }
    const context = { caller, handles: group.handles, transport, bigEndian, ended: this.#ended };
    try {
      const reply = await service.call(opnum, stub, context);
      if (this.#ended()) return [];
      if (reply === undefined) return [notExecuted(callId, FaultStatus.OPNUM_OUT_OF_RANGE)];
      if (typeof reply === 'number') return [encodeFault(callId, reply)];
      return encodeResponse(reply, { callId, contextId, maxFrag: maxXmitFrag }, clear.protection);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return [encodeFault(callId, FaultStatus.BAD_STUB_DATA)];
    }
  }
}

function notExecuted(callId: number, status: FaultStatus): Buffer {
  return encodeFault(callId, status, PfcFlags.DID_NOT_EXECUTE);
}
