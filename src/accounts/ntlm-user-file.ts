import { upperCaseUtf16 } from '../bytes/index.js';
import type { Account, FindingStore } from '../auth/account.js';
import { AccountError, createAccount } from '../auth/account-definition.js';
import { linesOf, rereadWhenChanged, type AccountFileOptions } from './reread-file.js';

interface Entry {
  readonly domain: string;
  readonly account: Account;
}

/**
 * A store in the format of NTLM_USER_FILE, which gss-ntlmssp and Heimdal use: `DOMAIN:USER:PASSWORD` on each line,
 * the password to its end. A name may be there once for each domain: the entry of the client's domain is taken, or
 * else the first, because clients send all sorts of domains.
 * @throws AccountError when the file cannot be read or used at first
 */
export async function accountsFromNtlmUserFile(
  path: string,
  options: AccountFileOptions,
): Promise<FindingStore> {
  const accounts = await rereadWhenChanged(path, (text) => parseNtlmUserFile(text, path), options);
  let latest = await accounts();
  return {
    async find(name, domain) {
      latest = await accounts();
      const entries = latest.get(upperCaseUtf16(name));
      const upperDomain = upperCaseUtf16(domain);
      return (entries?.find((entry) => entry.domain === upperDomain) ?? entries?.[0])?.account;
    },
    known: () => [...latest.values()].flatMap((entries) => entries.map(({ account }) => account)),
    trouble: () => accounts.trouble(),
  };
}

function parseNtlmUserFile(text: string, file: string): ReadonlyMap<string, readonly Entry[]> {
  const byName = new Map<string, Entry[]>();
  for (const { line, number } of linesOf(text)) {
    const [, domain, user, password] = /^([^:]*):([^:]+):(.+)$/.exec(line) ?? [];
    if (user === undefined) throw new AccountError(`${file}:${number}:1: not DOMAIN:USER:PASSWORD`);
    // A user principal name is looked up by what stands before the @.
    const name = user.replace(/@.*/, '') || user;
    const entry = { domain: upperCaseUtf16(domain ?? ''), account: createAccount({ name, password }) };
    const entries = byName.get(upperCaseUtf16(name)) ?? [];
    if (entries.some((other) => other.domain === entry.domain)) {
      const column = (domain ?? '').length + 2;
      throw new AccountError(`${file}:${number}:${column}: '${name}' is there twice in one domain`);
    }
    entries.push(entry);
    byName.set(upperCaseUtf16(name), entries);
  }
  return byName;
}
