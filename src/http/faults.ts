import type { HttpRefusalReason } from './refusals.js';
import { type ReceivedRequest, tokensIn, valuesOf } from './request.js';

/** A fault of a request, whoever sends it. */
interface Fault {
  readonly reason: HttpRefusalReason;
  readonly detail: string;
}

/** The fault for which a request is refused before its credentials are looked at; undefined: it has none. */
export function faultOf(request: ReceivedRequest): Fault | undefined {
  if (request.version !== '1.1') {
    // The version is a number of the request line; HTTP/2 has a preface that looks like one of version 2.0.
    return {
      reason: 'http-version-refused',
      detail: `the request is of HTTP/${request.version.slice(0, 8)}`,
    };
  }
  const hosts = valuesOf(request, 'host').length;
  if (hosts !== 1) {
    // "A server MUST respond with a 400 (Bad Request)" to a request without Host, and to two (RFC 9112 3.2).
    return { reason: 'http-request-malformed', detail: hosts === 0 ? 'no Host' : 'Host comes twice' };
  }
  if (tokensIn(request, 'upgrade').some((protocol) => /^websocket(\/|$)/.test(protocol))) {
    return { reason: 'http-upgrade-refused', detail: 'the client asks for WebSocket' };
  }
  return undefined;
}
