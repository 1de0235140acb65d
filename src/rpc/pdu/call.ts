import { type Reader, type Writer } from '../../bytes/index.js';

/** Status of a fault (C706 appendix E; [MS-RPCE] 3.1.3.5.2, 3.3.3.5). */
export const FaultStatus = {
  /** ERROR_ACCESS_DENIED: a signature is wrong, missing, or of a login that failed. */
  ACCESS_DENIED: 0x00000005,
  /** RPC_S_UNKNOWN_AUTHN_SERVICE. */
  UNKNOWN_AUTHN_SERVICE: 0x000006d3,
  /** RPC_X_BAD_STUB_DATA. */
  BAD_STUB_DATA: 0x000006f7,
  /** nca_op_rng_error. */
  OPNUM_OUT_OF_RANGE: 0x1c010002,
  /** nca_unk_if. */
  UNKNOWN_INTERFACE: 0x1c010003,
  /** nca_proto_error. */
  PROTOCOL_ERROR: 0x1c01000b,
  /** nca_s_fault_remote_no_memory. */
  REMOTE_NO_MEMORY: 0x1c00001b,
  /** nca_s_fault_context_mismatch: no such context handle. */
  CONTEXT_MISMATCH: 0x1c00001a,
  /** nca_unsupported_authn_level. */
  UNSUPPORTED_AUTHN_LEVEL: 0x1c00001d,
} as const;
export type FaultStatus = (typeof FaultStatus)[keyof typeof FaultStatus];

/** Body of request (C706 12.6.4.9). */
export interface CallRequest {
  /** Bytes of stub in this and the following fragments; 0: not said. */
  readonly allocHint: number;
  readonly contextId: number;
  readonly opnum: number;
  /** UUID of an object, in wire order. */
  readonly object?: Buffer;
  readonly stub: Buffer;
}

/** Body of response (C706 12.6.4.10). */
export interface CallResponse {
  readonly allocHint: number;
  readonly contextId: number;
  readonly stub: Buffer;
}

/** Body of fault (C706 12.6.4.7). */
export interface CallFault {
  readonly contextId: number;
  readonly status: number;
}

export function readRequest(r: Reader, hasObject: boolean): CallRequest {
  const allocHint = r.u32('alloc_hint');
  const contextId = r.u16('p_cont_id');
  const opnum = r.u16('opnum');
  if (!hasObject) return { allocHint, contextId, opnum, stub: r.rest() };
  return { allocHint, contextId, opnum, object: r.bytes(16, 'object'), stub: r.rest() };
}

export function writeRequest(w: Writer, value: CallRequest): void {
  w.u32(value.allocHint).u16(value.contextId).u16(value.opnum);
  if (value.object) w.bytes(value.object);
  w.bytes(value.stub);
}

export function readResponse(r: Reader): CallResponse {
  const allocHint = r.u32('alloc_hint');
  const contextId = r.u16('p_cont_id');
  r.skip(2, 'cancel_count');
  return { allocHint, contextId, stub: r.rest() };
}

export function writeResponse(w: Writer, value: CallResponse): void {
  w.u32(value.allocHint).u16(value.contextId).u16(0).bytes(value.stub);
}

export function readFault(r: Reader): CallFault {
  r.skip(4, 'alloc_hint');
  const contextId = r.u16('p_cont_id');
  r.skip(2, 'cancel_count');
  const status = r.u32('status');
  r.skip(4, 'reserved');
  return { contextId, status };
}

export function writeFault(w: Writer, value: CallFault): void {
  // The hint counts the fault itself: no extended error information follows ([MS-RPCE] 2.2.2.8).
  w.u32(32).u16(value.contextId).u16(0).u32(value.status).u32(0);
}
