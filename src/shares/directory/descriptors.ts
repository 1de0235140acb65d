import { constants, readFileSync } from 'node:fs';
import type { Disk } from './disk.js';

/** Files, sockets and pipes that this process may have open at once; undefined when the system does not report it. */
export function descriptorLimit(): number | undefined {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
}

/** The half of a process's descriptors that its files may take; the other half is for connections. */
export function descriptorsForFiles(limit: number): number {
  return Math.floor(limit / 2);
}

/**
 * A disk that refuses to open more than files may take, with the system's own EMFILE. Without a free descriptor the
 * system closes new connections before the server sees them: every login would fail without a record.
 */
export function leavingDescriptors(disk: Disk, limit = descriptorLimit): Disk {
  let allowed: number | undefined;
  const open: Disk['open'] = async (path, flags, mode) => {
    const handle = await disk.open(path, flags, mode);
    allowed ??= descriptorsForFiles(limit() ?? Infinity);
    // A new descriptor is the lowest that is free (open(2)), so all below it are taken.
    if (handle.fd < allowed) return handle;
    await handle.close();
    const created = typeof flags === 'number' && (flags & constants.O_EXCL) !== 0;
    if (created) await disk.unlink(path);
    throw Object.assign(new Error('EMFILE: too many open files, open'), { code: 'EMFILE', syscall: 'open' });
  };
  return { ...disk, open };
}
