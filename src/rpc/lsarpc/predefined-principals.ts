import { upperCaseUtf16 } from '../../bytes/index.js';
import { SidNameUse, type Domain } from './structures.js';

/** A row of a view ([MS-LSAT] 3.1.1.1): a principal with its domain. */
export interface Translation {
  readonly name: string;
  readonly sid: string;
  readonly use: SidNameUse;
  readonly domain: Domain;
}

export const ntAuthority: Domain = { name: 'NT AUTHORITY', sid: 'S-1-5' };
export const builtin: Domain = { name: 'BUILTIN', sid: 'S-1-5-32' };

function group(domain: Domain, rid: number, name: string): Translation {
  return { name, sid: `${domain.sid}-${rid}`, use: SidNameUse.SidTypeWellKnownGroup, domain };
}

function domainRow(domain: Domain): Translation {
  return { name: domain.name, sid: domain.sid, use: SidNameUse.SidTypeDomain, domain };
}

const nobody: Domain = { name: '', sid: 'S-1-0' };
const world: Domain = { name: '', sid: 'S-1-1' };
const local: Domain = { name: '', sid: 'S-1-2' };
const creator: Domain = { name: '', sid: 'S-1-3' };
const authentications: Domain = { name: 'NT AUTHORITY', sid: 'S-1-5-64' };
const labels: Domain = { name: 'Mandatory Label', sid: 'S-1-16' };

const creators = [
  'Creator Owner',
  'Creator Group',
  'Creator Owner Server',
  'Creator Group Server',
  'Owner Rights',
];

/** By RID under S-1-5. */
const authorities: readonly (readonly [rid: number, name: string])[] = [
  [1, 'Dialup'],
  [2, 'Network'],
  [3, 'Batch'],
  [4, 'Interactive'],
  [6, 'Service'],
  [7, 'Anonymous Logon'],
  [8, 'Proxy'],
  [9, 'Enterprise Domain Controllers'],
  [10, 'Self'],
  [11, 'Authenticated Users'],
  [12, 'Restricted'],
  [13, 'Terminal Server User'],
  [14, 'Remote Interactive Logon'],
  [15, 'This Organization'],
  [18, 'System'],
  [19, 'Local Service'],
  [20, 'Network Service'],
  [33, 'Write Restricted'],
  [1000, 'Other Organization'],
];

const levels: readonly (readonly [rid: number, name: string])[] = [
  [0, 'Untrusted Mandatory Level'],
  [4096, 'Low Mandatory Level'],
  [8192, 'Medium Mandatory Level'],
  [12288, 'High Mandatory Level'],
  [16384, 'System Mandatory Level'],
  [20480, 'Protected Process Mandatory Level'],
];

/** The groups of each Windows computer, by RID under S-1-5-32 ([MS-DTYP] 2.4.2.4). */
const aliases: readonly (readonly [rid: number, name: string])[] = [
  [544, 'Administrators'],
  [545, 'Users'],
  [546, 'Guests'],
  [547, 'Power Users'],
  [551, 'Backup Operators'],
  [552, 'Replicator'],
  [555, 'Remote Desktop Users'],
  [556, 'Network Configuration Operators'],
  [558, 'Performance Monitor Users'],
  [559, 'Performance Log Users'],
  [562, 'Distributed COM Users'],
  [568, 'IIS_IUSRS'],
  [569, 'Cryptographic Operators'],
  [573, 'Event Log Readers'],
  [580, 'Remote Management Users'],
];

/** The Predefined Translation View and, behind it, the Builtin Domain Principal View ([MS-LSAT] 3.1.1.1). */
const predefined: readonly Translation[] = [
  group(nobody, 0, 'Null Sid'),
  group(world, 0, 'Everyone'),
  group(local, 0, 'Local'),
  ...creators.map((name, rid) => group(creator, rid, name)),
  domainRow({ name: 'NT Pseudo Domain', sid: ntAuthority.sid }),
  ...authorities.map(([rid, name]) => group(ntAuthority, rid, name)),
  domainRow(builtin),
  domainRow({ name: 'Internet$', sid: 'S-1-7' }),
  group(authentications, 10, 'NTLM Authentication'),
  group(authentications, 21, 'Digest Authentication'),
  group(authentications, 14, 'Channel Authentication'),
  domainRow(labels),
  ...levels.map(([rid, name]) => ({ ...group(labels, rid, name), use: SidNameUse.SidTypeLabel })),
  ...aliases.map(([rid, name]) => ({ ...group(builtin, rid, name), use: SidNameUse.SidTypeAlias })),
];

const bySid = new Map(predefined.map((row) => [row.sid, row]));
const byName = new Map(predefined.map((row) => [upperCaseUtf16(row.name), row]));

/** The principal that has a SID on each computer; undefined: there is none. */
export function predefinedBySid(sid: string): Translation | undefined {
  return bySid.get(sid);
}

/**
 * The principal that has a name on each computer; undefined: there is none.
 *
 * @param domain that must be the principal's, without case; undefined: any
 */
export function predefinedByName(name: string, domain: string | undefined): Translation | undefined {
  const row = byName.get(upperCaseUtf16(name));
  const fits = domain === undefined || upperCaseUtf16(row?.domain.name ?? '') === upperCaseUtf16(domain);
  return fits ? row : undefined;
}

/** The domains in which a name or a SID may be unknown. */
export const predefinedDomains: readonly Domain[] = [ntAuthority, builtin];
