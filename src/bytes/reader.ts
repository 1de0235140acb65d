import { CodecError, type CodecErrorCode } from './codec-error.js';
import { readU64 } from './u64.js';

/**
 * A bounds-checked little-endian cursor over one message. Every read names its field, so that a message that is too
 * short is reported in the specification's words. Slices are views: nothing is copied.
 */
export class Reader {
  /** The whole message; offsets of offset/length pairs count from its first byte. */
  readonly message: Buffer;
  /** Name of the structure for errors; a decoder that descends into a nested structure may change it. */
  structure: string;
  #offset: number;
  readonly #end: number;

  /**
   * @param message the message; offsets are relative to its first byte
   * @param structure name of the structure in the specification
   * @param start first byte to read
   * @param end first byte not to read
   */
  constructor(message: Buffer, structure: string, start = 0, end = message.length) {
    this.message = message;
    this.structure = structure;
    this.#offset = start;
    this.#end = Math.min(end, message.length);
    if (start > this.#end) this.fail('truncated', 'start');
  }

  /** Bytes from the start of the message to the cursor. */
  get offset(): number {
    return this.#offset;
  }

  /** Bytes not yet read. */
  get remaining(): number {
    return this.#end - this.#offset;
  }

  u8(field: string): number {
    return this.message.readUInt8(this.#advance(1, field));
  }

  u16(field: string): number {
    return this.message.readUInt16LE(this.#advance(2, field));
  }

  u32(field: string): number {
    return this.message.readUInt32LE(this.#advance(4, field));
  }

  u64(field: string): bigint {
    return readU64(this.message, this.#advance(8, field));
  }

  /** The next `length` bytes, as a view. */
  bytes(length: number, field: string): Buffer {
    const start = this.#advance(length, field);
    return this.message.subarray(start, start + length);
  }

  /** All bytes up to the end, as a view. */
  rest(): Buffer {
    return this.bytes(this.remaining, 'rest');
  }

  skip(length: number, field: string): void {
    this.#advance(length, field);
  }

  /** Moves the cursor to an absolute offset inside the message. */
  seek(offset: number, field: string): void {
    if (offset < 0 || offset > this.#end) this.fail('out-of-range', field);
    this.#offset = offset;
  }

  /** Advances to the next multiple of `alignment`, counted from the start of the message. */
  align(alignment: number, field: string): void {
    const over = this.#offset % alignment;
    if (over !== 0) this.#advance(alignment - over, field);
  }

  /**
   * The bytes an offset/length pair points at, as a view; the cursor does not move. An empty slice may point
   * anywhere: clients leave stale offsets beside zero lengths.
   */
  slice(offset: number, length: number, field: string): Buffer {
    if (length === 0) return this.message.subarray(0, 0);
    if (offset < 0 || length < 0 || offset + length > this.#end) {
      throw new CodecError(
        'out-of-range',
        this.structure,
        field,
        offset,
        `${length} bytes end beyond ${this.#end}`,
      );
    }
    return this.message.subarray(offset, offset + length);
  }

  /** Reads `StructureSize` and insists on its value; the specification fixes one for each structure. */
  structureSize(expected: number): void {
    const offset = this.#offset;
    const actual = this.u16('StructureSize');
    if (actual !== expected) {
      throw new CodecError(
        'bad-constant',
        this.structure,
        'StructureSize',
        offset,
        `${actual}, not ${expected}`,
      );
    }
  }

  /** Throws a {@link CodecError} for a field at the cursor. */
  fail(code: CodecErrorCode, field: string, detail?: string): never {
    throw new CodecError(code, this.structure, field, this.#offset, detail);
  }

  #advance(length: number, field: string): number {
    const start = this.#offset;
    if (length < 0 || length > this.#end - start) {
      this.fail('truncated', field, `needs ${length} bytes, ${this.#end - start} left`);
    }
    this.#offset = start + length;
    return start;
  }
}
