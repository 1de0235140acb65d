import { CodecError } from '../bytes/index.js';
import type { Carrier } from '../facts/recorder.js';
import { FRAME_PREFIX_LENGTH, FrameSplitter } from '../smb2-codec/index.js';

/** Longest frame that direct TCP can announce. */
const MAX_FRAME = 0xffffff;

/** Cuts one side's bytes into the units that are compared: frames of SMB, and lengths that are told elsewhere. */
export interface Units {
  /** The units that this chunk completes, each with its bytes. */
  push(bytes: Buffer): Buffer[];
  /** Bytes of an incomplete unit. */
  readonly held: number;
}

/**
 * @param carrier SMB has frames; of the others, the bytes that come together are a unit
 */
export function unitsOf(carrier: Carrier): Units {
  return carrier === 'smb' ? new Frames() : { push: (bytes) => [bytes], held: 0 };
}

/** Units that arrive, of which a stream of bytes shows no borders: they are as long as those that are expected. */
export interface Arriving extends Units {
  /** One more unit is expected. */
  expect(length: number): void;
  /** Everything that has arrived of an incomplete unit, when no more of it comes. */
  rest(): Buffer[];
}

/** @param carrier SMB has frames, whatever is expected */
export function arrivingUnitsOf(carrier: Carrier): Arriving {
  if (carrier !== 'smb') return new Lengths();
  const frames = new Frames();
  return {
    push: (bytes) => frames.push(bytes),
    get held() {
      return frames.held;
    },
    expect: () => {},
    rest: () => [],
  };
}

/** Bytes in units of the expected lengths. */
class Lengths implements Arriving {
  readonly #expected: number[] = [];
  #bytes = Buffer.alloc(0);

  get held(): number {
    return this.#bytes.length;
  }

  expect(length: number): void {
    this.#expected.push(length);
  }

  push(bytes: Buffer): Buffer[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const units: Buffer[] = [];
    for (
      let [length] = this.#expected;
      length !== undefined && this.#bytes.length >= length;
      [length] = this.#expected
    ) {
      units.push(this.#bytes.subarray(0, length));
      this.#bytes = this.#bytes.subarray(length);
      this.#expected.shift();
    }
    return units;
  }

  rest(): Buffer[] {
    const rest = this.#bytes;
    this.#bytes = Buffer.alloc(0);
    return rest.length > 0 ? [rest] : [];
  }
}

/** The payloads of frames. Bytes that are no frame are one unit, and so is everything after them. */
class Frames implements Units {
  readonly #splitter = new FrameSplitter(MAX_FRAME);
  #broken = false;

  get held(): number {
    return this.#broken ? 0 : this.#splitter.heldLength;
  }

  push(bytes: Buffer): Buffer[] {
    if (this.#broken) return [bytes];
    const frames: Buffer[] = [];
    try {
      // A frame without a payload is a session response or a keep-alive: its type is all that it says.
      for (const { type, payload } of this.#splitter.push(bytes)) {
        frames.push(payload.length > 0 ? payload : Buffer.from([type, 0, 0, 0]));
      }
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      this.#broken = true;
      frames.push(bytes);
    }
    return frames;
  }
}

/** The frame of a payload, for a message that is made here. */
export function framed(payload: Buffer): Buffer {
  const prefix = Buffer.alloc(FRAME_PREFIX_LENGTH);
  prefix.writeUInt32BE(payload.length);
  return Buffer.concat([prefix, payload]);
}
