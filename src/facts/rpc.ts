/** A fact about an RPC connection, or a login inside an RPC bind, in the terms of [MS-RPCE]. */
export type RpcFact =
  RpcBind | RpcCallAnonymous | RpcUnauthenticated | RpcRequest | RpcRequestRefused | RpcClosed;

/** A bind or an alter_context over TCP (C706 12.6.4.1, 12.6.4.3). */
export interface RpcBind {
  readonly kind: 'rpc-bind';
  /** The interfaces that it asks for, by name or UUID; the first few. */
  readonly interfaces: readonly string[];
}

/** The first call over TCP that is carried out without a login. Reported once for a connection. */
export interface RpcCallAnonymous {
  readonly kind: 'rpc-call-anonymous';
  /** Its name, such as `epmapper`, or else its UUID. */
  readonly interface: string;
  /** The operation of the interface. */
  readonly opnum: number;
}

/** A call over TCP that is refused because nobody has logged in. Reported once for a connection. */
export interface RpcUnauthenticated {
  readonly kind: 'rpc-unauthenticated';
  /** Its name, such as `srvsvc`, or else its UUID. */
  readonly interface: string;
  /** The operation of the interface. */
  readonly opnum: number;
}

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
