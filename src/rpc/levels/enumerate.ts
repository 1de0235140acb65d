import type { NdrReader, NdrWriter } from '../../ndr/index.js';
import { Win32Error } from '../win32-error.js';
import { sizeOfStructure, skipStructure, writeStructure, type Level, type Levels } from './members.js';

/**
 * Bytes of one answer, whatever the client prefers (MAX_PREFERRED_LENGTH, [MS-SRVS] 2.2.2.2, is "everything"), and
 * entries examined for it: a server may have a hundred thousand sessions, and every client waits while they are listed.
 * The answer says that there are more.
 */
const MAX_PAGE_BYTES = 256 * 1024;
export const MAX_EXAMINED = 8192;

/** The list that an …Enum method works on. */
export interface Enumeration<T> {
  readonly levels: Levels<T>;
  /** The error for a level that the caller may not have; NERR_Success when the level is allowed. */
  allows(level: number): Win32Error;
  /** The entries from a position on, 0 for the first; not all of them are read. */
  entries(from: number): Iterable<T>;
  /** Selects entries; absent: all. */
  matches?(entry: T): boolean;
  /** The code to return when no entry at all is selected. */
  readonly noMatch?: Win32Error;
}

interface Page<T> {
  readonly entries: readonly T[];
  /** The number of entries from the resume position on, as far as they were examined. */
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
    // The length of an undeclared arm is unknown, so the bytes behind it cannot be read.
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
      // No entry before it was left out, so the next call begins here.
      if (entries.length === total) resume = position;
      break;
    }
    position += 1;
    if (!matches(entry)) continue;
    total += 1;
    room -= sizeOfStructure(structure, entry);
    // After the first entry that does not fit, the rest is only counted.
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
