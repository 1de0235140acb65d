import { constants } from 'node:fs';
import { NtStatus } from '../../constants/nt-status.js';
import { AccessMask } from '../../constants/access-mask.js';
import { maximalAccessOf, READS } from '../access-level.js';
import { CompletionFilter, FileAttributes } from '../../constants/smb2-flags.js';
import { grantAccess, type OpenPlan } from '../open-plan.js';
import { isSharingViolation } from '../share-mode.js';
import { ShareError } from '../share-error.js';
import type { OpenAction, Opened } from '../share.js';
import { setAttributes } from './basic-changes.js';
import { DirectoryOpen } from './directory-open.js';
import type { FileState } from './file-table.js';
import { nameEvent } from './namespace.js';
import type { Pinned } from './pinned.js';
import type { Target, Volume } from './volume.js';

/** An oplock of another open is in the way: wait for its holder, then try again. */
export interface Blocked {
  readonly until: Promise<void>;
}

const { O_RDONLY, O_WRONLY, O_RDWR } = constants;
const { FILE_WRITE_DATA, FILE_APPEND_DATA, FILE_READ_ATTRIBUTES, FILE_WRITE_ATTRIBUTES, SYNCHRONIZE } =
  AccessMask;
const { FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM, FILE_ATTRIBUTE_READONLY } =
  FileAttributes;
const { FILE_ATTRIBUTE_ARCHIVE, FILE_ATTRIBUTE_TEMPORARY } = FileAttributes;

/** A plan whose open is counted as held bytes. */
export interface CountedPlan extends OpenPlan {
  /** Ends the count; called when the successful open is closed. */
  readonly onClosed: () => void;
}

/** One attempt at a CREATE, in the volume's turn ([MS-FSA] 2.1.5.1). */
export function tryOpen(volume: Volume, plan: CountedPlan): Promise<Opened | Blocked> {
  return volume.withTarget<Opened | Blocked>(plan.components, plan.asker, (target, keep) => {
    const { entry } = target;
    return entry ? openExisting(volume, plan, target, entry, keep) : create(volume, plan, target);
  });
}

/** [MS-FSA] 2.1.5.1.2 */
async function openExisting(
  volume: Volume,
  plan: CountedPlan,
  target: Target,
  entry: Pinned,
  keep: (entry: Pinned) => void,
): Promise<Opened | Blocked> {
  checkKind(plan, target, entry);
  const state = volume.files.find(entry.stats);
  if (state?.deletePending) throw new ShareError(NtStatus.STATUS_DELETE_PENDING);
  if (target.name === '' && plan.deleteOnClose) throw new ShareError(NtStatus.STATUS_CANNOT_DELETE);
  const attributes = volume.side.attributesOf(entry.stats);
  if (plan.replaces) checkHiddenAndSystem(attributes, plan.request.attributes);
  const maximal = plan.maximumAllowed
    ? await volume.maximalAccess(entry, plan.level)
    : maximalAccessOf(plan.level);
  const grantedAccess = grantAccess(plan, maximal, attributes, false);
  const until = state && makeWay(state, plan, grantedAccess);
  if (until) return { until };

  await openData(entry, grantedAccess, plan.replaces);
  if (plan.replaces) await replaceContents(volume, plan, target, entry);
  keep(entry);
  const file = admit(volume, plan, target.components, entry, grantedAccess);
  return { file, action: actionOf(plan) };
}

/** [MS-FSA] 2.1.5.1.1 */
async function create(volume: Volume, plan: CountedPlan, target: Target): Promise<Opened> {
  const { request } = plan;
  if (request.disposition === 'open' || request.disposition === 'overwrite') {
    throw new ShareError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  }
  if (!target.parent || plan.level !== 'write') throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  const directory = plan.kind === 'directory';
  const attributes = attributesOfNew(request.attributes, directory);
  const grantedAccess = grantAccess(plan, maximalAccessOf(plan.level), attributes, true);
  const pinned = await make(volume, target.parent, target.name, directory, attributes);
  try {
    await volume.names.changed(target.parent, { added: target.name });
    volume.side.setAttributes(pinned.stats, attributes);
  } catch (error) {
    await pinned.release();
    throw error;
  }
  volume.feed.emit(nameEvent('added', target.components, pinned));
  return { file: admit(volume, plan, target.components, pinned, grantedAccess), action: 'created' };
}

