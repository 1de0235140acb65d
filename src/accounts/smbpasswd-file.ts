import { randomBytes } from 'node:crypto';
import type { AccountStatus, FindingStore } from '../auth/account.js';
import { AccountError, type AccountDefinition } from '../auth/account-definition.js';
import { accountsByLoading, accountsByName } from '../auth/memory-store.js';
import { linesOf, rereadWhenChanged, type AccountFileOptions } from './reread-file.js';

/**
 * A store in Samba's smbpasswd(5) format, `name:uid:LM:NT:[flags]:LCT-time:`. Accounts without an NT hash, and trust
 * accounts, are kept with a random hash: the name stays known, so that it never becomes a guest, and no password
 * matches. To Samba itself, no hash may mean no password.
 * @throws AccountError when the file cannot be read or used at first
 */
export async function accountsFromSmbpasswd(
  path: string,
  options: AccountFileOptions,
): Promise<FindingStore> {
  const accounts = await rereadWhenChanged(
    path,
    (text) => accountsByName(parseSmbpasswd(text, path)),
    options,
  );
  return accountsByLoading(accounts, () => accounts.trouble());
}

/**
 * Behind the hashes come the flags and the time, or, in files older than these, the full name and what follows it. Both
 * must be complete: of a file that is just being written, the last line may lack the flag that disables its account.
 */
const entry =
  /^(?<name>[^:]+):[^:]*:[^:]*:(?<ntHash>[^:]{32}):(?:\[(?<flags>[^:\]]*)\]:(?<lastChange>LCT-[0-9A-F]{8}):|[^[:]*:)/i;

function parseSmbpasswd(text: string, file: string): readonly AccountDefinition[] {
  const accounts: AccountDefinition[] = [];
  for (const { line, number } of linesOf(text)) {
    const { name, ntHash, flags = '', lastChange = '' } = entry.exec(line)?.groups ?? {};
    if (!name || !ntHash) throw new AccountError(`${file}:${number}:1: not an smbpasswd entry`);
    // 'XXXX…' and 'NO PASSWORDXXXX…' stand where there is no hash; W, S and I mark trust accounts.
    const proves = /^[0-9A-F]{32}$/i.test(ntHash) && !/[WSI]/.test(flags);
    accounts.push({ name, ntHash: proves ? ntHash : randomBytes(16), status: statusOf(flags, lastChange) });
  }
  return accounts;
}

/** A password last changed at time 0 must be changed now, unless X says that it never expires (pdb_sam). */
function statusOf(flags: string, lastChange: string): AccountStatus {
  if (flags.includes('D')) return 'disabled';
  if (flags.includes('L')) return 'locked';
  return lastChange === 'LCT-00000000' && !flags.includes('X') ? 'must-change-password' : 'enabled';
}
