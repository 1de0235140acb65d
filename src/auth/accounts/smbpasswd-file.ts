import type { AccountStatus, AccountStore } from './account.js';
import { AccountError, type AccountDefinition } from './account-definition.js';
import { accountsByLoading, accountsByName } from './memory-store.js';
import { linesOf, watchFile, type AccountFileOptions } from './watched-file.js';

/**
 * A store in Samba's smbpasswd(5) format, `name:uid:LM:NT:[flags]:LCT-time:`. Accounts without an NT hash and trust
 * accounts cannot log in and are left out: to Samba itself, no hash may mean no password.
 * @throws AccountError when the file cannot be read or used at first
 */
export async function accountsFromSmbpasswd(
  path: string,
  options: AccountFileOptions,
): Promise<AccountStore> {
  const accounts = await watchFile(path, (text) => accountsByName(parseSmbpasswd(text)), options);
  return accountsByLoading(accounts);
}

function parseSmbpasswd(text: string): readonly AccountDefinition[] {
  const accounts: AccountDefinition[] = [];
  for (const { line, number } of linesOf(text)) {
    const [name, , , ntHash, flags = '', lastChange = ''] = line.split(':');
    if (!name || ntHash?.length !== 32) throw new AccountError(`line ${number}: not an smbpasswd entry`);
    // 'XXXX…' and 'NO PASSWORDXXXX…' stand where there is no hash; W, S and I mark trust accounts.
    if (!/^[0-9A-F]{32}$/i.test(ntHash) || /[WSI]/.test(flags)) continue;
    accounts.push({ name, ntHash, status: statusOf(flags, lastChange) });
  }
  return accounts;
}

/** A password last changed at time 0 must be changed now, unless X says that it never expires (pdb_sam). */
function statusOf(flags: string, lastChange: string): AccountStatus {
  if (flags.includes('D')) return 'disabled';
  if (flags.includes('L')) return 'locked';
  return lastChange === 'LCT-00000000' && !flags.includes('X') ? 'must-change-password' : 'enabled';
}
