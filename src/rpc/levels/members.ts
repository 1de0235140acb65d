import type { NdrReader, NdrWriter } from '../../ndr/index.js';

/** One member of a structure that describes a `T`. */
export interface Member<T> {
  write(w: NdrWriter, value: T): void;
  /** Reads past a member that a client has filled in. */
  skip(r: NdrReader): void;
  /** Bytes it takes, with what it points to. */
  size(value: T): number;
}

/** A structure of an information level, such as SHARE_INFO_1: its members in order. */
export type Level<T> = readonly Member<T>[];

/** The structures of a union, by its discriminant. */
export type Levels<T> = ReadonlyMap<number, Level<T>>;

/** `DWORD member` */
export function dword<T>(of: (value: T) => number): Member<T> {
  return {
    write: (w, value) => {
      w.u32(of(value));
    },
    skip: (r) => {
      r.u32('DWORD');
    },
    size: () => 4,
  };
}

/** `[string] wchar_t *member`; null for undefined */
export function text<T>(of: (value: T) => string | undefined): Member<T> {
  return {
    write: (w, value) => {
      w.textPointer(of(value));
    },
    skip: (r) => {
      r.pointer('string', () => r.text('string'));
    },
    size: (value) => 4 + 2 * ((of(value)?.length ?? -1) + 1),
  };
}

/** `DWORD length; [size_is(length)] unsigned char *member`; null for undefined */
export function octets<T>(of: (value: T) => Buffer | undefined): Member<T> {
  return {
    write: (w, value) => {
      const bytes = of(value);
      w.u32(bytes?.length ?? 0);
      w.pointer(bytes && (() => w.u32(bytes.length).bytes(bytes)));
    },
    skip: (r) => {
      const length = r.u32('length');
      r.pointer('octets', () => {
        r.conformance(length, 1, 'octets');
        r.bytes(length, 'octets');
      });
    },
    size: (value) => 8 + (of(value)?.length ?? 0),
  };
}

export function writeStructure<T>(w: NdrWriter, level: Level<T>, value: T): void {
  for (const member of level) member.write(w, value);
}

export function skipStructure<T>(r: NdrReader, level: Level<T>): void {
  for (const member of level) member.skip(r);
}

export function sizeOfStructure<T>(level: Level<T>, value: T): number {
  return level.reduce((sum, member) => sum + member.size(value), 0);
}
