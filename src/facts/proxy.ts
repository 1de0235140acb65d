/** A fact about the PROXY header of a connection. */
export type ProxyFact = ProxyHeaderRefused;

/** A connection from an address of `proxyProtocol` brought no PROXY header that could be taken. */
export interface ProxyHeaderRefused {
  readonly kind: 'proxy-header-refused';
  /**
   * `missing`: its first bytes are no header. `malformed`: they begin like one, and it breaks the protocol. `cut`: the
   * connection ended in the middle of it. `late`: its time was over.
   */
  readonly why: 'missing' | 'malformed' | 'cut' | 'late';
  /** The fault in words, without a full stop. */
  readonly detail: string;
  /** The bytes that arrived first, up to 64. */
  readonly firstBytes: Buffer;
}
