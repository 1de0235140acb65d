/** Bits of CREATE's CreateOptions that a share acts upon ([MS-SMB2] 2.2.13). */
export const CreateOptions = {
  FILE_DIRECTORY_FILE: 0x00000001,
  FILE_WRITE_THROUGH: 0x00000002,
  FILE_NO_INTERMEDIATE_BUFFERING: 0x00000008,
  FILE_NON_DIRECTORY_FILE: 0x00000040,
  FILE_DELETE_ON_CLOSE: 0x00001000,
  FILE_OPEN_BY_FILE_ID: 0x00002000,
  FILE_RESERVE_OPFILTER: 0x00100000,
  FILE_OPEN_REPARSE_POINT: 0x00200000,
} as const;

/** Bits of CREATE's ShareAccess: what other opens of the same file may do ([MS-SMB2] 2.2.13). */
export const ShareAccess = {
  FILE_SHARE_READ: 0x00000001,
  FILE_SHARE_WRITE: 0x00000002,
  FILE_SHARE_DELETE: 0x00000004,
} as const;

/** The action of a CREATE when the file exists, and when it does not ([MS-SMB2] 2.2.13 CreateDisposition). */
export type CreateDisposition = 'supersede' | 'open' | 'create' | 'open-if' | 'overwrite' | 'overwrite-if';

/** The action that a CREATE turned out to have taken ([MS-SMB2] 2.2.14 CreateAction). */
export type CreateAction = 'superseded' | 'opened' | 'created' | 'overwritten';

/** An opportunistic lock on one open ([MS-SMB2] 2.2.13 RequestedOplockLevel). */
export type OplockLevel = 'none' | 'ii' | 'exclusive' | 'batch';
