import type { Account } from '../auth/account.js';
import { quotedForShell } from './shell-quotes.js';

/** Where SMB listens, as a client on this machine reaches it. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** `smb://127.0.0.1:4455/data` (draft-crhertel-smb-url). An IPv6 address stands in brackets (RFC 3986 3.2.2). */
export function urlOf({ host, port }: Endpoint, share: string | undefined): string {
  const authority = host.includes(':') ? `[${host.replace('%', '%25')}]` : host;
  return `smb://${authority}:${port}${share === undefined ? '' : `/${encodeURIComponent(share)}`}`;
}

/** `\\127.0.0.1\data`. No UNC path holds a colon: an IPv6 address has the name that Windows gives it. */
export function uncOf({ host }: Endpoint, share: string | undefined): string {
  const name = host.includes(':') ? ipv6Literal(host) : host;
  return `\\\\${name}${share === undefined ? '' : `\\${share}`}`;
}

/** No host name begins with a hyphen: `::1` is written as `0::1`. */
function ipv6Literal(host: string): string {
  const hyphenated = host.replaceAll(':', '-').replace('%', 's');
  return `${hyphenated.startsWith('-') ? '0' : ''}${hyphenated}.ipv6-literal.net`;
}

/**
 * The command of smbclient that logs a user in.
 *
 * @param platform of the shell that it is pasted into
 * @throws RangeError for an account that smbclient cannot name, or that has no password
 */
export function smbclientLine(
  { host, port }: Endpoint,
  { name, password, ntHash }: Pick<Account, 'name' | 'password' | 'ntHash'>,
  share: string,
  platform: NodeJS.Platform,
): string {
  // smbclient ends the name at the first % and has no way to write one.
  if (name.includes('%'))
    throw new RangeError(`smbclient cannot log in as '${name}': a name ends at its first %`);
  const secret = password ?? ntHash.toString('hex');
  const words = [
    `//${host}/${share}`,
    '-p',
    String(port),
    '-U',
    `${name}%${secret}`,
    ...(password === undefined ? ['--pw-nt-hash'] : []),
  ];
  return ['smbclient', ...words.map((word) => quotedForShell(word, platform))].join(' ');
}