/** [MS-FSA] 2.1.5.1 Phase 7 */
function checkKind(plan: OpenPlan, target: Target, entry: Pinned): void {
  const isRoot = target.name === '';
  if (plan.request.disposition === 'create') throw new ShareError(NtStatus.STATUS_OBJECT_NAME_COLLISION);
  if (!entry.stats.isDirectory()) {
    if (plan.kind === 'directory') throw new ShareError(NtStatus.STATUS_NOT_A_DIRECTORY);
    return;
  }
  if (plan.kind === 'file') throw new ShareError(NtStatus.STATUS_FILE_IS_A_DIRECTORY);
  if (plan.replaces) {
    throw new ShareError(isRoot ? NtStatus.STATUS_ACCESS_DENIED : NtStatus.STATUS_OBJECT_NAME_COLLISION);
  }
}

/** [MS-FSA] 2.1.5.1.2: an overwrite of a hidden or system file must set that attribute again. */
function checkHiddenAndSystem(existing: number, wanted: number): void {
  const lost = existing & ~wanted & (FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM);
  if (lost !== 0) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
}

/**
 * Judges the share mode and breaks oplocks. A batch oplock is broken first, because its holder may close a file that it
 * only keeps open. Any other oplock is broken only by an open that could succeed ([MS-FSA] 2.1.5.1.2, 2.1.5.1.2.2).
 */
function makeWay(state: FileState, plan: OpenPlan, grantedAccess: number): Promise<void> | undefined {
  const mode = { grantedAccess: grantedAccess | plan.implied, shareAccess: plan.shareAccess };
  const to = plan.replaces ? 'none' : 'ii';
  // [MS-FSA] 2.1.4.12, OPEN: an open for attributes only breaks no oplock.
  const breaks = (mode.grantedAccess & ~(FILE_READ_ATTRIBUTES | FILE_WRITE_ATTRIBUTES | SYNCHRONIZE)) !== 0;
  if (breaks && state.oplocks.exclusiveLevel === 'batch') return state.oplocks.breakForOpen(to);
  for (const open of state.opens) {
    if (isSharingViolation(open, mode)) throw new ShareError(NtStatus.STATUS_SHARING_VIOLATION);
  }
  return breaks ? state.oplocks.breakForOpen(to) : undefined;
}

async function openData(entry: Pinned, grantedAccess: number, replaces: boolean): Promise<void> {
  if (entry.stats.isDirectory()) return;
  const reads = (grantedAccess & READS) !== 0;
  const writes = replaces || (grantedAccess & (FILE_WRITE_DATA | FILE_APPEND_DATA)) !== 0;
  if (reads || writes) await entry.openData(reads && writes ? O_RDWR : writes ? O_WRONLY : O_RDONLY);
}

async function replaceContents(volume: Volume, plan: OpenPlan, target: Target, entry: Pinned): Promise<void> {
  await entry.data?.truncate(0);
  await setAttributes(volume, entry, attributesOfNew(plan.request.attributes, false));
  volume.feed.emit({
    action: 'modified',
    components: target.components,
    filter:
      CompletionFilter.FILE_NOTIFY_CHANGE_SIZE |
      CompletionFilter.FILE_NOTIFY_CHANGE_LAST_WRITE |
      CompletionFilter.FILE_NOTIFY_CHANGE_ATTRIBUTES,
  });
}

async function make(
  volume: Volume,
  parent: Pinned,
  name: string,
  directory: boolean,
  attributes: number,
): Promise<Pinned> {
  if (!directory) return parent.create(name, attributes & FILE_ATTRIBUTE_READONLY ? 0o444 : 0o666);
  await volume.disk.mkdir(parent.path(name));
  return parent.pin(name);
}

/** [MS-FSA] 2.1.5.1.1 */
function attributesOfNew(wanted: number, directory: boolean): number {
  if (directory && wanted & FILE_ATTRIBUTE_TEMPORARY) {
    throw new ShareError(NtStatus.STATUS_INVALID_PARAMETER);
  }
  if (directory) return (wanted & ~FILE_ATTRIBUTE_ARCHIVE) | FILE_ATTRIBUTE_DIRECTORY;
  return (wanted & ~FILE_ATTRIBUTE_DIRECTORY) | FILE_ATTRIBUTE_ARCHIVE;
}

function admit(
  volume: Volume,
  plan: CountedPlan,
  components: readonly string[],
  pinned: Pinned,
  grantedAccess: number,
): DirectoryOpen {
  const { request, asker, level, shareAccess, deleteOnClose, writeThrough, onClosed } = plan;
  const { onOplockBreak, held } = request;
  const file = new DirectoryOpen(volume, {
    pinned,
    components,
    asker,
    held,
    onClosed,
    level,
    grantedAccess,
    shareAccess,
    deleteOnClose,
    writeThrough,
    onOplockBreak,
  });
  file.acquireOplock(request.oplock);
  return file;
}

function actionOf(plan: OpenPlan): OpenAction {
  if (!plan.replaces) return 'opened';
  return plan.request.disposition === 'supersede' ? 'superseded' : 'overwritten';
}
