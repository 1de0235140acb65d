import { FaultStatus, PfcFlags, type Pdu, type Request } from './pdu/index.js';

/** Stub bytes of one call over all its fragments. [MS-RPCE] 3.3.3.5.4 allows 4 MB; nothing served here needs 8 KB. */
const MAX_STUB = 64 * 1024;

/** Fragments of calls so much older than the last are not leftovers of a call given up ([MS-RPCE] 3.3.3.5.6). */
const OLD_CALLS = 150;

/** A call whose last fragment has arrived. */
export interface AssembledCall {
  readonly callId: number;
  readonly contextId: number;
  readonly opnum: number;
  readonly stub: Buffer;
}

/** What a fragment leads to. */
export type Assembly =
  | { readonly kind: 'complete'; readonly call: AssembledCall }
  | { readonly kind: 'more' | 'ignored' }
  | { readonly kind: 'fault'; readonly status: FaultStatus };

interface Unfinished {
  readonly callId: number;
  readonly contextId: number;
  readonly opnum: number;
  readonly stubs: Buffer[];
  length: number;
}

/** Puts requests together from their fragments. One at a time: concurrent multiplexing is not offered. */
export class CallAssembly {
  #unfinished: Unfinished | undefined;
  #lastCallId = 0;

  /** @param stub the stub of this fragment, verified and in clear */
  add(pdu: Pdu, request: Request, stub: Buffer): Assembly {
    const { callId } = pdu;
    if ((pdu.flags & PfcFlags.FIRST_FRAG) !== 0) {
      if (this.#unfinished) return this.#fault(FaultStatus.PROTOCOL_ERROR);
      this.#lastCallId = callId;
      const { contextId, opnum } = request;
      this.#unfinished = { callId, contextId, opnum, stubs: [], length: 0 };
    }
    const call = this.#unfinished;
    if (!call) return this.#leftover(callId);
    if (call.callId !== callId || call.contextId !== request.contextId || call.opnum !== request.opnum) {
      return this.#fault(FaultStatus.PROTOCOL_ERROR);
    }
    call.length += stub.length;
    if (call.length > MAX_STUB) return this.#fault(FaultStatus.ACCESS_DENIED);
    if ((pdu.flags & PfcFlags.LAST_FRAG) === 0) {
      // A copy, so that a small fragment does not hold the frame it arrived in.
      if (stub.length > 0) call.stubs.push(Buffer.from(stub));
      return { kind: 'more' };
    }
    this.#unfinished = undefined;
    const whole = call.stubs.length === 0 ? stub : Buffer.concat([...call.stubs, stub]);
    return { kind: 'complete', call: { callId, contextId: call.contextId, opnum: call.opnum, stub: whole } };
  }

  /** The client has given a call up (orphaned, C706 12.6.4.6). */
  abandon(callId: number): void {
    if (this.#unfinished?.callId === callId) this.#unfinished = undefined;
  }

  #leftover(callId: number): Assembly {
    const age = this.#lastCallId - callId;
    if (age >= 0 && age < OLD_CALLS) return { kind: 'ignored' };
    return { kind: 'fault', status: FaultStatus.PROTOCOL_ERROR };
  }

  #fault(status: FaultStatus): Assembly {
    this.#unfinished = undefined;
    return { kind: 'fault', status };
  }
}
