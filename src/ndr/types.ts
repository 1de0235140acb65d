import { encodeUtf16, sidFromText, sidToText, Writer } from '../bytes/index.js';
import type { NdrReader } from './ndr-reader.js';
import type { NdrWriter } from './ndr-writer.js';

/** A type of NDR as a member of a structure: how it is read and written. */
export interface NdrType<T> {
  /** `store` gets the value: at once, or after the structure where the value is the target of a pointer. */
  read(r: NdrReader, field: string, store: (value: T) => void): void;
  write(w: NdrWriter, value: T): void;
}

/** `USHORT` */
export const uint16: NdrType<number> = {
  read: (r, field, store) => store(r.u16(field)),
  write: (w, value) => void w.u16(value),
};

/** `ULONG` */
export const uint32: NdrType<number> = {
  read: (r, field, store) => store(r.u32(field)),
  write: (w, value) => void w.u32(value),
};

/** `FILETIME`: 100 ns units since 1601, in two numbers of 32 bits ([MS-DTYP] 2.3.3). */
export const fileTime: NdrType<bigint> = {
  read: (r, field, store) => {
    const low = BigInt(r.u32(field));
    store((BigInt(r.u32(field)) << 32n) | low);
  },
  write: (w, value) => void w.u32(Number(value & 0xffff_ffffn)).u32(Number(value >> 32n)),
};

/** So many octets, as a view. */
export function octets(length: number): NdrType<Buffer> {
  return {
    read: (r, field, store) => store(r.bytes(length, field)),
    write: (w, value) => {
      if (value.length !== length) throw new RangeError(`${value.length} octets, not ${length}`);
      w.bytes(value);
    },
  };
}

/** A member without a meaning. */
export interface Reserved extends NdrType<undefined> {
  readonly isReserved: true;
}

/** Octets that are zero when they are sent and are ignored on receipt; a value has nothing of them. */
export function reserved(length: number): Reserved {
  return {
    isReserved: true,
    read: (r, field) => void r.bytes(length, field),
    write: (w) => void w.bytes(Buffer.alloc(length)),
  };
}

/** `RPC_UNICODE_STRING`: counted, not terminated ([MS-DTYP] 2.3.10). A null pointer stands for no characters. */
export const unicodeString: NdrType<string> = {
  read: (r, field, store) => {
    r.align(4, field);
    const length = r.u16(field);
    const maximum = r.u16(field);
    if (length % 2 !== 0 || maximum % 2 !== 0 || length > maximum)
      r.fail(field, `${length} of ${maximum} bytes`);
    const isThere = r.pointer(field, () => {
      if (r.u32(field) !== maximum / 2) r.fail(field, 'the maximum count is not MaximumLength');
      if (r.u32(field) !== 0) r.fail(field, 'the characters begin elsewhere');
      if (r.u32(field) !== length / 2) r.fail(field, 'the actual count is not Length');
      store(r.characters(length / 2, field));
    });
    if (!isThere && length > 0) r.fail(field, 'null, with a length');
    if (!isThere) store('');
  },
  write: (w, value) => {
    const characters = encodeUtf16(value);
    const units = characters.length / 2;
    w.align(4).u16(characters.length).u16(characters.length);
    w.pointer(() => void w.u32(units).u32(0).u32(units).bytes(characters));
  },
};

/** `STRING`: counted octets ([MS-NRPC] 2.2.1.1.2). A null pointer stands for none. */
export const octetString: NdrType<Buffer> = {
  read: (r, field, store) => {
    r.align(4, field);
    const length = r.u16(field);
    const maximum = r.u16(field);
    if (length > maximum) r.fail(field, `${length} of ${maximum} bytes`);
    const isThere = r.pointer(field, () => {
      if (r.u32(field) !== maximum) r.fail(field, 'the maximum count is not MaximumLength');
      if (r.u32(field) !== 0) r.fail(field, 'the octets begin elsewhere');
      if (r.u32(field) !== length) r.fail(field, 'the actual count is not Length');
      store(r.bytes(length, field));
    });
    if (!isThere && length > 0) r.fail(field, 'null, with a length');
    if (!isThere) store(Buffer.alloc(0));
  },
  write: (w, value) => {
    w.align(4).u16(value.length).u16(value.length);
    w.pointer(() => void w.u32(value.length).u32(0).u32(value.length).bytes(value));
  },
};

/** `RPC_SID *`: the text of a SID ([MS-DTYP] 2.4.2.3), undefined for a null pointer. */
export const optionalSid: NdrType<string | undefined> = {
  read: (r, field, store) => {
    const isThere = r.pointer(field, () => store(readSid(r, field)));
    if (!isThere) store(undefined);
  },
  write: (w, value) => void w.pointer(value === undefined ? undefined : () => writeSid(w, value)),
};

function readSid(r: NdrReader, field: string): string {
  const subAuthorities = r.u32(field);
  if (subAuthorities > 15) r.fail(field, `${subAuthorities} sub-authorities`);
  const beginning = r.bytes(8, field);
  if (beginning[1] !== subAuthorities) r.fail(field, 'SubAuthorityCount is not the size of the array');
  const sid = new Writer(8 + 4 * subAuthorities).bytes(beginning);
  for (let i = 0; i < subAuthorities; i++) sid.u32(r.u32(field));
  return sidToText(sid.finish());
}

function writeSid(w: NdrWriter, text: string): void {
  const sid = sidFromText(text);
  w.u32((sid.length - 8) / 4).bytes(sid);
}

/**
 * `ULONG count; [size_is(count)] T *elements`.
 *
 * @param elementSize bytes of an element without its pointees: an array that cannot fit is refused unread
 */
export function countedArray<T>(element: NdrType<T>, elementSize: number): NdrType<readonly T[]> {
  return {
    read: (r, field, store) => {
      const count = r.u32(field);
      const isThere = r.pointer(field, () => {
        r.conformance(count, elementSize, field);
        const elements: T[] = [];
        for (let i = 0; i < count; i++) element.read(r, field, (value) => (elements[i] = value));
        store(elements);
      });
      if (!isThere && count > 0) r.fail(field, `null, with ${count} elements`);
      if (!isThere) store([]);
    },
    write: (w, elements) => {
      w.u32(elements.length);
      if (elements.length === 0) w.pointer();
      else
        w.pointer(() => {
          w.u32(elements.length);
          for (const value of elements) element.write(w, value);
        });
    },
  };
}

type Members = Readonly<Record<string, NdrType<unknown>>>;

/** The value of a structure of these members; reserved ones are not in it. */
export type ValueOf<M extends Members> = {
  readonly [Name in keyof M as M[Name] extends Reserved ? never : Name]: M[Name] extends NdrType<infer T>
    ? T
    : never;
};

/** A structure, declared as data: its members in order. */
export function structure<M extends Members>(members: M): NdrType<ValueOf<M>> {
  const entries = Object.entries(members);
  return {
    read: (r, _field, store) => {
      const value: Record<string, unknown> = {};
      for (const [name, member] of entries) member.read(r, name, (read: unknown) => (value[name] = read));
      store(value as ValueOf<M>);
    },
    write: (w, value) => {
      for (const [name, member] of entries) member.write(w, (value as Record<string, unknown>)[name]);
    },
  };
}
