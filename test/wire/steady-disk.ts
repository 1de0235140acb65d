import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import * as promises from 'node:fs/promises';
import { basename } from 'node:path';
import type { Disk } from '../../src/shares/index.js';

/** Times the file system sets of its own accord; those that a client sets are from before 2024. */
const STEADY_NS = BigInt(Date.UTC(2024, 0, 3, 12)) * 1_000_000n;

/** The free and the whole volume, in blocks of 4096 bytes. */
const volume = { bsize: 4096n, blocks: 1n << 20n, bfree: 1n << 19n, bavail: 1n << 19n } as const;

/**
 * The real file system with everything steadied that differs from machine to machine and from run to run, so that
 * nothing of an answer has to be masked:
 * - inode numbers: made from the name a file was first seen by; a name may stand in one directory only
 * - device number: 1
 * - times that are not a client's: one moment
 * - blocks in use, blocks of the volume: counted in 4096 bytes
 * - the order of a directory: by name
 * - whether we may write: by the owner's bit, for root too
 */
export function createSteadyDisk(root: string): Disk {
  const numbers = new Map<bigint, bigint>();

  const steady = (stats: BigIntStats, path: string): BigIntStats => {
    const number = numbers.get(stats.ino) ?? numberOf(path === root ? '' : basename(path));
    numbers.set(stats.ino, number);
    const times = {
      atimeNs: steadyTime(stats.atimeNs),
      mtimeNs: steadyTime(stats.mtimeNs),
      ctimeNs: STEADY_NS,
      birthtimeNs: STEADY_NS,
      birthtimeMs: STEADY_NS / 1_000_000n,
    };
    const blocks = ((stats.size + 4095n) / 4096n) * 8n;
    return Object.assign(stats, times, { ino: number, dev: 1n, blocks });
  };

  const look = async (path: string): Promise<BigIntStats> => promises.lstat(path, { bigint: true });

  /** Its inode may be the next file's. */
  const forget = async (path: string): Promise<void> => {
    const { ino, nlink } = await look(path);
    if (nlink === 1n || (await isDirectory(path))) numbers.delete(ino);
  };

  const open = async (...[path, ...rest]: Parameters<typeof promises.open>) => {
    const handle = await promises.open(path, ...rest);
    const stat = handle.stat.bind(handle);
    const steadied = async () => steady(await stat({ bigint: true }), String(path));
    return Object.assign(handle, { stat: steadied });
  };

  const calls: { [Name in keyof Disk]: (...args: never[]) => unknown } = {
    chmod: promises.chmod,
    mkdir: promises.mkdir,
    readdir: promises.readdir,
    realpath: promises.realpath,
    utimes: promises.utimes,
    open,
    access: async (path: string) => {
      const { mode } = await promises.stat(path, { bigint: true });
      if ((mode & 0o200n) === 0n) throw Object.assign(new Error('not writable'), { code: 'EACCES' });
    },
    lstat: async (path: string) => steady(await look(path), path),
    stat: async (path: string) => steady(await promises.stat(path, { bigint: true }), path),
    statfs: async () => volume,
    opendir: async (path: string) => {
      const entries = await promises.readdir(path, { withFileTypes: true });
      entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      return { read: async () => entries.shift() ?? null, close: async () => {} };
    },
    rename: async (from: string, to: string) => {
      await forget(to).catch(() => {});
      await promises.rename(from, to);
    },
    rmdir: async (path: string) => {
      await forget(path);
      await promises.rmdir(path);
    },
    unlink: async (path: string) => {
      await forget(path);
      await promises.unlink(path);
    },
  };
  return calls as unknown as Disk;
}

function steadyTime(nanoseconds: bigint): bigint {
  return nanoseconds < STEADY_NS ? nanoseconds : STEADY_NS;
}

function numberOf(name: string): bigint {
  return createHash('sha256').update(name).digest().readBigUInt64LE() >> 8n;
}

async function isDirectory(path: string): Promise<boolean> {
  return (await promises.lstat(path)).isDirectory();
}
