import * as promises from 'node:fs/promises';
import { leavingDescriptors } from './descriptors.js';

/** The file system calls a directory share makes; a test may replace them by failing ones. */
export type Disk = Pick<
  typeof promises,
  | 'access'
  | 'chmod'
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'opendir'
  | 'readdir'
  | 'realpath'
  | 'rename'
  | 'rmdir'
  | 'stat'
  | 'statfs'
  | 'unlink'
  | 'utimes'
>;

export const nodeDisk: Disk = leavingDescriptors(promises);
