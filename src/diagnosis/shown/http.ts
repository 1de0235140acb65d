import type { CarrierSymptoms, HttpClientShows } from '../../text/reason-text.js';

/** The messages of the clients of HTTP, and the exit codes of curl in them. */
export interface HttpShown {
  readonly clientShows: HttpClientShows;
  readonly symptoms: Pick<CarrierSymptoms, 'curl'>;
}

function shown(curl: string, exitCodes: readonly number[], browser: string): HttpShown {
  return { clientShows: { curl, browser }, symptoms: { curl: exitCodes } };
}

/** The page was served. */
export const httpAccepted: HttpShown = shown('the answer, status 200', [], 'the page');

/** 401: the same for every refusal, so that nobody learns which accounts there are. */
export const httpUnauthorized: HttpShown = shown(
  'the page of status 401; with -f, curl: (22) The requested URL returned error: 401',
  [22],
  'asks for name and password again; after “Cancel”, the page of status 401',
);

/** 407: a proxy refuses in these words. */
export const httpProxyUnauthorized: HttpShown = shown(
  'the page of status 407; for an https URL, curl: (56) CONNECT tunnel failed, response 407',
  [56],
  'asks for name and password of the proxy again; then ERR_PROXY_AUTH_UNSUPPORTED or the page of status 407',
);

/** Another status of 400 and above. */
export function httpRefusedWith(status: number): HttpShown {
  return shown(
    `the page of status ${status}; with -f, curl: (22) The requested URL returned error: ${status}`,
    [22],
    `the page of status ${status}`,
  );
}

/** The connection ended under the client, without a whole answer. */
export const httpConnectionLost: HttpShown = shown(
  'curl: (52) Empty reply from server, or curl: (56) Recv failure: Connection reset by peer',
  [52, 56],
  '“This page isn’t working”, ERR_EMPTY_RESPONSE or ERR_CONNECTION_RESET',
);

/** The client ended the connection by itself. */
export const httpLeftByItself: HttpShown = shown(
  'the page of status 401, if it was given no --ntlm, --negotiate or --anyauth, or no -u',
  [],
  'asks for name and password until its user types them or cancels',
);

/** The client does not take the certificate. */
export const httpUntrusted: HttpShown = shown(
  'curl: (60) SSL certificate problem: self-signed certificate',
  [60],
  '“Your connection is not private”, NET::ERR_CERT_AUTHORITY_INVALID',
);

/** The two have no TLS in common, or one of them speaks none. */
export const httpTlsFailed: HttpShown = shown(
  'curl: (35), with the alert or “wrong version number”',
  [35],
  '“This site can’t provide a secure connection”, ERR_SSL_PROTOCOL_ERROR or ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
);

/** The peer is no client of HTTP. */
export const httpUnrelated: HttpShown = shown(
  'does not arise, except with another protocol in its URL, such as https: for http:; then curl: (35) or curl: (52)',
  [35, 52],
  'does not arise, except with https: for http: or the other way round; then ERR_SSL_PROTOCOL_ERROR or ERR_EMPTY_RESPONSE',
);
