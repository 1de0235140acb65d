import { writeU64 } from './u64.js';

/** Up to so many bytes, looking for a cheaper way costs more than it saves. */
const FEW_BYTES = 64;

/**
 * A growing little-endian cursor. A value that is out of the range of its field is a RangeError. Lengths and offsets
 * that are known only later are reserved as zero and patched by the encoder; callers of an encoder never supply them.
 */
export class Writer {
  #buffer: Buffer;
  #length = 0;
  #origin = 0;

  /** @param memory its size in bytes, or the memory itself; it is replaced by a larger one when it is full */
  constructor(memory: number | Buffer = 512) {
    this.#buffer = typeof memory === 'number' ? Buffer.allocUnsafe(memory) : memory;
  }

  /** Bytes written since the origin: what an offset field counts from. */
  get offset(): number {
    return this.#length - this.#origin;
  }

  /** Makes the current position byte 0 for {@link offset}, {@link align} and the patching methods. */
  startMessage(): void {
    this.#origin = this.#length;
  }

  u8(value: number): this {
    const start = this.#grow(1);
    this.#buffer.writeUInt8(value, start);
    return this;
  }

  u16(value: number): this {
    const start = this.#grow(2);
    writeU16(this.#buffer, start, value);
    return this;
  }

  /** @throws RangeError unless the value has 32 bits. A negative one is written by its bits: it is a mask. */
  u32(value: number): this {
    const start = this.#grow(4);
    writeU32(this.#buffer, start, value);
    return this;
  }

  u64(value: bigint): this {
    const start = this.#grow(8);
    writeU64(this.#buffer, start, value);
    return this;
  }

  /** Bytes that lie in their place in the writer's memory already are not copied. */
  bytes(value: Uint8Array): this {
    const start = this.#grow(value.length);
    // A short array has no ArrayBuffer until one is asked for, and that costs more than the copy.
    if (value.length <= FEW_BYTES || !this.#liesAt(start, value)) this.#buffer.set(value, start);
    return this;
  }

  #liesAt(start: number, value: Uint8Array): boolean {
    const { buffer, byteOffset } = this.#buffer;
    return value.buffer === buffer && value.byteOffset === byteOffset + start;
  }

  zero(count: number): this {
    const start = this.#grow(count);
    const end = start + count;
    // A few bytes cost less one by one than a call of `fill`, which leaves JavaScript.
    if (count > FEW_BYTES) this.#buffer.fill(0, start, end);
    else for (let at = start; at < end; at++) this.#buffer[at] = 0;
    return this;
  }

  /** Leaves room that its user writes, or that is not sent: its bytes are arbitrary until then. */
  leave(count: number): this {
    this.#grow(count);
    return this;
  }

  utf16(text: string): this {
    const start = this.#grow(text.length * 2);
    this.#buffer.write(text, start, 'utf16le');
    return this;
  }

  /** Pads with zeros to a multiple of `alignment`, counted from the origin. */
  align(alignment: number): this {
    const over = this.offset % alignment;
    return over === 0 ? this : this.zero(alignment - over);
  }

  /** Overwrites a 16-bit field reserved earlier; `offset` counts from the origin. */
  patchU16(offset: number, value: number): this {
    writeU16(this.#buffer, this.#origin + offset, value);
    return this;
  }

  /** Overwrites a 32-bit field reserved earlier; `offset` counts from the origin. */
  patchU32(offset: number, value: number): this {
    writeU32(this.#buffer, this.#origin + offset, value);
    return this;
  }

  /**
   * Everything written, as a view of the writer's buffer: the writer must not be used afterwards.
   *
   * @param start the first byte of the view
   */
  finish(start = 0): Buffer {
    return this.#buffer.subarray(start, this.#length);
  }

  /** Makes room and returns where it begins. May replace the buffer, so call it before naming the buffer. */
  #grow(count: number): number {
    const start = this.#length;
    const needed = start + count;
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
      this.#buffer.copy(larger, 0, 0, start);
      this.#buffer = larger;
    }
    this.#length = needed;
    return start;
  }
}

function writeU16(bytes: Buffer, start: number, value: number): void {
  if ((value & 0xffff) !== value) throw new RangeError(`${value} does not fit 16 bits`);
  bytes[start] = value;
  bytes[start + 1] = value >>> 8;
}

function writeU32(bytes: Buffer, start: number, value: number): void {
  if (value >>> 0 !== value && (value | 0) !== value) throw new RangeError(`${value} does not fit 32 bits`);
  bytes[start] = value;
  bytes[start + 1] = value >>> 8;
  bytes[start + 2] = value >>> 16;
  bytes[start + 3] = value >>> 24;
}
