export { accessOf, type AccessRules } from './access-list.js';
export { AccessMask } from '../constants/access-mask.js';
export { expandGenericAccess, maximalAccessOf, type AccessLevel } from './access-level.js';
export {
  CompletionFilter,
  CreateOptions,
  FileAttributes,
  FileSystemAttributes,
  ShareAccess,
} from '../constants/smb2-flags.js';
export {
  createDirectoryShare,
  type DirectoryShareOptions,
  type DirectorySurroundings,
} from './directory/directory-share.js';
export type { Disk } from './directory/disk.js';
export type { Pinned, PinRoot } from './directory/pinned.js';
export { createTemporaryShare, type TemporaryShareOptions } from './directory/temporary-share.js';
export {
  type BasicChanges,
  type Change,
  type DirectoryEntry,
  type FileInfo,
  type LockRange,
  type VolumeInfo,
} from './file-info.js';
export type { CarriedLogin, PipeClient } from '../facts/recorder.js';
export { HeldBytes, type HeldBytesLimit } from '../runtime/held-bytes.js';
export { createIpcShare, type IpcShareOptions } from './ipc-share.js';
export type { Oplock } from './oplocks.js';
export type { ChangeQuery, DirectoryQuery, LockWaiting, OpenFile } from './open-file.js';
export type { OpenPipe, PipeContext, PipeInstance, PipeRead, PipeService } from './pipe-share.js';
export { ConfigurationError } from '../values/configuration-error.js';
export { ShareError } from './share-error.js';
export type {
  DiskShare,
  Disposition,
  OpenAction,
  Opened,
  OpenRequest,
  PipeShare,
  Share,
  ShareProperties,
} from './share.js';
