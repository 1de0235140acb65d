import { md5 } from '../crypto/md5.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { Identity } from './mechanism.js';
import type { Account } from './account.js';

/** S-1-5-7 ([MS-DTYP] 2.4.2.4). */
export const anonymousIdentity: Identity = {
  kind: 'anonymous',
  account: '',
  domain: '',
  sid: 'S-1-5-7',
  groups: [],
};

/** The built-in account Guest, RID 501 ([MS-DTYP] 2.4.2.4); it is in none of the configured groups. */
export function guestIdentity(domain: string, machineSid: string): Identity {
  return { kind: 'guest', account: 'Guest', domain, sid: `${machineSid}-501`, groups: [] };
}

export function userIdentity(account: Account, domain: string, machineSid: string): Identity {
  const sid = account.sid ?? deriveSid(machineSid, account.name);
  return { kind: 'user', account: account.name, domain, sid, groups: account.groups };
}

/** A machine SID that is the same for the same name: `S-1-5-21-…`. */
export function machineSidOf(netbiosName: string): string {
  const digest = md5(Buffer.from(`machine ${upperCaseUtf16(netbiosName)}`));
  return `S-1-5-21-${digest.readUInt32LE(0)}-${digest.readUInt32LE(4)}-${digest.readUInt32LE(8)}`;
}

/** A SID that is the same for the same name, whatever its case; below 1000 RIDs are built-in accounts. */
export function deriveSid(machineSid: string, name: string): string {
  const digest = md5(Buffer.from(`account ${upperCaseUtf16(name)}`));
  return `${machineSid}-${1000 + (digest.readUInt32LE(0) & 0x3fff_ffff)}`;
}
