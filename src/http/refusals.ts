/** A refusal of a request that no mechanism makes: the status of its answer, and the words that its client reads. */
interface Refusal {
  readonly status: number;
  readonly words: string;
  /** Where the rule stands. */
  readonly section: string;
  /** Whether the connection ends with the answer. */
  readonly ends?: true;
}

/** Refusals by their reasons. Their words say nothing about accounts. */
export const httpRefusals = {
  'http-version-refused': {
    status: 505,
    words:
      'This server speaks HTTP/1.1 alone. A login with NTLM or Negotiate belongs to its connection: HTTP/1.0 ends the connection after each request, and HTTP/2 shares it among many.',
    section: 'RFC 4559 6',
    ends: true,
  },
  'http-request-malformed': {
    status: 400,
    words: 'The request cannot be read.',
    section: 'RFC 9112 3.2',
    ends: true,
  },
  'http-header-too-long': {
    status: 431,
    words: 'The header of the request is longer than this server reads.',
    section: 'RFC 6585 5',
    ends: true,
  },
  'http-body-too-long': {
    status: 413,
    words: 'The body of the request is longer than this server reads. Send none: it is not looked at.',
    section: 'RFC 9110 15.5.14',
    ends: true,
  },
  'http-upgrade-refused': {
    status: 501,
    words:
      'This server changes to no other protocol, such as WebSocket. It tells who logs in, and nothing else.',
    section: 'RFC 9110 7.8',
  },
  'http-scheme-refused': {
    status: 401,
    words:
      'This server takes none of Basic, Digest, Bearer and other schemes: only those that it offers. A password that was sent with Basic was not looked at, but it has passed the network.',
    section: 'RFC 9110 11.6.1',
  },
  'http-authorization-malformed': {
    status: 400,
    words: 'The credentials of the request cannot be read: one scheme, blanks, and a token in base64.',
    section: 'RFC 9110 11.4',
  },
  'http-connection-changed': {
    status: 401,
    words:
      'This connection has no login that the token could belong to. All tokens of a login have to come on one connection: let the client keep it alive, and let no proxy spread its requests over several.',
    section: 'RFC 4559 6',
  },
  'http-connection-close': {
    status: 401,
    words:
      'The login needs a further request on this connection, but the request says “Connection: close”. Let the client, and each proxy in between, keep the connection alive.',
    section: 'RFC 9112 9.6',
    ends: true,
  },
} as const satisfies Readonly<Record<string, Refusal>>;

/** A reason for which a request is refused before a mechanism decides. */
export type HttpRefusalReason = keyof typeof httpRefusals;

/** The refusal of a reason. */
export function refusalOf(reason: HttpRefusalReason): Refusal {
  return httpRefusals[reason];
}
