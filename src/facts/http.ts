/** A fact about HTTP. */
export type HttpFact = HttpRequestReceived | HttpRefused | HttpAnswered;

/** A request outside a login, or the one that begins a login. Texts are as sent, only their beginning if long. */
export interface HttpRequestReceived {
  readonly kind: 'http-request';
  /** Such as `GET`. */
  readonly method: string;
  /** The target of the request line. */
  readonly target: string;
  /** Such as `1.1`. */
  readonly version: string;
  /** Host; absent: none was sent. */
  readonly host?: string;
  /** User-Agent; absent: none was sent. */
  readonly userAgent?: string;
  /** The scheme of Authorization, never what follows it; absent: there is no Authorization. */
  readonly scheme?: string;
}

/** A request that was refused before a mechanism saw a token. */
export interface HttpRefused {
  readonly kind: 'http-refused';
  /** Code of the reason. */
  readonly reason: string;
  /** Status code of the answer. */
  readonly status: number;
  /** The fault in words; never a secret. */
  readonly detail: string;
}

/** The first request on a connection after its login was accepted; it completes the attempt. */
export interface HttpAnswered {
  readonly kind: 'http-answered';
  /** Status code of the answer. */
  readonly status: number;
  /** Such as `GET`. */
  readonly method: string;
  /** As sent, only its beginning if it is long. */
  readonly target: string;
}
