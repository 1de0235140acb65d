import { AccessMask } from '../constants/access-mask.js';

/** The access that a share grants to an identity. */
export type AccessLevel = 'none' | 'read' | 'write';

const FILE_GENERIC_READ = 0x00120089;
const FILE_GENERIC_WRITE = 0x00120116;
const FILE_GENERIC_EXECUTE = 0x001200a0;
const FILE_ALL_ACCESS = 0x001f01ff;

/**
 * Either right lets a client read: "If Open.GrantedAccess includes FILE_EXECUTE, the server MUST set FILE_READ_DATA in
 * Open.GrantedAccess" ([MS-SMB2] 3.3.5.9). The open keeps the rights that were asked for, and reports those, as on
 * Windows and Samba.
 */
export const READS = AccessMask.FILE_READ_DATA | AccessMask.FILE_EXECUTE;

const maximalAccess = {
  none: 0,
  read: FILE_GENERIC_READ | FILE_GENERIC_EXECUTE,
  write: FILE_ALL_ACCESS,
} as const satisfies Record<AccessLevel, number>;

/** Every level, from the least. */
export const accessLevels = Object.keys(maximalAccess) as [AccessLevel, ...AccessLevel[]];

/** Whether a value is a level. A program may give undefined, a promise, or an unknown word. */
export function isAccessLevel(value: unknown): value is AccessLevel {
  return typeof value === 'string' && Object.hasOwn(maximalAccess, value);
}

/**
 * The MaximalAccess of a TREE_CONNECT response for a level: every specific right it includes; 0 for a value that is no
 * level.
 */
export function maximalAccessOf(level: AccessLevel): number {
  return isAccessLevel(level) ? maximalAccess[level] : 0;
}

/**
 * Replaces the generic rights of a mask by the specific ones they stand for ([MS-SMB2] 2.2.13.1.1). SYNCHRONIZE is
 * kept; MAXIMUM_ALLOWED and ACCESS_SYSTEM_SECURITY stay for the caller to judge.
 */
export function expandGenericAccess(mask: number): number {
  let specific = mask & 0x0fffffff;
  if (mask & AccessMask.GENERIC_READ) specific |= FILE_GENERIC_READ;
  if (mask & AccessMask.GENERIC_WRITE) specific |= FILE_GENERIC_WRITE;
  if (mask & AccessMask.GENERIC_EXECUTE) specific |= FILE_GENERIC_EXECUTE;
  if (mask & AccessMask.GENERIC_ALL) specific |= FILE_ALL_ACCESS;
  return specific;
}
