/** Bytes that are kept of the beginning and of the end. */
const KEPT = 4096;

/** The beginning and the end of an output of any length. */
export class BoundedOutput {
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);
  #omitted = 0;

  add(chunk: Buffer): void {
    const room = KEPT - this.#head.length;
    if (room > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)]);
    const rest = chunk.subarray(Math.max(room, 0));
    if (rest.length === 0) return;
    const tail = Buffer.concat([this.#tail, rest.subarray(Math.max(rest.length - KEPT, 0))]);
    const cut = Math.max(tail.length - KEPT, 0);
    this.#omitted += rest.length + this.#tail.length - (tail.length - cut);
    this.#tail = Buffer.from(tail.subarray(cut));
  }

  /** The bytes that are kept as text, with a line for those that are not. */
  text(): string {
    const gap = this.#omitted === 0 ? '' : `\n… ${this.#omitted} bytes …\n`;
    if (gap === '') return Buffer.concat([this.#head, this.#tail]).toString('utf8');
    return `${this.#head.toString('utf8')}${gap}${this.#tail.toString('utf8')}`;
  }
}
