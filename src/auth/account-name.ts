/** The account that the names of a login mean. */
export interface AccountName {
  /** The name to look up. */
  readonly name: string;
  readonly domain: string;
}

/**
 * The account of a user name: `user`, `user@realm` or `DOMAIN\user`. Only the look-up splits the name; clients hash the
 * whole user name and the domain as they send them.
 */
export function accountNameOf(userName: string, domainName: string): AccountName {
  const backslash = userName.indexOf('\\');
  if (backslash >= 0) {
    const qualifier = userName.slice(0, backslash);
    return { name: userName.slice(backslash + 1), domain: domainName || qualifier };
  }
  const at = userName.lastIndexOf('@');
  if (at >= 0) return { name: userName.slice(0, at), domain: domainName || userName.slice(at + 1) };
  return { name: userName, domain: domainName };
}
