import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { insist } from '../../values/problems.js';
import { shareProperties } from '../share-schema.js';
import type { Identity } from '../../auth/mechanism.js';
import type { DiskShare, OpenRequest } from '../share.js';
import { nodeDisk, type Disk } from './disk.js';
import { systemCodeOf } from './disk-error.js';
import {
  createDirectoryShare,
  redefine,
  surroundingsSchema,
  type DirectoryShareOptions,
  type DirectorySurroundings,
  type ShareRules,
} from './directory-share.js';

/** The configuration of a share that lives as long as the server. */
export type TemporaryShareOptions = Omit<DirectoryShareOptions, 'path'>;

const optionsSchema = z.strictObject(
  shareProperties satisfies Record<keyof TemporaryShareOptions, z.ZodType>,
);

/**
 * Shares a new empty directory that only this user can enter. It is removed with all its contents when the share is
 * closed.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export async function createTemporaryShare(
  options: TemporaryShareOptions,
  surroundings: DirectorySurroundings,
): Promise<DiskShare & { readonly path: string }> {
  const { share } = await openTemporaryShare(options, surroundings);
  return share;
}

/** A share of a temporary directory, and the way to change its rules. */
export interface OpenedTemporaryShare {
  readonly share: DiskShare & { readonly path: string };
  /** @throws ConfigurationError with a line for each rule that cannot be meant as it stands */
  readonly redefine: (rules: ShareRules) => void;
}

/** The same for a server, which may change the rules later. */
export async function openTemporaryShare(
  options: TemporaryShareOptions,
  surroundings: DirectorySurroundings,
): Promise<OpenedTemporaryShare> {
  // Before the directory is made: after an error it would stay.
  insist(optionsSchema, options);
  insist(surroundingsSchema, surroundings, ['surroundings']);
  const disk = surroundings.disk ?? nodeDisk;
  const path = await mkdtemp(join(tmpdir(), 'smb2-auth-server-'));
  const prefix = surroundings.runtime.randomBytes(8).toString('hex');
  const share = await createDirectoryShare(withPath(options, path), surroundings);
  const temporary = {
    type: share.type,
    get name() {
      return share.name;
    },
    get comment() {
      return share.comment;
    },
    get encrypt() {
      return share.encrypt;
    },
    path,
    accessOf: (identity: Identity) => share.accessOf(identity),
    open: (request: OpenRequest) => share.open(request),
    volume: () => share.volume(),
    close: async () => {
      await share.close();
      await removeTree(disk, path, prefix);
    },
  };
  return { share: temporary, redefine: (rules) => redefine(share, rules) };
}

/** Key by key, because a spread leaves out the getters of a class. */
function withPath({ name, access, comment, encrypt }: TemporaryShareOptions, path: string) {
  return {
    name,
    access,
    path,
    ...(comment !== undefined && { comment }),
    ...(encrypt !== undefined && { encrypt }),
  };
}

/** Times that directories are emptied again which are filled meanwhile. */
const MOST_REFILLS = 1000;

/**
 * Removes a directory with all its contents. By renaming, clients can nest directories deeper than the longest path, so
 * this does not descend: it moves entries of the second level up to the first until none are left. A request whose
 * connection has ended may still be creating, renaming or deleting an entry: it is looked for again, or not missed.
 * @param prefix begins the names of the moved entries; no other name begins with it
 */
async function removeTree(disk: Disk, root: string, prefix: string): Promise<void> {
  let lifted = 0;
  let refilled = 0;
  while (refilled < MOST_REFILLS) {
    const entries = await readdirIfThere(disk, root);
    for (const entry of entries) {
      const path = join(root, entry.name);
      if (!entry.isDirectory()) {
        await disk.unlink(path).catch(ignoreMissing);
        continue;
      }
      for (const child of await readdirIfThere(disk, path)) {
        const childPath = join(path, child.name);
        const moved = join(root, `${prefix}${lifted++}`);
        const removed = child.isDirectory() ? disk.rename(childPath, moved) : disk.unlink(childPath);
        await removed.catch(ignoreMissing);
      }
      if (!(await removeIfEmpty(disk, path))) refilled++;
    }
    if (entries.length > 0) continue;
    if (await removeIfEmpty(disk, root)) return;
    refilled++;
  }
  throw new Error(`${root} is filled as fast as it is emptied`);
}

/** @returns false for a directory that has entries again */
async function removeIfEmpty(disk: Disk, path: string): Promise<boolean> {
  try {
    await disk.rmdir(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOTEMPTY') return false;
    ignoreMissing(error);
  }
  return true;
}

function readdirIfThere(disk: Disk, path: string) {
  return disk.readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    ignoreMissing(error);
    return [];
  });
}

function ignoreMissing(error: unknown): void {
  if (systemCodeOf(error) !== 'ENOENT') throw error;
}
