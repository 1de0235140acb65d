import type { NdrReader, NdrWriter } from '../ndr/index.js';
import { Win32Error } from '../win32-error.js';
import { sizeOfStructure, skipStructure, writeStructure, type Level, type Levels } from './members.js';

/**
 * Bytes of one answer, whatever the client prefers (MAX_PREFERRED_LENGTH, [MS-SRVS] 2.2.2.2, is "everything"), and
 * entries looked at for it: a server may have a hundred thousand sessions, and everybody waits while they are told. The
 * client is told that there is more.
 */
const MAX_PAGE_BYTES = 256 * 1024;
export const MAX_EXAMINED = 8192;

/** The list that an …Enum method works on. */
export interface Enumeration<T> {
  readonly levels: Levels<T>;
  /** Why the caller may not have this level; NERR_Success: it may. */
  allows(level: number): Win32Error;
  /** The entries from a position on, 0 for the first; not all are taken. */
  entries(from: number): Iterable<T>;
  /** Which entries are wanted; absent: all. */
  matches?(entry: T): boolean;
  /** The code to return when none of all the entries is wanted. */
  readonly noMatch?: Win32Error;
}

interface Page<T> {
  readonly entries: readonly T[];
  /** Entries from the resume position on, as far as they were looked at. */
  readonly total: number;
  /** Position after the last entry returned; 0 at the end. */
  readonly resume: number;
  readonly status: Win32Error;
}

/**
 * Carries out an …Enum method from its InfoStruct on ([MS-SRVS] 3.1.4.5, 3.1.4.8; [MS-WKST] 3.2.4.3). A resume handle
 * is the number of entries passed: the one-based index of the last.
 */
export function enumerate<T>(r: NdrReader, w: NdrWriter, enumeration: Enumeration<T>): void {
  const requested = readEnumStruct(r, enumeration.levels);
  if (!requested.structure) {
    // The bytes behind an arm that nobody declares cannot be known.
    writeAnswer(w, requested.level, undefined, failure(Win32Error.ERROR_INVALID_LEVEL), undefined);
    return;
  }
  const preferredLength = r.u32('PreferedMaximumLength');
  let start: number | undefined;
  r.pointer('ResumeHandle', () => {
    start = r.u32('ResumeHandle');
  });
  const refusal = enumeration.allows(requested.level);
  const page =
    refusal === Win32Error.NERR_Success
      ? takePage(enumeration, requested.structure, start ?? 0, preferredLength)
      : failure<T>(refusal);
  writeAnswer(w, requested.level, requested.structure, page, start === undefined ? undefined : page.resume);
}

/** Reads a structure of level, union and container; clients leave the container empty, but need not. */
function readEnumStruct<T>(r: NdrReader, levels: Levels<T>): { level: number; structure?: Level<T> } {
  const level = r.u32('Level');
  const structure = levels.get(level);
  if (!structure) return { level };
  r.discriminant(level, 'Level');
  r.pointer('Container', () => {
    const count = r.u32('EntriesRead');
    r.pointer('Buffer', () => {
      r.conformance(count, 4 * structure.length, 'Buffer');
      for (let i = 0; i < count; i++) skipStructure(r, structure);
    });
  });
  return { level, structure };
}

function takePage<T>(
  enumeration: Enumeration<T>,
  structure: Level<T>,
  start: number,
  preferredLength: number,
): Page<T> {
  const matches = (entry: T) => enumeration.matches?.(entry) ?? true;
  let room = Math.min(preferredLength, MAX_PAGE_BYTES);
  let position = start;
  let examined = 0;
  const entries: T[] = [];
  let total = 0;
  let resume = start;
  let complete = true;
  for (const entry of enumeration.entries(start)) {
    if (++examined > MAX_EXAMINED) {
      complete = false;
      // Nothing was left out before it, so the next call need not look there again.
      if (entries.length === total) resume = position;
      break;
    }
    position += 1;
    if (!matches(entry)) continue;
    total += 1;
    room -= sizeOfStructure(structure, entry);
    // Once one did not fit, the rest is only counted.
    if (room < 0) room = -Infinity;
    else {
      entries.push(entry);
      resume = position;
    }
  }
  const { noMatch } = enumeration;
  if (complete && total === 0 && start === 0 && noMatch !== undefined) return failure(noMatch);
  if (complete && entries.length === total) {
    return { entries, total, resume: 0, status: Win32Error.NERR_Success };
  }
  const tooSmall = entries.length === 0 && total > 0;
  return {
    entries,
    total,
    resume,
    status: tooSmall ? Win32Error.NERR_BufTooSmall : Win32Error.ERROR_MORE_DATA,
  };
}

function writeAnswer<T>(
  w: NdrWriter,
  level: number,
  structure: Level<T> | undefined,
  page: Page<T>,
  resume: number | undefined,
): void {
  w.construct(() => {
    w.u32(level).u32(level);
    if (structure) w.pointer(() => writeContainer(w, structure, page.entries));
  });
  w.u32(page.total);
  w.pointer(resume === undefined ? undefined : () => w.u32(resume));
  w.u32(page.status);
}

function writeContainer<T>(w: NdrWriter, structure: Level<T>, entries: readonly T[]): void {
  w.u32(entries.length);
  if (entries.length === 0) {
    w.pointer();
    return;
  }
  w.pointer(() => {
    w.u32(entries.length);
    for (const entry of entries) writeStructure(w, structure, entry);
  });
}

function failure<T>(status: Win32Error): Page<T> {
  return { entries: [], total: 0, resume: 0, status };
}
