import { CodecError } from '../bytes/index.js';

/** First byte of a frame: 0 in direct TCP ([MS-SMB2] 2.1), the others only in NetBIOS over TCP (RFC 1002 4.3). */
export const FrameType = {
  SESSION_MESSAGE: 0x00,
  SESSION_REQUEST: 0x81,
  POSITIVE_SESSION_RESPONSE: 0x82,
  NEGATIVE_SESSION_RESPONSE: 0x83,
  RETARGET_SESSION_RESPONSE: 0x84,
  KEEP_ALIVE: 0x85,
} as const;

export type FrameType = (typeof FrameType)[keyof typeof FrameType];

/** Length of the prefix: the type and 24 bits of length in network byte order. */
export const FRAME_PREFIX_LENGTH = 4;

/** A frame of the transport, taken apart. */
export interface Frame {
  readonly type: FrameType;
  /** The bytes behind the prefix; a view of the chunk if the frame arrived in one. */
  readonly payload: Buffer;
  /** The memory of a frame that spanned chunks, which holds nothing else; undefined: it is that of the chunk. */
  readonly memory: Buffer | undefined;
}

const NO_BYTES = Buffer.alloc(0);

/**
 * Gives memory for a frame that spans chunks; every byte is overwritten before it is read.
 *
 * @param length the fewest bytes that are needed now
 * @param whole bytes of the whole frame, as it was announced
 */
export type AllocateFrame = (length: number, whole: number) => Buffer;

/**
 * Cuts a byte stream into frames. Bytes are copied only for a frame that spans chunks, into a buffer that grows with
 * the bytes that arrived: an announced length costs no memory, and each byte is copied a bounded number of times
 * however small the chunks are.
 */
export class FrameSplitter {
  /** Longest payload accepted, in bytes; may be changed between frames. */
  maxPayload: number;
  readonly #allocate: AllocateFrame;
  /** The chunk that is cut, and the bytes of it that belong to frames already. */
  #chunk: Buffer = NO_BYTES;
  #taken = 0;
  #held: Buffer = NO_BYTES;
  #heldLength = 0;
  #failure: CodecError | undefined;

  constructor(
    maxPayload: number,
    allocate: AllocateFrame = (length: number): Buffer => Buffer.allocUnsafe(length),
  ) {
    this.maxPayload = maxPayload;
    this.#allocate = allocate;
  }

  /** Bytes of an incomplete frame waiting for their rest. */
  get heldLength(): number {
    return this.#heldLength;
  }

  /** Bytes of the memory that they wait in, which may be that of the whole frame. */
  get heldMemory(): number {
    return this.#held.length;
  }

  /** Bytes of the chunk that {@link next} has not looked at. */
  get left(): number {
    return this.#chunk.length - this.#taken;
  }

  /** Takes a chunk of the stream; {@link next} must have given all frames of the one before. */
  begin(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#taken = 0;
  }

