import { truncatedCopy } from '../bytes/index.js';
import type { HttpRequestReceived } from '../facts/http.js';
import { schemeShown } from './authorization.js';

/** A request without its body, as a parser of HTTP gives it. */
export interface ReceivedRequest {
  /** Such as `GET`. */
  readonly method: string;
  /** The target of the request line (RFC 9112 3.2). */
  readonly target: string;
  /** The version of the request line, such as `1.1`. */
  readonly version: string;
  /** Names and values in turn, as they came: a field that came twice is there twice. */
  readonly fields: readonly string[];
}

/** UTF-16 units of a text of a request that is kept. */
const LONGEST = 256;

/** The values of a field, in their order. Names have no case (RFC 9110 5.1). */
export function valuesOf({ fields }: ReceivedRequest, name: string): readonly string[] {
  const values: string[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    if (fields[index]?.toLowerCase() === name) values.push(fields[index + 1] ?? '');
  }
  return values;
}

/** The members of a field that is a list of tokens, such as Connection, in lower case (RFC 9110 5.6.1). */
export function tokensIn(request: ReceivedRequest, name: string): readonly string[] {
  return valuesOf(request, name)
    .join(',')
    .split(',', 64)
    .map((token) => token.trim().toLowerCase());
}

/** Whether the client ends the connection after this request (RFC 9112 9.6). */
export function closesConnection(request: ReceivedRequest): boolean {
  return (
    tokensIn(request, 'connection').includes('close') ||
    tokensIn(request, 'proxy-connection').includes('close')
  );
}

/** Whether the client is a browser, which shows a page to a person. */
export function wantsPage(request: ReceivedRequest): boolean {
  return valuesOf(request, 'accept').some((value) => /\btext\/html\b/i.test(value));
}

/**
 * The target without parts in which people write passwords: the user in front of a host, parameters, and the query.
 * Only its beginning if it is long.
 */
export function shownTarget({ target }: ReceivedRequest): string {
  const path = target.replace(/[?#;][\s\S]*$/, (rest) => `${rest.slice(0, 1)}…`);
  const front = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.exec(path)?.[0] ?? '';
  const segments = path.slice(front.length).split('/');
  return truncatedCopy(front + segments.map(withoutUser).join('/'), LONGEST);
}

/** A regular expression would look for the end of a user at each letter anew. */
function withoutUser(segment: string, index: number): string {
  const at = segment.lastIndexOf('@');
  if (at < 0 || (index > 0 && segment.lastIndexOf(':', at) < 0)) return segment;
  return `…${segment.slice(at)}`;
}

/** The host of a field Host, without a user in front, who has no place there. */
function shownHost(host: string): string {
  return truncatedCopy(host.replace(/^[\s\S]*@/, '…@'), LONGEST);
}

/** User-Agent, only its beginning if it is long; empty: none was sent. */
export function userAgentOf(request: ReceivedRequest): string {
  return truncatedCopy(valuesOf(request, 'user-agent')[0] ?? '', LONGEST);
}

/** The request for the record; nothing that follows the scheme of its credentials is in it. */
export function requestFact(request: ReceivedRequest, credentials: readonly string[]): HttpRequestReceived {
  const [host] = valuesOf(request, 'host');
  const userAgent = userAgentOf(request);
  const [value] = credentials;
  return {
    kind: 'http-request',
    method: truncatedCopy(request.method, LONGEST),
    target: shownTarget(request),
    version: truncatedCopy(request.version, LONGEST),
    ...(host !== undefined && { host: shownHost(host) }),
    ...(userAgent !== '' && { userAgent }),
    ...(value !== undefined && { scheme: schemeShown(value) }),
  };
}
