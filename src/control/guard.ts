import { guardHost, guardToken } from '../local-http/guard.js';
import { Refusal } from '../local-http/problem.js';

/** The fields of a request that decide whether it may be served. */
export interface GuardedFields {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
}

/**
 * Refuses a request of a web page, and one without the token.
 *
 * @throws Refusal
 */
export function guard({ host, origin, authorization }: GuardedFields, token: string): void {
  guardHost(host);
  // A browser sends it with whatever a page asks for; other programs do not.
  if (origin !== undefined) throw new Refusal(403, 'Origin: requests of web pages are not served');
  guardToken(authorization, token, 'of the control file', 'control');
}
