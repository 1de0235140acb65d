import { AccessMask } from '../../constants/access-mask.js';
import { upperCaseUtf16 } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import { isSamePath, type ChangeEvent } from '../change-feed.js';
import type { Asker } from '../../runtime/fair-queue.js';
import { CompletionFilter, FileAttributes } from '../../constants/smb2-flags.js';
import type { Change } from '../file-info.js';
import { ShareError } from '../share-error.js';
import { parseSharePath } from '../share-path.js';
import { loopTurns } from '../../runtime/turns.js';
import { systemCodeOf } from './disk-error.js';
import type { TableOpen } from './file-table.js';
import { isSameFile, type Pinned } from './pinned.js';
import type { Target, Volume } from './volume.js';

/** An open whose name is to be changed or removed. The caller is in the volume's turn. */
interface NamedOpen {
  readonly components: readonly string[];
  readonly pinned: Pinned;
  readonly asker: Asker;
}

/** Opens compared with a path in one slice of the event loop. */
const OPENS_AT_ONCE = 1000;

/** A name in a directory. */
interface Place {
  readonly parent: Pinned;
  readonly name: string;
}

/** Whether a directory has no entries, including those that clients do not see. */
export async function isEmptyDirectory(volume: Volume, directory: Pinned): Promise<boolean> {
  const entries = await volume.disk.opendir(directory.path(), { bufferSize: 1 });
  try {
    return (await entries.read()) === null;
  } finally {
    await entries.close();
  }
}

/** Removes the name that an open was opened by, unless the name now belongs to another file. */
export async function removeName(volume: Volume, open: NamedOpen): Promise<void> {
  try {
    await volume.withTarget(open.components, open.asker, async (target) => {
      const { parent, entry, name } = target;
      if (!parent || !entry || !isSameFile(entry.stats, open.pinned.stats)) return;
      await unlink(volume, parent, name, entry);
      volume.feed.emit(nameEvent('removed', open.components, entry));
    });
  } catch (error) {
    if (!isAlreadyGone(error)) throw error;
  }
}

/**
 * Gives an open's file another name ([MS-FSA] 2.1.5.15.12).
 * @param path from the root of the share; with or without a backslash before it
 */
export async function renameOpen(
  volume: Volume,
  open: NamedOpen,
  path: string,
  replace: boolean,
): Promise<void> {
  const { components: wanted, trailingBackslash } = parseSharePath(
    path.startsWith('\\') ? path.slice(1) : path,
  );
  const isPossible = wanted.length > 0 && (!trailingBackslash || open.pinned.stats.isDirectory());
  if (!isPossible) throw new ShareError(NtStatus.STATUS_OBJECT_NAME_INVALID);
  if (await hasOpensBelow(volume, open)) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  await volume.withTarget(open.components, open.asker, async (source) => {
    const from = expectSame(source, open);
    await volume.withTarget(wanted, open.asker, async (target) => {
      if (!target.parent) throw new ShareError(NtStatus.STATUS_OBJECT_NAME_INVALID);
      checkStays(volume, target.parent);
      const name = wanted.at(-1) ?? '';
      const replaced = isSameEntry(source, target) ? undefined : target.entry;
      if (replaced) checkReplaceable(volume, replaced, open, replace);
      await volume.disk.rename(from.parent.path(from.name), target.parent.path(name));
      await reindex(volume, from, { parent: target.parent, name });
      if (replaced) await forgetReplaced(volume, target.parent, target, replaced, name);
      tellRenamed(volume, open, [...target.components.slice(0, -1), name], target.parent);
    });
  });
}

/** Whether an error means that the file's directory, or the share's root, no longer exists. */
function isAlreadyGone(error: unknown): boolean {
  const isPathMissing = error instanceof ShareError && error.status === NtStatus.STATUS_OBJECT_PATH_NOT_FOUND;
  return isPathMissing || systemCodeOf(error) === 'ENOENT';
}

/** The parent and name of an open. Throws when the file was moved or replaced other than through the share. */
function expectSame(target: Target, open: NamedOpen): Place {
  if (!target.parent) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  if (!target.entry || !isSameFile(target.entry.stats, open.pinned.stats)) {
    throw new ShareError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
  }
  return { parent: target.parent, name: target.name };
}

/**
 * Whether two targets are one entry: the same file by the same name, compared without case. Another hard link of the
 * file is another entry.
 */
function isSameEntry(a: Target, b: Target): boolean {
  if (!a.parent || !b.parent || !a.entry || !b.entry) return false;
  const isSame = isSameFile(a.parent.stats, b.parent.stats) && isSameFile(a.entry.stats, b.entry.stats);
  return isSame && upperCaseUtf16(a.name) === upperCaseUtf16(b.name);
}

