import type { Oplock } from '../../../shares/oplocks.js';
import { OplockLevel } from '../../../smb2-codec/index.js';

const levels: Record<Oplock, number> = {
  none: OplockLevel.SMB2_OPLOCK_LEVEL_NONE,
  ii: OplockLevel.SMB2_OPLOCK_LEVEL_II,
  exclusive: OplockLevel.SMB2_OPLOCK_LEVEL_EXCLUSIVE,
  batch: OplockLevel.SMB2_OPLOCK_LEVEL_BATCH,
};

/** Whether a value is a level. */
export function isOplock(value: unknown): value is Oplock {
  return typeof value === 'string' && Object.hasOwn(levels, value);
}

/** The level on the wire ([MS-SMB2] 2.2.14). */
export function oplockLevelOf(oplock: Oplock): number {
  return levels[oplock];
}

/** The level a client names; undefined for a lease and for any value that is not one. */
export function oplockOf(level: number): Oplock | undefined {
  return (Object.keys(levels) as Oplock[]).find((oplock) => levels[oplock] === level);
}
