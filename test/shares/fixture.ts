import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Identity, userIdentity } from '../../src/auth/identity.js';
import { ntStatusName, type NtStatusName } from '../../src/constants/nt-status.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { pathPinning } from '../../src/shares/directory/pinned.js';
import {
  AccessMask,
  createDirectoryShare,
  ShareError,
  type AccessRules,
  type Disposition,
  type DirectoryEntry,
  type DirectorySurroundings,
  type DiskShare,
  type OpenFile,
  type Opened,
  type OpenRequest,
} from '../../src/shares/index.js';

export const alice: Identity = userIdentity({
  account: 'alice',
  domain: 'TEST',
  sid: 'S-1-5-21-1-2-3-1001',
});

export const ALL_SHARING = 7;
export const { FILE_READ_DATA, FILE_WRITE_DATA, DELETE, FILE_READ_ATTRIBUTES, FILE_WRITE_ATTRIBUTES } =
  AccessMask;
export const READ_WRITE = AccessMask.GENERIC_READ | AccessMask.GENERIC_WRITE | AccessMask.DELETE;

/** Both ways of keeping clients inside; the second is the one for systems without /proc. */
export const pinnings: readonly (readonly [string, Partial<DirectorySurroundings>])[] = [
  ['by descriptor', {}],
  ['by path', { pinning: pathPinning }],
];

/** A share of a new directory, and short ways to use it. */
export interface Fixture {
  readonly share: DiskShare;
  readonly root: string;
  open(path: string, request?: Partial<OpenRequest>): Promise<OpenFile>;
  create(path: string, request?: Partial<OpenRequest>): Promise<OpenFile>;
  opened(path: string, request?: Partial<OpenRequest>): Promise<Opened>;
  /** Creates and closes a file. */
  put(path: string, content?: string): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  dispose(): Promise<void>;
}

export async function createFixture(
  surroundings: Partial<DirectorySurroundings> = {},
  access: AccessRules = { '*': 'write' },
): Promise<Fixture> {
  const root = await mkdtemp(join(tmpdir(), 'smb2-shares-test-'));
  const share = await createDirectoryShare(
    { name: 'data', path: root, access },
    { runtime: systemRuntime, ...surroundings },
  );
  const opened = (path: string, request: Partial<OpenRequest> = {}) =>
    share.open({
      identity: alice,
      path,
      desiredAccess: READ_WRITE,
      shareAccess: ALL_SHARING,
      disposition: 'open',
      options: 0,
      attributes: 0,
      oplock: 'none',
      ...request,
    });
  const open = async (path: string, request?: Partial<OpenRequest>) => (await opened(path, request)).file;
  const create = (path: string, request?: Partial<OpenRequest>) =>
    open(path, { disposition: 'create', ...request });
  return {
    share,
    root,
    opened,
    open,
    create,
    async put(path, content = '') {
      const file = await create(path);
      await file.write(0n, Buffer.from(content));
      await file.close();
    },
    async makeDirectory(path) {
      await (await create(path, { options: 1 })).close();
    },
    async dispose() {
      await share.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Asserts that a promise rejects with a {@link ShareError} of this status. */
export async function rejectsWith(promise: Promise<unknown>, status: NtStatusName): Promise<void> {
  const error: unknown = await promise.then(
    () => assert.fail(`resolved instead of ${status}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ShareError)) throw error;
  assert.equal(ntStatusName(error.status), status);
}

export function throwsWith(task: () => unknown, status: NtStatusName): void {
  assert.throws(task, (error) => error instanceof ShareError && ntStatusName(error.status) === status);
}

/** Every name a query gives, `batch` at a time. */
export async function list(directory: OpenFile, pattern = '*', batch = 1000): Promise<string[]> {
  return (await listEntries(directory, pattern, batch)).map((entry) => entry.name);
}

export async function listEntries(
  directory: OpenFile,
  pattern = '*',
  batch = 1000,
): Promise<DirectoryEntry[]> {
  const entries: DirectoryEntry[] = [];
  for (let restart = true; ; restart = false) {
    let room = batch;
    const query = directory.queryDirectory({ pattern, restart }, (entry) => {
      if (room === 0) return false;
      room--;
      entries.push(entry);
      return true;
    });
    try {
      await query;
    } catch (error) {
      if (error instanceof ShareError && /NO_(MORE|SUCH)_FILE/.test(error.message)) return entries;
      throw error;
    }
  }
}

export const allDispositions: readonly Disposition[] = [
  'supersede',
  'open',
  'create',
  'open-if',
  'overwrite',
  'overwrite-if',
];
