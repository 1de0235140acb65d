import { NtStatus } from '../constants/nt-status.js';
import { AccessMask } from '../constants/access-mask.js';
import { expandGenericAccess, maximalAccessOf, type AccessLevel } from './access-level.js';
import { CreateOptions, ShareAccess } from '../constants/smb2-flags.js';
import { askerOf, type Asker } from '../runtime/fair-queue.js';
import { FileAttributes } from '../constants/smb2-flags.js';
import { ShareError } from './share-error.js';
import { parseSharePath } from './share-path.js';
import type { OpenRequest } from './share.js';

/** A CREATE with valid parameters, as the steps to take. */
export interface OpenPlan {
  readonly request: OpenRequest;
  readonly asker: Asker;
  readonly level: AccessLevel;
  readonly components: readonly string[];
  readonly kind: 'file' | 'directory' | 'any';
  /** Specific rights asked for by name. */
  readonly desired: number;
  readonly maximumAllowed: boolean;
  /** Further rights that replacing an existing file needs ([MS-FSA] 2.1.5.1.2). */
  readonly implied: number;
  readonly replaces: boolean;
  readonly shareAccess: number;
  readonly deleteOnClose: boolean;
  readonly writeThrough: boolean;
}

/** Bits of an access mask that mean nothing ([MS-FSA] 2.1.5.1 Phase 1). */
const INVALID_ACCESS = 0x0ce0fe00;
const ALL_SHARE_ACCESS = 0x7;
const { FILE_WRITE_DATA, FILE_APPEND_DATA, FILE_WRITE_EA, FILE_WRITE_ATTRIBUTES, FILE_DELETE_CHILD, DELETE } =
  AccessMask;

/** Checks what can be checked without looking at the disk ([MS-SMB2] 2.2.13, 3.3.5.9; [MS-FSA] 2.1.5.1 Phase 1). */
export function planOpen(request: OpenRequest, level: AccessLevel): OpenPlan {
  const { options, disposition, desiredAccess, shareAccess } = request;
  const has = (option: number) => (options & option) !== 0;
  const deleteOnClose = has(CreateOptions.FILE_DELETE_ON_CLOSE);
  const replaces =
    disposition === 'supersede' || disposition === 'overwrite' || disposition === 'overwrite-if';

  insist(level !== 'none', NtStatus.STATUS_ACCESS_DENIED);
  insist(
    !has(CreateOptions.FILE_OPEN_BY_FILE_ID | CreateOptions.FILE_RESERVE_OPFILTER),
    NtStatus.STATUS_NOT_SUPPORTED,
  );
  insist(desiredAccess !== 0 && (desiredAccess & INVALID_ACCESS) === 0, NtStatus.STATUS_ACCESS_DENIED);
  insist((desiredAccess & AccessMask.ACCESS_SYSTEM_SECURITY) === 0, NtStatus.STATUS_PRIVILEGE_NOT_HELD);
  insist((shareAccess & ~ALL_SHARE_ACCESS) === 0, NtStatus.STATUS_INVALID_PARAMETER);
  if (has(CreateOptions.FILE_DIRECTORY_FILE)) {
    insist(!has(CreateOptions.FILE_NON_DIRECTORY_FILE) && !replaces, NtStatus.STATUS_INVALID_PARAMETER);
  }

  const maximumAllowed = (desiredAccess & AccessMask.MAXIMUM_ALLOWED) !== 0;
  let desired = expandGenericAccess(desiredAccess) & ~AccessMask.MAXIMUM_ALLOWED;
  // [MS-SMB2] 3.3.5.9
  if (has(CreateOptions.FILE_NO_INTERMEDIATE_BUFFERING)) desired &= ~FILE_APPEND_DATA;
  if (deleteOnClose) insist(maximumAllowed || (desired & DELETE) !== 0, NtStatus.STATUS_INVALID_PARAMETER);

  const path = parseSharePath(request.path);
  insist(
    !path.trailingBackslash || disposition === 'open' || has(CreateOptions.FILE_DIRECTORY_FILE),
    NtStatus.STATUS_OBJECT_NAME_INVALID,
  );
  const wantsDirectory = has(CreateOptions.FILE_DIRECTORY_FILE) || path.trailingBackslash;
  const wantsFile = has(CreateOptions.FILE_NON_DIRECTORY_FILE);
  insist(!(wantsDirectory && wantsFile), NtStatus.STATUS_OBJECT_NAME_INVALID);
  return {
    request,
    asker: askerOf(request.identity, request.held),
    level,
    components: path.components,
    kind: wantsDirectory ? 'directory' : wantsFile ? 'file' : 'any',
    desired,
    maximumAllowed,
    implied: impliedBy(disposition),
    replaces,
    // [MS-FSA] 2.1.5.1.2.2: an open with read access only cannot keep others from reading.
    shareAccess: level === 'write' ? shareAccess : shareAccess | ShareAccess.FILE_SHARE_READ,
    deleteOnClose,
    writeThrough: has(CreateOptions.FILE_WRITE_THROUGH),
  };
}

/**
 * The access an open is granted ([MS-FSA] 2.1.5.1.2.1).
 * @param maximal the most the identity can have on this file
 * @param attributes the attributes of the existing file, or of the new one
 */
export function grantAccess(plan: OpenPlan, maximal: number, attributes: number, created: boolean): number {
  const readOnly = (attributes & FileAttributes.FILE_ATTRIBUTE_READONLY) !== 0;
  const directory = (attributes & FileAttributes.FILE_ATTRIBUTE_DIRECTORY) !== 0;
  insist(!(readOnly && plan.deleteOnClose), NtStatus.STATUS_CANNOT_DELETE);
  const needed = created ? plan.desired : plan.desired | plan.implied;
  insist((needed & ~maximal) === 0, NtStatus.STATUS_ACCESS_DENIED);
  // A file that is created read-only may still be filled through the open that created it.
  if (readOnly && !directory && !created) {
    insist((needed & (FILE_WRITE_DATA | FILE_APPEND_DATA)) === 0, NtStatus.STATUS_ACCESS_DENIED);
  }
  const granted = plan.maximumAllowed ? plan.desired | maximal : plan.desired;
  insist(!plan.deleteOnClose || (granted & DELETE) !== 0, NtStatus.STATUS_ACCESS_DENIED);
  return granted;
}

/** The greatest access of a level, regardless of the permissions of the disk. */
export function maximalAccessUnder(level: AccessLevel, readOnly: boolean, writable: boolean): number {
  const maximal = maximalAccessOf(level);
  if (!writable) return maximal & maximalAccessOf('read');
  return readOnly ? maximal & ~(FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_DELETE_CHILD) : maximal;
}

function impliedBy(disposition: OpenRequest['disposition']): number {
  switch (disposition) {
    case 'supersede':
      // A file is superseded in place, which needs FILE_WRITE_DATA: an open that denies writing denies superseding,
      // too.
      return DELETE | FILE_WRITE_DATA | FILE_WRITE_EA | FILE_WRITE_ATTRIBUTES;
    case 'overwrite':
    case 'overwrite-if':
      return FILE_WRITE_DATA | FILE_WRITE_EA | FILE_WRITE_ATTRIBUTES;
    default:
      return 0;
  }
}

function insist(condition: boolean, otherwise: NtStatus): asserts condition {
  if (!condition) throw new ShareError(otherwise);
}
