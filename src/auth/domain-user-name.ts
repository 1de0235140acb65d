import { upperCaseUtf16 } from '../bytes/index.js';
import { isPrincipalName } from './principal-name.js';
import { netbiosForm } from './server-names.js';

/**
 * Whether a text is a user of a domain as rules of a share and members of groups name it: `ADLAB\alice`, with the
 * NetBIOS name of the domain.
 */
export function isDomainUserName(text: string): boolean {
  const at = text.indexOf('\\');
  return at > 0 && netbiosForm.pattern.test(text.slice(0, at)) && /^[^@\\]+$/.test(text.slice(at + 1));
}

/** A user whom rules and members may name by the account, or with its domain. */
export interface NamedInDomain {
  readonly account: string;
  readonly domain?: string | undefined;
  readonly authority?: 'domain' | undefined;
}

/** The name of a user with its domain, as rules and members are compared; undefined: nothing could name it so. */
export function qualifiedKeyOf({ account, domain }: NamedInDomain): string | undefined {
  return domain === undefined || domain === '' || isPrincipalName(account)
    ? undefined
    : upperCaseUtf16(`${domain}\\${account}`);
}

/**
 * Whether the name alone means this user. Where a server is a member of a domain, it means the account of the server,
 * so that the accounts of both may have the same names. A name with a domain in it would take the place of another.
 */
export function isNamedAlone({ account, authority }: NamedInDomain): boolean {
  return authority === undefined && !account.includes('\\');
}
