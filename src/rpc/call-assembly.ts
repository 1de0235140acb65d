import type { HeldBytes } from '../runtime/held-bytes.js';
import { FaultStatus, PfcFlags, type ReceivedPdu, type CallRequest } from './pdu/index.js';
import type { ClearRequest } from './security-context.js';

/**
 * Stub bytes of one call over all its fragments. [MS-RPCE] 3.3.3.5.4 allows 4 MB; a look-up of 1,000 names ([MS-LSAT]
 * 2.2.2), the longest call here, has 120 KB.
 */
const MAX_STUB = 256 * 1024;

/** Fragments of one call. Clients fill theirs; each costs a turn of the event loop, however little is in it. */
const MAX_FRAGMENTS = 16 * 1024;

/** Bytes that the first fragment with a stub gets; twice as many whenever they are full. */
const INITIAL_CAPACITY = 1024;

/**
 * The most calls by which a fragment may be older than the last one, as a leftover of an orphaned call ([MS-RPCE]
 * 3.3.3.5.6).
 */
const OLD_CALLS = 150;

/** A complete call. */
export interface AssembledCall {
  readonly callId: number;
  readonly contextId: number;
  readonly opnum: number;
  /** Numbers of the stub are big-endian. */
  readonly bigEndian: boolean;
  /** With the stub of all fragments. */
  readonly clear: ClearRequest;
}

/** The outcome of a fragment. */
export type Assembly =
  | { readonly kind: 'complete'; readonly call: AssembledCall }
  | { readonly kind: 'more' | 'ignored' }
  | { readonly kind: 'fault'; readonly status: FaultStatus };

interface Unfinished {
  readonly callId: number;
  readonly contextId: number;
  readonly opnum: number;
  readonly bigEndian: boolean;
  readonly protection: ClearRequest['protection'];
  /** The stub so far is its beginning. */
  buffer: Buffer;
  length: number;
  fragments: number;
}

const NO_BYTES = Buffer.alloc(0);

/** Puts requests together from their fragments. One at a time: concurrent multiplexing is not offered. */
export class CallAssembly {
  readonly #held: HeldBytes | undefined;
  #unfinished: Unfinished | undefined;
  #lastCallId = 0;

  /** @param held counts the bytes of the call that is not whole */
  constructor(held?: HeldBytes) {
    this.#held = held;
  }

  /** @param clear this fragment, verified and in clear */
  add(pdu: ReceivedPdu, request: CallRequest, clear: ClearRequest): Assembly {
    const { callId, bigEndian } = pdu;
    const { stub, protection } = clear;
    if ((pdu.flags & PfcFlags.FIRST_FRAG) !== 0) {
      if (this.#unfinished) return this.#fault(FaultStatus.PROTOCOL_ERROR);
      this.#lastCallId = callId;
      const { contextId, opnum } = request;
      const call = { callId, contextId, opnum, bigEndian, protection };
      this.#unfinished = { ...call, buffer: NO_BYTES, length: 0, fragments: 0 };
    }
    const call = this.#unfinished;
    if (!call) return this.#leftover(callId);
    // All fragments have one caller: the security context is the same as well.
    if (
      call.callId !== callId ||
      call.contextId !== request.contextId ||
      call.opnum !== request.opnum ||
      call.bigEndian !== bigEndian ||
      call.protection !== protection
    ) {
      return this.#fault(FaultStatus.PROTOCOL_ERROR);
    }
    call.fragments += 1;
    if (call.length + stub.length > MAX_STUB || call.fragments > MAX_FRAGMENTS) {
      return this.#fault(FaultStatus.ACCESS_DENIED);
    }
    const last = (pdu.flags & PfcFlags.LAST_FRAG) !== 0;
    // Most calls have one fragment; its stub is not copied.
    const whole = last && call.length === 0 ? stub : this.#append(call, stub);
    if (!whole) return this.#fault(FaultStatus.REMOTE_NO_MEMORY);
    if (!last) return { kind: 'more' };
    this.#forget();
    const { contextId, opnum } = call;
    const complete = { callId, contextId, opnum, bigEndian, clear: { ...clear, stub: whole } };
    return { kind: 'complete', call: complete };
  }

  /** The client has given a call up (orphaned, C706 12.6.4.6). */
  abandon(callId: number): void {
    if (this.#unfinished?.callId === callId) this.#forget();
  }

  /** The association has ended. */
  close(): void {
    this.#forget();
  }

  /**
   * Appends a stub to the call's buffer. It copies, so that a fragment does not keep its whole frame, and into one
   * buffer, so that many small fragments take no more memory than a large one. Undefined when there is no room.
   */
  #append(call: Unfinished, stub: Buffer): Buffer | undefined {
    const length = call.length + stub.length;
    if (length > call.buffer.length) {
      const capacity = Math.max(INITIAL_CAPACITY, 2 * call.buffer.length, length);
      if (this.#held?.hold(capacity - call.buffer.length) !== undefined) return undefined;
      const larger = Buffer.alloc(capacity);
      call.buffer.copy(larger, 0, 0, call.length);
      call.buffer = larger;
    }
    stub.copy(call.buffer, call.length);
    call.length = length;
    return call.buffer.subarray(0, length);
  }

  #forget(): void {
    if (this.#unfinished) this.#held?.release(this.#unfinished.buffer.length);
    this.#unfinished = undefined;
  }

  #leftover(callId: number): Assembly {
    const age = this.#lastCallId - callId;
    if (age >= 0 && age < OLD_CALLS) return { kind: 'ignored' };
    return { kind: 'fault', status: FaultStatus.PROTOCOL_ERROR };
  }

  #fault(status: FaultStatus): Assembly {
    this.#forget();
    return { kind: 'fault', status };
  }
}
