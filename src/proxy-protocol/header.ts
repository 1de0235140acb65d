/** A PROXY header: what a balancer says of the connection it passes on (PROXY protocol 2). */
export type ProxyHeader = {
  /** 1 is a line of text, 2 is binary. */
  readonly version: 1 | 2;
} & (
  | {
      /** The balancer passes on the connection of a client. */
      readonly kind: 'proxied';
      /** The client's end. */
      readonly source: ProxyEndpoint;
      /** The end to which the client connected. */
      readonly destination: ProxyEndpoint;
    }
  | {
      /**
       * The ends of the connection itself count: the balancer connected on its own account (LOCAL), or it knows no
       * address of TCP (UNKNOWN, UNSPEC, or another family than those of TCP over IPv4 and IPv6).
       */
      readonly kind: 'direct';
    }
);

/** An end of the connection that is passed on. */
interface ProxyEndpoint {
  /** An IP address as RFC 5952 writes it; an IPv4-mapped address is written as IPv4. */
  readonly address: string;
  /** A TCP port. */
  readonly port: number;
}

/** A whole header, and the bytes it takes. */
export interface DecodedHeader {
  readonly header: ProxyHeader;
  /** Bytes of the header. */
  readonly length: number;
}

/** The longest header that is taken, in bytes: one segment of TCP that every host can receive (PROXY protocol 2). */
export const MOST_HEADER_BYTES = 536;
