import { equalInConstantTime } from '../crypto/constant-time.js';
import { Refusal } from './problem.js';

/** The names of this machine's loopback. A page whose own name leads to loopback (DNS rebinding) sends that name. */
const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

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
export function guard({ host = '', origin, authorization = '' }: GuardedFields, token: string): void {
  if (!loopbackNames.includes(host.toLowerCase().replace(/:\d{1,5}$/, '')))
    throw new Refusal(403, 'Host: expected 127.0.0.1, localhost or [::1], with or without a port');
  // A browser sends it with whatever a page asks for; other programs do not.
  if (origin !== undefined) throw new Refusal(403, 'Origin: requests of web pages are not served');
  const expected = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from(authorization.replace(/^bearer /i, 'Bearer '));
  if (!equalInConstantTime(given, expected))
    throw new Refusal(
      401,
      'Authorization: expected Bearer and the token of the control file',
      // RFC 6750 3.
      { 'www-authenticate': 'Bearer realm="smb2-auth-server control"' },
    );
}
