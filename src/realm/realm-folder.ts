import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CheckedRuntime } from '../runtime/runtime.js';

/** The folder in which a realm leaves its files. Each can be read by its owner alone. */
export interface RealmFolder {
  /** Its path from the root. */
  readonly path: string;
  /** Writes a file; one of that name is replaced, and never seen half. */
  write(name: string, content: string | Buffer): Promise<void>;
  /** Removes a temporary folder. A folder that was given keeps its files. */
  remove(): Promise<void>;
}

const OWNER_ONLY = 0o600;

/**
 * Opens the folder of a realm.
 *
 * @param given undefined: a temporary folder is made
 * @throws the error of `node:fs`, with its `code`
 */
export async function openRealmFolder(
  given: string | undefined,
  runtime: CheckedRuntime,
): Promise<RealmFolder> {
  const path = given === undefined ? await mkdtemp(join(tmpdir(), 'smb2-auth-realm-')) : resolve(given);
  if (given !== undefined) await mkdir(path, { recursive: true, mode: 0o700 });
  return {
    path,
    write: async (name, content) => {
      const temporary = join(path, `.${name}.${runtime.randomBytes(8).toString('hex')}`);
      try {
        await writeFile(temporary, content, { mode: OWNER_ONLY, flag: 'wx' });
        // The mask of the process could have taken more than the mode leaves.
        await chmod(temporary, OWNER_ONLY);
        await rename(temporary, join(path, name));
      } catch (error) {
        // It may hold keys.
        await rm(temporary, { force: true });
        throw error;
      }
    },
    remove: async () => {
      if (given === undefined) await rm(path, { recursive: true, force: true });
    },
  };
}
