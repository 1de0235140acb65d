import type { CarrierReasonText } from '../../text/reason-text.js';
import { httpLeftByItself, httpRefusedWith, httpUnauthorized, httpUnrelated } from '../shown/http.js';
import type { HttpReason } from './carrier-reason.js';

/** Connections and logins over HTTP that failed in HTTP itself. */
export const httpReasons = {
  'not-http': {
    sentence: 'What connected does not speak HTTP.',
    advice:
      'Something else is pointed at this port: correct the host and port in the program that the first bytes give away. A TLS handshake means an https: URL at the port of plain HTTP: use http:, or let the server speak TLS (--tls). Plain HTTP at the port of TLS arrives as tls-failed.',
    ...httpUnrelated,
    section: 'RFC 9112 2.1',
  },
  'http-without-login': {
    sentence: 'Requests came, and none of them carried a login.',
    advice:
      'Every request was answered with 401 and the schemes that the server takes. The likeliest cause is that the client was not told to log in: curl needs --ntlm or --negotiate and -u USER (or -u : with a ticket, without which it sends nothing); Chromium and Edge send their own logon only to hosts of --auth-server-allowlist or the intranet zone, Firefox to those of network.negotiate-auth.trusted-uris. A browser whose user cancelled, a health check and a crawler look the same.',
    ...httpLeftByItself,
    section: 'RFC 9110 11.6.1; RFC 4559 4',
  },
  'http-version-refused': {
    sentence: 'The client speaks another version of HTTP than 1.1.',
    advice:
      'A login with NTLM or Negotiate belongs to its connection, which HTTP/2 shares among requests and HTTP/1.0 ends after each: let the client speak HTTP/1.1 (curl --http1.1). Browsers do so by themselves where they are asked for such a login.',
    clientShows: {
      ...httpRefusedWith(505).clientShows,
      curl: 'the page of status 505; with --http2-prior-knowledge, curl: (52) Empty reply from server, or curl: (16) with an error in the HTTP2 framing layer',
    },
    symptoms: { curl: [52, 16] },
    section: 'RFC 9110 15.6.6; RFC 4559 5',
  },
  'http-scheme-refused': {
    sentence: 'The client logs in with a scheme that this server does not take.',
    advice:
      'Choose one of the server’s schemes in the client (curl: --ntlm, --negotiate or --anyauth in place of --basic, which -u alone means). Basic sends the password itself, which whoever is in between has seen where there was no TLS: change it then. http.schemes lists "Negotiate" and "NTLM"; no other scheme can be added.',
    ...httpUnauthorized,
    section: 'RFC 9110 11.4',
  },
  'http-authorization-malformed': {
    sentence: 'The Authorization header cannot be read.',
    advice:
      'The evidence says where. It is “Negotiate” or “NTLM”, one space, and one token in base64 with its padding; there is one such header in a request, and it is at most 64 KB long with all others.',
    ...httpRefusedWith(400),
    section: 'RFC 4559 4.2; RFC 9110 11.2',
  },
  'http-connection-changed': {
    sentence: 'The client answered on this connection a challenge that it got on another.',
    advice:
      'A login belongs to its connection, and to no cookie. Either the client opened a new connection for its second request (an HTTP library without keep-alive: switch it on, or use one agent with one socket), or a load balancer or proxy in between spreads requests over connections: let it keep one connection to the server for each of the client’s, or pass TCP through.',
    ...httpUnauthorized,
    section: 'RFC 4559 6; [MS-NTHT] 1.3',
  },
  'http-connection-close': {
    sentence:
      'The client began a login of several requests and said that it closes the connection after the first.',
    advice:
      'A login with NTLM, and one with Negotiate that is not Kerberos, needs at least two requests on one connection: let the client keep it alive (an HTTP library: an agent with keepAlive; curl: without -H "Connection: close"), and each proxy in between as well.',
    ...httpUnauthorized,
    section: 'RFC 9112 9.6; RFC 4559 6',
  },
  'http-upgrade-refused': {
    sentence: 'The client wants to change to another protocol, such as WebSocket.',
    advice:
      'This server tells who logs in, and serves nothing else: let the client log in with an ordinary request. A login on a connection that is changed afterwards works the same way as here.',
    ...httpRefusedWith(501),
    section: 'RFC 9110 7.8',
  },
  'http-request-malformed': {
    sentence: 'The request cannot be read.',
    advice:
      'The evidence names the line or the header. A request of HTTP/1.1 has exactly one Host, and its length is told once; what can be read in two ways is refused, because a proxy in between may read it otherwise.',
    ...httpRefusedWith(400),
    section: 'RFC 9112 3.2',
  },
  'http-header-too-long': {
    sentence: 'The header of the request is longer than the server reads.',
    advice:
      'It may be 64 KB long, which has room for tickets with large PACs: a ticket beyond that belongs to a user in hundreds of groups. Else look for cookies, which grow unseen.',
    ...httpRefusedWith(431),
    section: 'RFC 6585 5',
  },
  'http-body-too-long': {
    sentence: 'The body of the request is longer than the server reads.',
    advice:
      'Send none: it is not looked at. A client that logs in with a large upload should send an empty request first, as curl does by itself.',
    ...httpRefusedWith(413),
    section: 'RFC 9110 15.5.14',
  },
} as const satisfies Record<HttpReason, CarrierReasonText>;
