import { equalInConstantTime } from '../crypto/constant-time.js';
import { Refusal } from './problem.js';

/** The names of this machine's loopback. A page whose own name leads to loopback (DNS rebinding) sends that name. */
const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a listener there has one of the names of loopback, which every request must say. */
export function isLoopbackName(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host);
}

/**
 * Refuses a request whose Host is none of loopback.
 *
 * @throws Refusal
 */
export function guardHost(host: string | null | undefined): void {
  if (!loopbackNames.includes((host ?? '').toLowerCase().replace(/:\d{1,5}$/, '')))
    throw new Refusal(403, 'Host: expected 127.0.0.1, localhost or [::1], with or without a port');
}

/**
 * Refuses a request without the token.
 *
 * @param source of the token, in words
 * @param realm names the protected part to the client (RFC 9110 11.5)
 * @throws Refusal
 */
export function guardToken(
  authorization: string | undefined,
  token: string,
  source: string,
  realm: string,
): void {
  const expected = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from((authorization ?? '').replace(/^bearer /i, 'Bearer '));
  if (!equalInConstantTime(given, expected))
    throw new Refusal(
      401,
      `Authorization: expected Bearer and the token ${source}`,
      // RFC 6750 3.
      { 'www-authenticate': `Bearer realm="smb2-auth-server ${realm}"` },
    );
}
