import { NtStatus } from '../constants/nt-status.js';
import { Backlog } from '../runtime/backlog.js';
import { ShareError } from './share-error.js';
import { Waiter } from './waiting.js';

/** An opportunistic lock on one open ([MS-SMB2] 2.2.13 RequestedOplockLevel). */
export type Oplock = 'none' | 'ii' | 'exclusive' | 'batch';

/** An open that is notified when its oplock is broken. */
export interface OplockHolder {
  /** See {@link OpenRequest.onOplockBreak}. */
  onOplockBreak(level: 'none' | 'ii', acknowledge: boolean): void;
}

interface ExclusiveOplock {
  readonly holder: OplockHolder;
  readonly level: 'exclusive' | 'batch';
  breaking: Breaking | undefined;
}

interface Breaking {
  /** The level in the break notification: the holder may keep it. */
  readonly told: 'none' | 'ii';
  /** The level that the holder may keep now, after further opens. */
  to: 'none' | 'ii';
  readonly acknowledged: Promise<void>;
  readonly acknowledge: () => void;
}

/**
 * The oplocks of one file ([MS-FSA] 2.1.4.12, 2.1.5.18, 2.1.5.19, without leases): one exclusive or batch oplock, or
 * any number of level II.
 */
export class Oplocks {
  #exclusive: ExclusiveOplock | undefined;
  readonly #shared = new Set<OplockHolder>();
  /** Holders of a level II oplock that ended; a file may have thousands. They are notified in turns. */
  readonly #untold = new Backlog<OplockHolder>((holder) => holder.onOplockBreak('none', false));

  levelOf(holder: OplockHolder): Oplock {
    if (this.#exclusive?.holder === holder) return this.#exclusive.breaking?.to ?? this.#exclusive.level;
    return this.#shared.has(holder) ? 'ii' : 'none';
  }

  /**
   * The level that stands in the way of another open, before its share mode is judged: only a holder of a batch oplock
   * may keep a file open that no program uses any more.
   */
  get exclusiveLevel(): 'exclusive' | 'batch' | undefined {
    return this.#exclusive?.level;
  }

  /**
   * Breaks the oplock for another open or operation.
   * @param to `none` when the file's contents are replaced, otherwise `ii`
   * @returns a promise to await before trying again; undefined when there is no oplock to wait for
   */
  breakForOpen(to: 'none' | 'ii'): Promise<void> | undefined {
    if (to === 'none') this.breakShared();
    const exclusive = this.#exclusive;
    if (!exclusive) return undefined;
    if (exclusive.breaking) {
      if (to === 'none') exclusive.breaking.to = 'none';
    } else {
      exclusive.breaking = startBreaking(to);
      exclusive.holder.onOplockBreak(to, true);
    }
    return exclusive.breaking.acknowledged;
  }

  /** Ends all level II oplocks, including the writer's own. Their holders do not acknowledge it. */
  breakShared(): void {
    for (const holder of this.#shared) {
      this.#shared.delete(holder);
      this.#untold.add(holder);
    }
  }

  /**
   * Grants an oplock after a successful open ([MS-FSA] 2.1.5.18.1 and 2.1.5.18.2).
   * @param alone no other open of the file exists
   * @param locked byte ranges of the file are locked
   */
  grant(holder: OplockHolder, requested: Oplock, alone: boolean, locked: boolean): Oplock {
    if (requested === 'none' || this.#exclusive) return 'none';
    if (requested !== 'ii' && alone) {
      this.#exclusive = { holder, level: requested, breaking: undefined };
      return requested;
    }
    // [MS-SMB2] 3.3.5.9: an exclusive oplock that cannot be granted becomes level II.
    if (locked) return 'none';
    this.#shared.add(holder);
    return 'ii';
  }

  /** See {@link OpenFile.acknowledgeOplockBreak}. */
  acknowledge(holder: OplockHolder, level: Oplock): void {
    const breaking = this.#exclusive?.holder === holder ? this.#exclusive.breaking : undefined;
    if (!breaking) throw new ShareError(NtStatus.STATUS_INVALID_OPLOCK_PROTOCOL);
    this.release(holder);
    // [MS-SMB2] 3.3.5.22.1
    const keepsAllowed = level === 'none' || (level === 'ii' && breaking.told === 'ii');
    if (!keepsAllowed) throw new ShareError(NtStatus.STATUS_INVALID_OPLOCK_PROTOCOL);
    if (level === 'none') return;
    if (breaking.to === 'ii') this.#shared.add(holder);
    // [MS-SMB2] <441>: another open during the break has ended the remaining level II, too.
    else holder.onOplockBreak('none', false);
  }

  release(holder: OplockHolder): void {
    this.#shared.delete(holder);
    this.#untold.drop(holder);
    if (this.#exclusive?.holder !== holder) return;
    const { breaking } = this.#exclusive;
    this.#exclusive = undefined;
    breaking?.acknowledge();
  }
}

function startBreaking(to: 'none' | 'ii'): Breaking {
  const waiter = new Waiter<void>(undefined);
  return { told: to, to, acknowledged: waiter.result, acknowledge: () => waiter.finish() };
}
