/** Bits of DesiredAccess, GrantedAccess and MaximalAccess ([MS-SMB2] 2.2.13.1). */
export const AccessMask = {
  /** FILE_LIST_DIRECTORY on a directory. */
  FILE_READ_DATA: 0x00000001,
  /** FILE_ADD_FILE on a directory. */
  FILE_WRITE_DATA: 0x00000002,
  /** FILE_ADD_SUBDIRECTORY on a directory. */
  FILE_APPEND_DATA: 0x00000004,
  FILE_READ_EA: 0x00000008,
  FILE_WRITE_EA: 0x00000010,
  /** FILE_TRAVERSE on a directory. */
  FILE_EXECUTE: 0x00000020,
  FILE_DELETE_CHILD: 0x00000040,
  FILE_READ_ATTRIBUTES: 0x00000080,
  FILE_WRITE_ATTRIBUTES: 0x00000100,
  DELETE: 0x00010000,
  READ_CONTROL: 0x00020000,
  WRITE_DAC: 0x00040000,
  WRITE_OWNER: 0x00080000,
  SYNCHRONIZE: 0x00100000,
  ACCESS_SYSTEM_SECURITY: 0x01000000,
  MAXIMUM_ALLOWED: 0x02000000,
  GENERIC_ALL: 0x10000000,
  GENERIC_EXECUTE: 0x20000000,
  GENERIC_WRITE: 0x40000000,
  GENERIC_READ: 0x80000000,
} as const;

/** What a share grants to an identity. */
export type AccessLevel = 'none' | 'read' | 'write';

const FILE_GENERIC_READ = 0x00120089;
const FILE_GENERIC_WRITE = 0x00120116;
const FILE_GENERIC_EXECUTE = 0x001200a0;
const FILE_ALL_ACCESS = 0x001f01ff;

const maximalAccess = {
  none: 0,
  read: FILE_GENERIC_READ | FILE_GENERIC_EXECUTE,
  write: FILE_ALL_ACCESS,
} as const satisfies Record<AccessLevel, number>;

/** The MaximalAccess of a TREE_CONNECT response for a level: every specific right it includes. */
export function maximalAccessOf(level: AccessLevel): number {
  return maximalAccess[level];
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
