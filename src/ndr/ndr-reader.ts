import { BigEndianReader, decodeUtf16, Reader } from '../bytes/index.js';

/** Pointees within pointees; the types spoken here need four. */
const MAX_DEPTH = 16;

/**
 * Reads NDR 2.0, little-endian or big-endian as the sender chose (C706 chapter 14; [MS-RPCE] 2.2.4): every primitive is
 * aligned to its size, counted from the start of the stub, and the target of a pointer inside a structure follows after
 * the structure.
 */
export class NdrReader {
  readonly #reader: Reader;
  readonly #bigEndian: boolean;
  #deferred: (() => void)[] | undefined;
  #depth = 0;

  /**
   * @param structure name of the parameters for errors, such as `NetrShareEnum`
   * @param bigEndian numbers, and characters of UTF-16, are big-endian
   */
  constructor(stub: Buffer, structure: string, bigEndian = false) {
    this.#bigEndian = bigEndian;
    this.#reader = bigEndian ? new BigEndianReader(stub, structure) : new Reader(stub, structure);
  }

  /** Bytes not yet read. */
  get remaining(): number {
    return this.#reader.remaining;
  }

  u8(field: string): number {
    return this.#reader.u8(field);
  }

  u16(field: string): number {
    this.#reader.align(2, field);
    return this.#reader.u16(field);
  }

  u32(field: string): number {
    this.#reader.align(4, field);
    return this.#reader.u32(field);
  }

  /** Steps to a multiple of `alignment` from the start of the stub. */
  align(alignment: number, field: string): void {
    this.#reader.align(alignment, field);
  }

  /** `length` octets without alignment, as a view. */
  bytes(length: number, field: string): Buffer {
    return this.#reader.bytes(length, field);
  }

  /**
   * Reads a constructed parameter and then the targets of its pointers, in the order in which they were met. A
   * structure embedded in another is part of that one.
   */
  construct(read: () => void): void {
    if (this.#deferred === undefined) this.#constructWhole(read);
    else read();
  }

  /**
   * A unique pointer: `read` reads its target, at once for a pointer that is a parameter, after the enclosing
   * structure for one that is a member.
   * @returns false for a null pointer
   */
  pointer(field: string, read: () => void): boolean {
    if (this.u32(field) === 0) return false;
    if (this.#deferred === undefined) this.#constructWhole(read);
    else this.#deferred.push(read);
    return true;
  }

  /** The discriminant of a union, which repeats the parameter or member that selects the arm (C706 14.3.8). */
  discriminant(expected: number, field: string): void {
    const value = this.u32(field);
    if (value !== expected) this.fail(field, `${value}, not ${expected}`);
  }

  /** The count of a conformant array, which repeats the member or parameter that gives its size. */
  conformance(expected: number, elementSize: number, field: string): void {
    const count = this.u32(field);
    if (count !== expected) this.fail(field, `${count}, not ${expected}`);
    if (count * elementSize > this.remaining) this.fail(field, `${count} elements do not fit`);
  }

  /** So many units of UTF-16. */
  characters(units: number, field: string): string {
    const octets = this.#reader.bytes(units * 2, field);
    const little = this.#bigEndian ? Buffer.from(octets).swap16() : octets;
    return decodeUtf16(little, this.#reader.structure, field);
  }

  /** A conformant varying string of UTF-16 with its terminator: `[string] wchar_t *` without the pointer. */
  text(field: string): string {
    const maximum = this.u32(field);
    const offset = this.u32(field);
    const actual = this.u32(field);
    if (offset !== 0 || actual === 0 || actual > maximum) {
      this.fail(field, `${actual} units at ${offset} of ${maximum}`);
    }
    const text = this.characters(actual, field);
    const end = text.indexOf('\0');
    if (end < 0) this.fail(field, 'not terminated');
    return text.slice(0, end);
  }

  /** A parameter `[string, unique] wchar_t *`; undefined for a null pointer. */
  optionalText(field: string): string | undefined {
    let text: string | undefined;
    this.pointer(field, () => {
      text = this.text(field);
    });
    return text;
  }

  /** Throws a CodecError of kind `malformed` for a field at the cursor. */
  fail(field: string, detail: string): never {
    this.#reader.fail('malformed', field, detail);
  }

  #constructWhole(read: () => void): void {
    if (++this.#depth > MAX_DEPTH) this.fail('pointer', 'nested too deeply');
    const deferred: (() => void)[] = [];
    this.#deferred = deferred;
    read();
    for (const pointee of deferred) {
      this.#deferred = undefined;
      this.#constructWhole(pointee);
    }
    this.#deferred = undefined;
    this.#depth--;
  }
}
