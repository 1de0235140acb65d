import type { NdrWriter } from '../../ndr/index.js';
import { Win32Error } from '../win32-error.js';
import { writeStructure, type Levels } from './members.js';

/** The result of a Get…Info method. */
export type Found<T> = { readonly value: T } | { readonly error: Win32Error };

/**
 * Writes the answer of a Get…Info method: a union by level, whose arms are pointers, and the return value.
 * @param declined levels that the interface declares but this server does not answer
 */
export function writeInfo<T>(
  w: NdrWriter,
  level: number,
  levels: Levels<T>,
  declined: readonly number[],
  found: Found<T>,
): void {
  const structure = levels.get(level);
  const value = 'value' in found ? found.value : undefined;
  w.construct(() => {
    w.u32(level);
    // The arm of an undeclared level is empty.
    if (!structure && !declined.includes(level)) return;
    w.pointer(structure && value !== undefined ? () => writeStructure(w, structure, value) : undefined);
  });
  if (!structure) w.u32(Win32Error.ERROR_INVALID_LEVEL);
  else w.u32('error' in found ? found.error : Win32Error.NERR_Success);
}
