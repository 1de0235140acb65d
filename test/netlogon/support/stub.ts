/** Writes NDR in either order of bytes, for a controller of another machine. */
export class Stub {
  readonly #bigEndian: boolean;
  #bytes: Buffer = Buffer.alloc(0);
  #pointees: (() => void)[] = [];

  constructor(bigEndian = false) {
    this.#bigEndian = bigEndian;
  }

  u8(value: number): this {
    return this.bytes(Buffer.of(value));
  }

  u16(value: number): this {
    const bytes = Buffer.alloc(2);
    if (this.#bigEndian) bytes.writeUInt16BE(value);
    else bytes.writeUInt16LE(value);
    return this.align(2).bytes(bytes);
  }

  u32(value: number): this {
    const bytes = Buffer.alloc(4);
    if (this.#bigEndian) bytes.writeUInt32BE(value);
    else bytes.writeUInt32LE(value);
    return this.align(4).bytes(bytes);
  }

  bytes(value: Buffer): this {
    this.#bytes = Buffer.concat([this.#bytes, value]);
    return this;
  }

  align(alignment: number): this {
    const over = this.#bytes.length % alignment;
    return over === 0 ? this : this.bytes(Buffer.alloc(alignment - over));
  }

  /** RPC_UNICODE_STRING within a structure. */
  string(text: string): this {
    const characters = Buffer.from(text, 'utf16le');
    if (this.#bigEndian) characters.swap16();
    this.align(4).u16(characters.length).u16(characters.length);
    return this.pointer(() => this.u32(text.length).u32(0).u32(text.length).bytes(characters));
  }

  /** A pointer within a structure; its target follows at {@link pointees}. */
  pointer(write?: () => void): this {
    if (write) this.#pointees.push(write);
    return this.u32(write ? 0x20000 + 4 * this.#pointees.length : 0);
  }

  /** Writes the targets of the pointers so far. */
  pointees(): this {
    while (this.#pointees.length > 0) {
      const now = this.#pointees;
      this.#pointees = [];
      for (const write of now) {
        const later = this.#pointees;
        this.#pointees = [];
        write();
        this.pointees();
        this.#pointees = later;
      }
    }
    return this;
  }

  finish(): Buffer {
    return this.#bytes;
  }
}