/**
 * A rename opens the directory of the new name, and does not share it with an open that may delete it: it would take
 * the file with it ([MS-FSA] 2.1.5.15.12). Windows and Samba refuse this, too. An open that merely does not share the
 * directory is no obstacle.
 */
function checkStays(volume: Volume, parent: Pinned): void {
  for (const { grantedAccess } of volume.files.find(parent.stats)?.opens ?? []) {
    if ((grantedAccess & AccessMask.DELETE) !== 0) throw new ShareError(NtStatus.STATUS_SHARING_VIOLATION);
  }
}

/** Checks that the file with the new name may be replaced ([MS-FSA] 2.1.5.15.12). */
function checkReplaceable(volume: Volume, replaced: Pinned, open: NamedOpen, replace: boolean): void {
  if (!replace) throw new ShareError(NtStatus.STATUS_OBJECT_NAME_COLLISION);
  const isDirectory = replaced.stats.isDirectory() || open.pinned.stats.isDirectory();
  const isReadOnly = volume.side.attributesOf(replaced.stats) & FileAttributes.FILE_ATTRIBUTE_READONLY;
  if (isDirectory || isReadOnly || volume.files.find(replaced.stats)) {
    throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  }
}

/**
 * Completes the replacement of a file. The rename itself replaces only a file of exactly the new name; a file whose
 * name differs in case is removed here.
 */
async function forgetReplaced(
  volume: Volume,
  parent: Pinned,
  target: Target,
  replaced: Pinned,
  name: string,
): Promise<void> {
  if (target.name === name) volume.side.forget(replaced.stats);
  else await unlink(volume, parent, target.name, replaced);
  volume.feed.emit(nameEvent('removed', target.components, replaced));
}

async function reindex(volume: Volume, from: Place, to: Place): Promise<void> {
  if (isSameFile(from.parent.stats, to.parent.stats)) {
    await volume.names.changed(from.parent, { removed: from.name, added: to.name });
    return;
  }
  await volume.names.changed(from.parent, { removed: from.name });
  await volume.names.changed(to.parent, { added: to.name });
}

async function unlink(volume: Volume, parent: Pinned, name: string, entry: Pinned): Promise<void> {
  const path = parent.path(name);
  try {
    await (entry.stats.isDirectory() ? volume.disk.rmdir(path) : volume.disk.unlink(path));
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
  if (entry.stats.isDirectory() || entry.stats.nlink === 1n) volume.side.forget(entry.stats);
  await volume.names.changed(parent, { removed: name });
}

function tellRenamed(
  volume: Volume,
  open: NamedOpen,
  components: readonly string[],
  newParent: Pinned,
): void {
  const old = open.components;
  const name = components.at(-1) ?? '';
  const sameDirectory = isSamePath(old.slice(0, -1), components.slice(0, -1));
  for (const other of volume.files.find(open.pinned.stats)?.opens ?? []) {
    if (isSamePath(other.components, old)) other.renamed(components, newParent, name);
  }
  volume.feed.emit(
    nameEvent(sameDirectory ? 'renamed-old-name' : 'removed', old, open.pinned),
    nameEvent(sameDirectory ? 'renamed-new-name' : 'added', components, open.pinned),
  );
}

/** Whether there are opens below a directory. No open is added meanwhile: the caller is in the volume's turn. */
async function hasOpensBelow(volume: Volume, open: NamedOpen): Promise<boolean> {
  if (!open.pinned.stats.isDirectory()) return false;
  const others = volume.files.opens();
  for (;;) {
    const found = await loopTurns.compute(open.asker, () => findBelow(open.components, others));
    if (found !== 'more') return found === 'below';
  }
}

/** Searches the next opens. */
function findBelow(directory: readonly string[], others: Iterator<TableOpen>): 'below' | 'more' | 'none' {
  for (let i = 0; i < OPENS_AT_ONCE; i++) {
    const next = others.next();
    if (next.done === true) return 'none';
    if (isBelow(next.value.components, directory)) return 'below';
  }
  return 'more';
}

function isBelow(path: readonly string[], directory: readonly string[]): boolean {
  if (path.length <= directory.length) return false;
  // From the end, because sibling directories have the same beginning.
  for (let i = directory.length - 1; i >= 0; i--) if (path[i] !== directory[i]) return false;
  return true;
}

export function nameEvent(
  action: Change['action'],
  components: readonly string[],
  entry: Pinned,
): ChangeEvent {
  const { FILE_NOTIFY_CHANGE_DIR_NAME, FILE_NOTIFY_CHANGE_FILE_NAME } = CompletionFilter;
  const filter = entry.stats.isDirectory() ? FILE_NOTIFY_CHANGE_DIR_NAME : FILE_NOTIFY_CHANGE_FILE_NAME;
  return { action, components, filter };
}

export function pathOf(components: readonly string[]): string {
  return components.join('\\');
}
