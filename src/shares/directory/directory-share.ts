import type { Identity } from '../../auth/mechanism.js';
import { z } from 'zod';
import { fileTimeFromUnixMs } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import { FileSystemAttributes } from '../../constants/smb2-flags.js';
import { ShareError } from '../share-error.js';
import { functionSchema, insist, withFunctions } from '../../values/problems.js';
import { checkedRuntime, type Runtime } from '../../runtime/runtime.js';
import { compileRules, type AccessRules } from '../access-list.js';
import type { AccessLevel } from '../access-level.js';
import type { VolumeInfo } from '../file-info.js';
import { planOpen } from '../open-plan.js';
import { shareProperties } from '../share-schema.js';
import type { DiskShare, Opened, OpenRequest } from '../share.js';
import { Waiter } from '../waiting.js';
import { checkDirectory } from './check-directory.js';
import { nodeDisk, type Disk } from './disk.js';
import { onDisk } from './disk-error.js';
import { tryOpen, type Blocked, type CountedPlan } from './opening.js';
import { choosePinning, type PinRoot } from './pinned.js';
import { Volume } from './volume.js';

/** The configuration of a share of a directory. */
export interface DirectoryShareOptions {
  /** Name that clients connect to, compared without case. */
  readonly name: string;
  /** An existing directory. */
  readonly path: string;
  /** The users and groups that may read or write here. */
  readonly access: AccessRules;
  /** Shown by clients that list shares; default: empty. */
  readonly comment?: string;
  /** Every request to this share must arrive encrypted; default: no. */
  readonly encrypt?: boolean;
}

/** The surroundings of a directory share. */
export interface DirectorySurroundings {
  /** Clock and randomness. */
  readonly runtime: Runtime;
  /** Absent: the real file system. */
  readonly disk?: Disk;
  /** Gets warnings for an administrator, in sentences; absent: warnings are dropped. */
  readonly warn?: (message: string) => void;
  /** Absent: the safest way that the system offers. */
  readonly pinning?: (disk: Disk, root: string) => PinRoot | Promise<PinRoot>;
}

const VOLUME_ATTRIBUTES =
  FileSystemAttributes.FILE_CASE_PRESERVED_NAMES | FileSystemAttributes.FILE_UNICODE_ON_DISK;
const BYTES_PER_SECTOR = 512;

/** Approximate bytes of an open, without its path. */
const BYTES_OF_OPEN = 4096;
const BYTES_OF_COMPONENT = 64;

const optionsSchema = z.strictObject({
  ...shareProperties,
  path: z.string().min(1),
} satisfies Record<keyof DirectoryShareOptions, z.ZodType>);

/** The surroundings that a program may give. */
export const surroundingsSchema = z.strictObject({
  runtime: withFunctions('now', 'monotonic', 'randomBytes'),
  disk: withFunctions().optional(),
  warn: functionSchema.optional(),
  pinning: functionSchema.optional(),
} satisfies Record<keyof DirectorySurroundings, z.ZodType>);

/**
 * Shares a directory.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 * @throws Error that says what to do when the directory does not exist or cannot be read
 */
export async function createDirectoryShare(
  options: DirectoryShareOptions,
  surroundings: DirectorySurroundings,
): Promise<DiskShare> {
  insist(optionsSchema, options);
  insist(surroundingsSchema, surroundings, ['surroundings']);
  const disk = surroundings.disk ?? nodeDisk;
  await checkDirectory(options, disk, surroundings.warn ?? (() => {}));
  const pinRoot = await (surroundings.pinning ?? choosePinning)(disk, options.path);
  return new DirectoryShare(options, new Volume(disk, checkedRuntime(surroundings.runtime), pinRoot));
}

/** The parts of a share that can change while files in it are open; its name can in case alone. */
export type ShareRules = Omit<DirectoryShareOptions, 'path'>;

let changeRules: (share: DiskShare, rules: ShareRules) => void;

