import { constants } from 'node:fs';
import { ConfigurationError } from '../../values/configuration-error.js';
import type { AccessRules } from '../access-list.js';
import type { Disk } from './disk.js';
import { systemCodeOf } from './disk-error.js';

const { R_OK, W_OK, X_OK } = constants;

/** A directory to be shared. */
interface SharedDirectory {
  readonly name: string;
  readonly path: string;
  readonly access: AccessRules;
}

/**
 * Checks, before a client connects, whether a directory can be served. A directory that cannot be read is an error. One
 * that cannot be written is a warning when the rules let a user write, since it may be intended. Root can read and
 * write in spite of any mode; then only a read-only file system gives a warning.
 *
 * @throws ConfigurationError that says what to do
 */
export async function checkDirectory(
  { name, path, access }: SharedDirectory,
  disk: Disk,
  warn: (message: string) => void,
): Promise<void> {
  const stats = await disk.stat(path).catch(() => undefined);
  if (!stats?.isDirectory()) {
    throw new ConfigurationError([
      {
        path: `share "${name}"`,
        message: `${path} is not a directory we can reach; create it or correct the share's path`,
      },
    ]);
  }
  const unreadable = await reasonAgainst(async () => {
    await disk.access(path, R_OK | X_OK);
    const entries = await disk.opendir(path);
    await entries.close();
  });
  if (unreadable !== undefined) {
    throw new ConfigurationError([
      {
        path: `share "${name}"`,
        message:
          `${path} cannot be read by this process (${unreadable}), so clients would see nothing of it; ` +
          `give the user it runs as the right to read and enter it, or share another directory`,
      },
    ]);
  }
  if (!Object.values(access).includes('write')) return;
  const unwritable = await reasonAgainst(() => disk.access(path, W_OK));
  if (unwritable === undefined) return;
  warn(
    `share "${name}": ${path} cannot be written by this process (${unwritable}), though access lets clients write: ` +
      `they will be refused; give the user it runs as the right to write there, or set the share's access to "read"`,
  );
}

/** The error code of a task that fails. */
async function reasonAgainst(task: () => Promise<void>): Promise<string | undefined> {
  try {
    await task();
    return undefined;
  } catch (error) {
    return systemCodeOf(error) ?? String(error);
  }
}
