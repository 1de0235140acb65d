/** A scheme that carries the tokens of mechanisms (RFC 4559; NTLM by [MS-NTHT]). */
export type HttpScheme = 'Negotiate' | 'NTLM';

/** The credentials of a request, read strictly. */
export type Authorization =
  /** The request has none. */
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly scheme: HttpScheme; readonly token: Buffer }
  /** Another scheme, such as Basic: what follows it is not looked at. */
  | { readonly kind: 'other-scheme'; readonly name: string }
  /** @property scheme absent: it could not be read either */
  | { readonly kind: 'malformed'; readonly scheme?: HttpScheme; readonly detail: string };

const schemes = new Map<string, HttpScheme>([
  ['negotiate', 'Negotiate'],
  ['ntlm', 'NTLM'],
]);

/**
 * Schemes of other kinds that are called by their names. A name that is none of these is not repeated anywhere: it
 * may be a password that was written in its place.
 */
const otherSchemes = new Map(
  [
    'Basic',
    'Digest',
    'Bearer',
    'Kerberos',
    'OAuth',
    'SCRAM-SHA-1',
    'SCRAM-SHA-256',
    'HOBA',
    'Mutual',
    'vapid',
  ].map((name) => [name.toLowerCase(), name]),
);

const UNKNOWN = 'an unknown scheme';

/** The name of a scheme in the value of a field, never what follows it. */
export function schemeShown(value: string): string {
  const name = nameIn(value);
  return schemes.get(name) ?? otherSchemes.get(name) ?? UNKNOWN;
}

function nameIn(value: string): string {
  // No scheme is longer, and a value may have 64 KiB.
  return (/^[^ ]*/.exec(value.slice(0, 32))?.[0] ?? '').toLowerCase();
}

/**
 * Reads the credentials of a request: one scheme without regard to case, blanks, and base64 without blanks, padded,
 * whose unused bits are zero (RFC 9110 11.4, RFC 4648 4). Two fields are two users.
 *
 * @param values of Authorization or Proxy-Authorization
 */
export function readAuthorization(values: readonly string[]): Authorization {
  const [value, second] = values;
  if (value === undefined) return { kind: 'none' };
  const scheme = schemes.get(nameIn(value));
  if (second !== undefined) return malformed(scheme, 'the field comes twice');
  if (scheme === undefined) return { kind: 'other-scheme', name: schemeShown(value) };
  if (value.length === scheme.length) return malformed(scheme, 'no token follows the scheme');
  // "auth-scheme [ 1*SP ( token68 / #auth-param ) ]" (RFC 9110 11.4): a client may send more blanks than one.
  const text = value.slice(scheme.length).replace(/^ +/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return malformed(scheme, 'the token is not base64');
  const token = Buffer.from(text, 'base64');
  // The decoder of Node.js takes base64 without its padding, and with bits that are set where none are.
  if (token.toString('base64') !== text) return malformed(scheme, 'the base64 of the token is cut');
  return { kind: 'token', scheme, token };
}

function malformed(scheme: HttpScheme | undefined, detail: string): Authorization {
  return { kind: 'malformed', ...(scheme && { scheme }), detail };
}