  /**
   * The next frame that the chunk completes; undefined when there is none. `maxPayload` may be changed between two.
   *
   * @throws CodecError when a prefix has an unknown type (this is not SMB) or announces more than `maxPayload`; before
   * any byte of that frame is kept, and again for each later chunk: a stream that lost its frames has no next one
   */
  next(): Frame | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    const chunk = this.#chunk;
    while (this.#taken < chunk.length) {
      const start = this.#taken;
      if (this.#heldLength === 0) {
        const end = start + this.#frameLength(chunk, start, chunk.length - start);
        if (end <= chunk.length) {
          this.#taken = end;
          return frameOf(chunk, start, end, undefined);
        }
      }
      this.#taken += this.#hold(chunk, start);
      if (this.#frameLength(this.#held, 0, this.#heldLength) === this.#heldLength) {
        const memory = this.#held;
        const length = this.#heldLength;
        this.#release();
        return frameOf(memory, 0, length, memory);
      }
    }
    this.#chunk = NO_BYTES;
    this.#taken = 0;
    return undefined;
  }

  /** All frames that a chunk completes, in order, as {@link begin} and {@link next} would. */
  *push(chunk: Buffer): Generator<Frame, void, undefined> {
    this.begin(chunk);
    for (let next = this.next(); next !== undefined; next = this.next()) yield next;
  }

  /**
   * Takes a chunk in the middle of a long frame, as {@link begin} and {@link next} would.
   *
   * @returns false if the chunk completes a frame or begins one: nothing was taken
   */
  extend(chunk: Buffer): boolean {
    if (this.#heldLength < FRAME_PREFIX_LENGTH) return false;
    const payload = this.#held.readUIntBE(1, 3);
    const after = this.#heldLength + chunk.length;
    if (payload > this.maxPayload || after >= FRAME_PREFIX_LENGTH + payload) return false;
    this.#hold(chunk, 0);
    return true;
  }

  /** Copies as many bytes, from `start` on, as the frame begun still needs; returns how many that were. */
  #hold(bytes: Buffer, start: number): number {
    const wanted = this.#frameLength(this.#held, 0, this.#heldLength);
    const length = Math.min(wanted - this.#heldLength, bytes.length - start);
    const needed = this.#heldLength + length;
    if (needed > this.#held.length) {
      const larger = this.#allocate(Math.min(wanted, Math.max(needed, this.#held.length * 2)), wanted);
      this.#held.copy(larger, 0, 0, this.#heldLength);
      this.#held = larger;
    }
    bytes.copy(this.#held, this.#heldLength, start, start + length);
    this.#heldLength = needed;
    return length;
  }

  #release(): void {
    this.#held = NO_BYTES;
    this.#heldLength = 0;
  }

  /**
   * Length of the frame that begins at `start`, with its prefix; the length of the prefix while the prefix is
   * incomplete.
   */
  #frameLength(bytes: Buffer, start: number, available: number): number {
    if (available < FRAME_PREFIX_LENGTH) return FRAME_PREFIX_LENGTH;
    const prefix = bytes.readUInt32BE(start);
    const length = prefix & 0xff_ffff;
    if (!isFrameType(prefix >>> 24)) {
      this.#fail(new CodecError('bad-constant', 'Direct TCP', 'Zero', 0));
    }
    if (length > this.maxPayload) {
      const detail = `${length} bytes announced, ${this.maxPayload} allowed`;
      this.#fail(new CodecError('out-of-range', 'Direct TCP', 'StreamProtocolLength', 1, detail));
    }
    return FRAME_PREFIX_LENGTH + length;
  }

  #fail(failure: CodecError): never {
    this.#failure = failure;
    this.#release();
    throw failure;
  }
}

/** Prefixes the concatenation of `messages` for direct TCP; the messages of a compound share one frame. */
export function frame(...messages: readonly Buffer[]): Buffer {
  const length = messages.reduce((sum, message) => sum + message.length, 0);
  if (length > 0xffffff) throw new RangeError(`${length} bytes do not fit a frame`);
  const prefix = Buffer.allocUnsafe(FRAME_PREFIX_LENGTH);
  prefix.writeUInt32BE(length, 0);
  return Buffer.concat([prefix, ...messages], FRAME_PREFIX_LENGTH + length);
}

/** The answer to a NetBIOS session request that lets the session begin (RFC 1002 4.3.3). */
export function positiveSessionResponse(): Buffer {
  return Buffer.from([FrameType.POSITIVE_SESSION_RESPONSE, 0, 0, 0]);
}

function frameOf(bytes: Buffer, start: number, end: number, memory: Buffer | undefined): Frame {
  const payload = bytes.subarray(start + FRAME_PREFIX_LENGTH, end);
  return { type: bytes.readUInt8(start) as FrameType, payload, memory };
}

function isFrameType(value: number): boolean {
  return (
    value === FrameType.SESSION_MESSAGE ||
    (value >= FrameType.SESSION_REQUEST && value <= FrameType.KEEP_ALIVE)
  );
}