/**
 * Replaces the rules of a directory share; locks, share modes and oplocks of its open files stay.
 *
 * @throws ConfigurationError with a line for each rule that cannot be meant as it stands
 */
export function redefine(share: DiskShare, rules: ShareRules): void {
  changeRules(share, rules);
}

class DirectoryShare implements DiskShare {
  readonly type = 'disk';
  #name: string;
  #comment: string;
  #encrypt: boolean;
  #accessOf: (identity: Identity) => AccessLevel;
  readonly #volume: Volume;

  constructor({ name, ...rules }: DirectoryShareOptions, volume: Volume) {
    this.#name = name;
    this.#comment = rules.comment ?? '';
    this.#encrypt = rules.encrypt ?? false;
    this.#accessOf = compileRules(rules.access);
    this.#volume = volume;
  }

  static {
    changeRules = (share, { name, access, comment = '', encrypt = false }) => {
      if (!(#volume in share)) throw new TypeError('expected a directory share');
      share.#accessOf = compileRules(access);
      share.#name = name;
      share.#comment = comment;
      share.#encrypt = encrypt;
    };
  }

  get name(): string {
    return this.#name;
  }

  get comment(): string {
    return this.#comment;
  }

  get encrypt(): boolean {
    return this.#encrypt;
  }

  accessOf(identity: Identity): AccessLevel {
    return this.#accessOf(identity);
  }

  async open(request: OpenRequest): Promise<Opened> {
    const plan = planOpen(request, this.accessOf(request.identity));
    const bytes = BYTES_OF_OPEN + 2 * request.path.length + BYTES_OF_COMPONENT * plan.components.length;
    if (request.held?.hold(bytes) !== undefined) {
      throw new ShareError(NtStatus.STATUS_INSUFFICIENT_RESOURCES);
    }
    let counted = bytes;
    const onClosed = () => {
      request.held?.release(counted);
      counted = 0;
    };
    try {
      return await this.#openInTurn({ ...plan, onClosed });
    } catch (error) {
      onClosed();
      throw error;
    }
  }

  volume(): Promise<VolumeInfo> {
    return onDisk(() =>
      this.#volume.withRoot(async (root) => {
        const path = root.path();
        const stats = await this.#volume.disk.stat(path, { bigint: true });
        const { bsize, blocks, bavail } = await this.#volume.disk.statfs(path, { bigint: true });
        return {
          label: this.name,
          serialNumber: Number(BigInt.asUintN(32, stats.dev ^ stats.ino)),
          creationTime: fileTimeFromUnixMs(Number(stats.birthtimeMs)),
          fileSystemName: 'NTFS',
          maximumComponentNameLength: 255,
          attributes: VOLUME_ATTRIBUTES,
          bytesPerSector: BYTES_PER_SECTOR,
          sectorsPerAllocationUnit: Math.max(1, Math.trunc(Number(bsize) / BYTES_PER_SECTOR)),
          totalAllocationUnits: blocks,
          availableAllocationUnits: bavail,
        };
      }),
    );
  }

  async #openInTurn(plan: CountedPlan): Promise<Opened> {
    const { naming } = this.#volume;
    for (;;) {
      const outcome = await onDisk(() => naming.run(plan.asker, () => this.#tryOpen(plan)));
      if ('file' in outcome) return outcome;
      // Not in the volume's turn: the holder needs a turn to close its open.
      await waitFor(outcome.until, plan.request.signal);
    }
  }

  #tryOpen(plan: CountedPlan): Promise<Opened | Blocked> {
    // The request may have been canceled while it waited for its turn.
    if (plan.request.signal?.aborted) throw new ShareError(NtStatus.STATUS_CANCELLED);
    return tryOpen(this.#volume, plan);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#volume.files.opens()].map((open) => open.close()));
  }
}

async function waitFor(until: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const waiter = new Waiter<void>(signal);
  void until.then(() => waiter.finish());
  await waiter.result;
}
