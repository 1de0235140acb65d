/** A fact about a login inside an RPC bind, in the terms of [MS-RPCE]. */
export type RpcFact = RpcRequest | RpcRequestRefused | RpcClosed;

/** The first request PDU after the login that its security context let through. Reported once for a login. */
export interface RpcRequest {
  readonly kind: 'rpc-request';
  /** The operation of the interface. */
  readonly opnum: number;
  /** The protection of the request. */
  readonly protection: RpcProtection;
}

/**
 * A request PDU whose signature is wrong or missing ([MS-RPCE] 3.3.1.5.2.2), reported instead of {@link RpcRequest}. It
 * is the last fact of the login.
 */
export interface RpcRequestRefused {
  readonly kind: 'rpc-request-refused';
  /** The operation of the interface. */
  readonly opnum: number;
  /** The fault of the signature. */
  readonly signature: 'invalid' | 'missing';
}

/**
 * The pipe was closed, or its client broke a rule after which the pipe is silent; reported instead of the other two.
 */
export interface RpcClosed {
  readonly kind: 'rpc-closed';
}

/** The protection that the auth_level of a bind asks for ([MS-RPCE] 2.2.1.1.8): none for CONNECT. */
export type RpcProtection = 'none' | 'signed' | 'encrypted';
