import { Writer } from '../../bytes/index.js';
import type { OutputName } from './messages.js';

/** The kinds of frames: a {@link Report} or an order, what is said of the shared state, and bytes of the outputs. */
const kinds = ['message', 'shared', 'lines', 'packets', 'keys'] as const;

/** The content of a frame. */
export type FrameKind = 'message' | 'shared' | OutputName;

/** A frame that has arrived whole. */
export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
}

/** Length of the payload in four bytes, and its kind in one. */
const HEADER_BYTES = 5;

/** The bytes that stand in front of a payload. */
export function frameHeader(kind: FrameKind, length: number): Buffer {
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt32BE(length, 0);
  header[4] = kinds.indexOf(kind);
  return header;
}

/** A frame with a text. */
export function textFrame(kind: FrameKind, text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(HEADER_BYTES + length);
  frame.writeUInt32BE(length, 0);
  frame[4] = kinds.indexOf(kind);
  frame.write(text, HEADER_BYTES);
  return frame;
}

/** Finds the frames in a stream of bytes. No more than one waits here, and it is no longer than its kind may be. */
export class FrameReader {
  readonly #longest: (kind: FrameKind) => number;
  readonly #take: (frame: Frame) => void;
  /**
   * The beginning of a frame whose end has not come. Chunks are copied together: kept as they come, one byte at a time,
   * each would need the memory of hundreds.
   */
  #begun: Writer | undefined;
  /** Bytes that are needed before anything can be read. */
  #needed = HEADER_BYTES;

  /** @param longest the most bytes of a payload, by kind */
  constructor(longest: (kind: FrameKind) => number, take: (frame: Frame) => void) {
    this.#longest = longest;
    this.#take = take;
  }

  /**
   * Takes bytes that came.
   *
   * @throws TypeError for what is no frame, or one that is too long
   */
  push(chunk: Buffer): void {
    let bytes = chunk;
    if (this.#begun !== undefined) {
      this.#begun.bytes(chunk);
      if (this.#begun.offset < this.#needed) return;
      bytes = this.#begun.finish();
    }
    const rest = bytes.subarray(this.#read(bytes));
    this.#begun = rest.length === 0 ? undefined : new Writer().bytes(rest);
  }

  /** @returns the bytes of the frames that were whole */
  #read(bytes: Buffer): number {
    let at = 0;
    for (;;) {
      this.#needed = HEADER_BYTES;
      if (bytes.length - at < HEADER_BYTES) return at;
      const length = bytes.readUInt32BE(at);
      const kind = kinds[bytes.readUInt8(at + 4)];
      if (kind === undefined) throw new TypeError('a frame of no known kind');
      if (length > this.#longest(kind)) throw new TypeError('a frame that is too long');
      const begin = at + HEADER_BYTES;
      this.#needed += length;
      if (bytes.length - begin < length) return at;
      at = begin + length;
      this.#take({ kind, payload: bytes.subarray(begin, at) });
    }
  }
}
