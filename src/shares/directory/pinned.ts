import { constants, type BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NtStatus } from '../../constants/nt-status.js';
import { ShareError } from '../share-error.js';
import type { Disk } from './disk.js';

/**
 * A file or directory inside the share, held so that its identity cannot change.
 *
 * The guarantee: a path is walked one component at a time and each component is opened in the directory before it
 * without following a symbolic link, so no link is ever followed: neither an existing one, nor one that is put in the
 * path meanwhile. On Linux the directory before it is an open descriptor reached through `/proc/self/fd`, which is what
 * `openat` would do: if a directory is moved or replaced meanwhile, the work continues in the moved one, never in the
 * replacement. Elsewhere Node has no such means. There the parent's real path is checked at each step, and the opened
 * file is compared with the one examined. This leaves a race for a local user of the disk, but not for a client, which
 * cannot make links.
 */
export interface Pinned {
  /** As of the time of pinning. */
  readonly stats: BigIntStats;
  /** Open for reading or writing once {@link openData} or {@link create} has done so. */
  readonly data: FileHandle | undefined;
  /** A path for system calls: of this file, or of an entry of this directory. */
  path(name?: string): string;
  /** Pins an entry. STATUS_ACCESS_DENIED unless it is a file or a directory. */
  pin(name: string): Promise<Pinned>;
  /** Creates a new file and pins it, open for reading and writing. */
  create(name: string, mode: number): Promise<Pinned>;
  /** Opens the file itself with these flags of open(2); the pin is then this descriptor. */
  openData(flags: number): Promise<FileHandle>;
  /** As of now, even after an unlink. */
  currentStats(): Promise<BigIntStats>;
  /** Called after a rename, for the ways of pinning that use names. */
  moved(parent: Pinned, name: string): void;
  /** Lets go of the descriptor, if there is one. */
  release(): Promise<void>;
}

/** O_PATH of open(2), which pins without opening; Node has no constant for it. */
const O_PATH = 0o10000000;
const { O_CREAT, O_EXCL, O_RDWR } = constants;
// Absent on Windows, where only the comparison after opening protects.
const O_NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const O_NONBLOCK = constants.O_NONBLOCK ?? 0;

/** Pins the root of a share. Links in the path to the root are the operator's choice and are followed. */
export type PinRoot = () => Promise<Pinned>;

/** The best way of pinning that the operating system offers for this directory. */
export async function choosePinning(disk: Disk, root: string): Promise<PinRoot> {
  const pinByDescriptor = async () => DescriptorPin.hold(disk, await disk.open(root, O_PATH));
  try {
    const pin = await pinByDescriptor();
    try {
      if (isSameFile(await disk.stat(pin.path(), { bigint: true }), pin.stats)) return pinByDescriptor;
    } finally {
      await pin.release();
    }
  } catch {
    // There is no O_PATH or no /proc.
  }
  return pathPinning(disk, root);
}

/** The way for systems without `/proc/self/fd`. */
export function pathPinning(disk: Disk, root: string): PinRoot {
  return async () => {
    const path = await disk.realpath(root);
    return new PathPin(disk, path, await disk.lstat(path, { bigint: true }), undefined);
  };
}

/** A key of a file, valid while a descriptor of it is open. */
export function fileKey(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}`;
}

export function isSameFile(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

class DescriptorPin implements Pinned {
  readonly stats: BigIntStats;
  readonly #disk: Disk;
  #handle: FileHandle;
  #data: boolean;

  private constructor(disk: Disk, handle: FileHandle, stats: BigIntStats, data: boolean) {
    this.#disk = disk;
    this.#handle = handle;
    this.stats = stats;
    this.#data = data;
  }

  static async hold(disk: Disk, handle: FileHandle, data = false): Promise<DescriptorPin> {
    try {
      const stats = await handle.stat({ bigint: true });
      refuseOtherKinds(stats);
      return new DescriptorPin(disk, handle, stats, data);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get data(): FileHandle | undefined {
    return this.#data ? this.#handle : undefined;
  }

  path(name?: string): string {
    const self = `/proc/self/fd/${this.#handle.fd}`;
    return name === undefined ? self : `${self}/${name}`;
  }

  async pin(name: string): Promise<Pinned> {
    return DescriptorPin.hold(this.#disk, await this.#disk.open(this.path(name), O_PATH | O_NOFOLLOW));
  }

  async create(name: string, mode: number): Promise<Pinned> {
    const flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW;
    return DescriptorPin.hold(this.#disk, await this.#disk.open(this.path(name), flags, mode), true);
  }

  async openData(flags: number): Promise<FileHandle> {
    const data = await this.#disk.open(this.path(), flags);
    const pin = this.#handle;
    this.#handle = data;
    this.#data = true;
    await pin.close();
    return data;
  }

  currentStats(): Promise<BigIntStats> {
    return this.#handle.stat({ bigint: true });
  }

  moved(): void {}

  release(): Promise<void> {
    return this.#handle.close();
  }
}

class PathPin implements Pinned {
  readonly stats: BigIntStats;
  readonly #disk: Disk;
  #path: string;
  #data: FileHandle | undefined;

  constructor(disk: Disk, path: string, stats: BigIntStats, data: FileHandle | undefined) {
    this.#disk = disk;
    this.#path = path;
    this.stats = stats;
    this.#data = data;
  }

  get data(): FileHandle | undefined {
    return this.#data;
  }

  path(name?: string): string {
    return name === undefined ? this.#path : join(this.#path, name);
  }

  async pin(name: string): Promise<Pinned> {
    const stats = await this.#disk.lstat(this.path(name), { bigint: true });
    refuseOtherKinds(stats);
    return new PathPin(this.#disk, await this.#realPath(name), stats, undefined);
  }

  async create(name: string, mode: number): Promise<Pinned> {
    await this.#realPath();
    const data = await this.#disk.open(this.path(name), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    try {
      return new PathPin(this.#disk, await this.#realPath(name), await data.stat({ bigint: true }), data);
    } catch (error) {
      await data.close();
      throw error;
    }
  }

  async openData(flags: number): Promise<FileHandle> {
    const data = await this.#disk.open(this.#path, flags | O_NOFOLLOW | O_NONBLOCK);
    if (!isSameFile(await data.stat({ bigint: true }), this.stats)) {
      await data.close();
      throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
    }
    this.#data = data;
    return data;
  }

  async currentStats(): Promise<BigIntStats> {
    if (this.#data) return this.#data.stat({ bigint: true });
    const stats = await this.#disk.lstat(this.#path, { bigint: true });
    if (!isSameFile(stats, this.stats)) throw new ShareError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
    return stats;
  }

  moved(parent: Pinned, name: string): void {
    this.#path = parent.path(name);
  }

  async release(): Promise<void> {
    await this.#data?.close();
  }

  /** The path in the case that the disk keeps. Throws when it is no longer an entry of this directory. */
  async #realPath(name?: string): Promise<string> {
    const real = await this.#disk.realpath(this.path(name));
    if ((name === undefined ? real : dirname(real)) !== this.#path) {
      throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
    }
    return real;
  }
}

/** Refuses links, and also pipes, sockets and devices: opening one of those may block or have side effects. */
function refuseOtherKinds(stats: BigIntStats): void {
  if (!stats.isFile() && !stats.isDirectory()) throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
}
