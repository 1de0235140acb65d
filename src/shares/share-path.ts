import { NtStatus } from '../constants/nt-status.js';
import { ShareError } from './share-error.js';

/** A path of a client, taken apart. No component can name anything but an entry of the directory before it. */
export interface SharePath {
  /** Empty for the root of the share. */
  readonly components: readonly string[];
  /** Written with a backslash at the end, so it must be a directory ([MS-FSA] 2.1.5.1 Phase 7). */
  readonly trailingBackslash: boolean;
}

/** The longest component ([MS-FSCC] 2.1.5.2). */
const MAXIMUM_COMPONENT = 255;
/** The most components of a path: each one costs a system call. */
const MAXIMUM_DEPTH = 255;

/**
 * Characters a filename cannot have ([MS-FSCC] 2.1.5.2); `:` would begin a stream name, and there are no streams. `/`
 * is one of them in a path to open and in the target of a rename, as on Windows; smbd accepts it as a separator there.
 */
const illegal = /["\\/:|<>*?\x00-\x1f]/;
/** Half of a surrogate pair: no name on a file system can hold it, and two different ones would get the same name. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Takes apart a path relative to the root of a share. Device names such as `CON` are names like any other, as in
 * Samba: they mean nothing to the systems we run on.
 */
export function parseSharePath(path: string): SharePath {
  // [MS-SMB2] 2.2.13: the name is a relative pathname; Windows and Samba give an absolute one this status.
  if (path.startsWith('\\')) throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
  if (path === '') return { components: [], trailingBackslash: false };
  const trailingBackslash = path.endsWith('\\');
  const components = (trailingBackslash ? path.slice(0, -1) : path).split('\\');
  if (components.length > MAXIMUM_DEPTH) throw new ShareError(NtStatus.STATUS_NAME_TOO_LONG);
  for (const component of components) checkComponent(component);
  return { components, trailingBackslash };
}

/** Whether a name found on disk is one that a client could send. */
export function isValidName(name: string): boolean {
  return name.length <= MAXIMUM_COMPONENT && !illegal.test(name) && !loneSurrogate.test(name);
}

/** A dot directory name ([MS-FSCC] 2.1.5.1). */
export function isDotName(name: string): boolean {
  return name === '.' || name === '..';
}

function checkComponent(component: string): void {
  // [MS-FSCC] 2.1.5.1: dot directory names must not be sent; nothing is resolved on the client's behalf.
  if (isDotName(component)) throw new ShareError(NtStatus.STATUS_OBJECT_PATH_SYNTAX_BAD);
  if (component === '' || !isValidName(component)) throw new ShareError(NtStatus.STATUS_OBJECT_NAME_INVALID);
}
