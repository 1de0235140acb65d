import { Writer } from '../bytes/index.js';

/** Referents only have to be nonzero and distinct; these are the ones that Windows and Samba begin with. */
const FIRST_REFERENT = 0x00020000;

/** Writes NDR 2.0, little-endian; the counterpart of {@link NdrReader} with the same rules. */
export class NdrWriter {
  readonly #writer = new Writer();
  #referent = FIRST_REFERENT;
  #deferred: (() => void)[] | undefined;

  u8(value: number): this {
    this.#writer.u8(value);
    return this;
  }

  u16(value: number): this {
    this.#writer.align(2).u16(value);
    return this;
  }

  u32(value: number): this {
    this.#writer.align(4).u32(value);
    return this;
  }

  /** Pads to a multiple of `alignment` from the start of the stub. */
  align(alignment: number): this {
    this.#writer.align(alignment);
    return this;
  }

  /** Octets without alignment. */
  bytes(value: Uint8Array): this {
    this.#writer.bytes(value);
    return this;
  }

  /** Writes a constructed parameter and then the targets of its pointers, in the order in which they were met. */
  construct(write: () => void): this {
    if (this.#deferred === undefined) this.#constructWhole(write);
    else write();
    return this;
  }

  /** A unique pointer, null without `write`, which writes its target when its turn comes. */
  pointer(write?: () => void): this {
    if (write === undefined) return this.u32(0);
    this.u32(this.#referent);
    this.#referent += 4;
    if (this.#deferred === undefined) this.#constructWhole(write);
    else this.#deferred.push(write);
    return this;
  }

  /** A conformant varying string of UTF-16, terminated: `[string] wchar_t *` without the pointer. */
  text(text: string): this {
    const units = text.length + 1;
    this.u32(units).u32(0).u32(units);
    this.#writer.utf16(text).u16(0);
    return this;
  }

  /** A unique pointer to a {@link text}. */
  textPointer(text: string | undefined): this {
    return text === undefined ? this.pointer() : this.pointer(() => this.text(text));
  }

  /** Everything written; the writer must not be used afterwards. */
  finish(): Buffer {
    return this.#writer.finish();
  }

  #constructWhole(write: () => void): void {
    const deferred: (() => void)[] = [];
    this.#deferred = deferred;
    write();
    for (const pointee of deferred) {
      this.#deferred = undefined;
      this.#constructWhole(pointee);
    }
    this.#deferred = undefined;
  }
}
