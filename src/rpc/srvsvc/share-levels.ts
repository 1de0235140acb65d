import { dword, octets, text, type Levels } from '../levels/index.js';
import type { ShareDescription } from '../server-info.js';

/** No limit on concurrent connections ([MS-SRVS] 2.2.4.26). */
const UNLIMITED = 0xffffffff;

/** STYPE_CLUSTER_FS, _SOFS and _DFS, which never leave the server ([MS-SRVS] 3.1.4.8). */
const CLUSTER_TYPES = 0x0e000000;

type Share = ShareDescription;
const netname = text<Share>((share) => share.name);
const type = dword<Share>((share) => (share.type & ~CLUSTER_TYPES) >>> 0);
const remark = text<Share>((share) => share.comment);
const permissions = dword<Share>(() => 0);
const maxUses = dword<Share>((share) => share.maxUses ?? UNLIMITED);
const currentUses = dword<Share>((share) => share.currentUses ?? 0);
const path = text<Share>((share) => share.path ?? '');
const passwd = text<Share>(() => '');
const flags = dword<Share>((share) => share.flags ?? 0);
/** `*`: the share belongs to no name of the server in particular. */
const servername = text<Share>(() => '*');
const securityDescriptor = octets<Share>((share) => share.securityDescriptor);

const details = [netname, type, remark, permissions, maxUses, currentUses, path, passwd];

/**
 * SHARE_INFO by level ([MS-SRVS] 2.2.4.22 to 2.2.4.29). [MS-SRVS] does not enumerate level 1005; Samba does, and so do
 * we.
 */
export const shareLevels: Levels<Share> = new Map([
  [0, [netname]],
  [1, [netname, type, remark]],
  [2, details],
  [501, [netname, type, remark, flags]],
  [502, [...details, securityDescriptor]],
  [503, [...details, servername, securityDescriptor]],
  [1005, [flags]],
]);

/** Levels with which a share can only be changed ([MS-SRVS] 2.2.3.6). */
export const declinedShareLevels = [1004, 1006, 1501];

/** Levels that Windows shows to some operator group only ([MS-SRVS] note <61>). */
export const confidentialShareLevels = [2, 502, 503];
