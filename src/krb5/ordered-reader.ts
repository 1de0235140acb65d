import { Reader } from '../bytes/index.js';

/** Longer than any component or realm of a principal. */
const MAX_TEXT_OCTETS = 1024;

/** A cursor over a file of MIT's, whose numbers are in one byte order throughout. */
export class OrderedReader {
  readonly #reader: Reader;
  readonly #isLittleEndian: boolean;

  /** @param isLittleEndian the byte order of all numbers; else the highest byte comes first */
  constructor(reader: Reader, isLittleEndian = false) {
    this.#reader = reader;
    this.#isLittleEndian = isLittleEndian;
  }

  /** Bytes not yet read. */
  get remaining(): number {
    return this.#reader.remaining;
  }

  u8(field: string): number {
    return this.#reader.u8(field);
  }

  u16(field: string): number {
    const bytes = this.#reader.bytes(2, field);
    return this.#isLittleEndian ? bytes.readUInt16LE() : bytes.readUInt16BE();
  }

  u32(field: string): number {
    const bytes = this.#reader.bytes(4, field);
    return this.#isLittleEndian ? bytes.readUInt32LE() : bytes.readUInt32BE();
  }

  /** The next `length` bytes, as a view. */
  bytes(length: number, field: string): Buffer {
    return this.#reader.bytes(length, field);
  }

  /** A reader of the next `length` bytes. */
  part(length: number, structure: string, field: string): OrderedReader {
    const start = this.#reader.offset;
    this.#reader.skip(length, field);
    const part = new Reader(this.#reader.message, structure, start, start + length);
    return new OrderedReader(part, this.#isLittleEndian);
  }

  /** `length` octets of UTF-8 without NUL, 1 KiB at most. */
  text(length: number, field: string): string {
    if (length > MAX_TEXT_OCTETS) this.fail('out-of-range', field, `${length} octets`);
    const octets = this.#reader.bytes(length, field);
    try {
      if (!octets.includes(0)) return utf8.decode(octets);
    } catch {
      // Told below.
    }
    return this.fail('malformed', field, 'no text in UTF-8');
  }

  /** Throws a CodecError for a field at the cursor. */
  fail(code: 'out-of-range' | 'malformed' | 'bad-constant', field: string, detail: string): never {
    return this.#reader.fail(code, field, detail);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
