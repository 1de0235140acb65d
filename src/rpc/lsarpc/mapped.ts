import { NtStatus } from '../../constants/nt-status.js';
import type { NdrReader, NdrType, NdrWriter } from '../../ndr/index.js';

/**
 * Reads the parameters of a look-up that are for its answer, which "MUST be ignored on input", and the level between
 * them ([MS-LSAT] 3.1.4.5, 3.1.4.9).
 *
 * @param entries the type of TranslatedSids or TranslatedNames
 * @returns LookupLevel
 */
export function readMapped(r: NdrReader, entries: NdrType<unknown>): number {
  r.construct(() => entries.read(r, 'Translated', () => {}));
  const level = r.u16('LookupLevel');
  r.u32('MappedCount');
  return level;
}

/** Writes the answer to a look-up that was not made. */
export function writeFailure(w: NdrWriter, status: NtStatus): void {
  // ReferencedDomains, and no entries.
  w.pointer();
  w.construct(() => w.u32(0).pointer());
  w.u32(0).u32(status);
}

/** The status of a look-up by the number of its entries that were found ([MS-LSAT] 3.1.4.5, 3.1.4.9). */
export function outcomeOf(mapped: number, count: number): NtStatus {
  if (mapped === count) return NtStatus.STATUS_SUCCESS;
  return mapped === 0 ? NtStatus.STATUS_NONE_MAPPED : NtStatus.STATUS_SOME_NOT_MAPPED;
}
