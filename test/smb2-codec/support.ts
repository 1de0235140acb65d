import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { CodecError, Writer } from '../../src/bytes/index.js';
import { encodeMessage, type FileId } from '../../src/smb2-codec/index.js';

export const u8 = fc.integer({ min: 0, max: 0xff });
export const u16 = fc.integer({ min: 0, max: 0xffff });
export const u32 = fc.integer({ min: 0, max: 0xffffffff });
export const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
export const u128 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });
export const bytes = (length: number) => buffer(length, length);
export const buffer = (maxLength = 40, minLength = 0): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));
/** Any UTF-16, lone surrogates included. */
export const text = (maxLength = 20) =>
  fc.array(u16, { maxLength }).map((units) => String.fromCharCode(...units));
/** `fc.record` of ordinary objects. */
export const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });
export const fileId: fc.Arbitrary<FileId> = record({ persistent: u64, volatile: u64 });
export const fileTimes = {
  creationTime: u64,
  lastAccessTime: u64,
  lastWriteTime: u64,
  changeTime: u64,
};
export const fileSummary = { ...fileTimes, allocationSize: u64, endOfFile: u64, fileAttributes: u32 };

/** One structure with what generates, encodes and decodes it. */
interface Structure<T> {
  readonly value: fc.Arbitrary<T>;
  /** Encodes all that `decode` takes: a whole message, or the data of a buffer. */
  readonly encode: (value: T) => Buffer;
  readonly decode: (bytes: Buffer) => T;
  /** Shortest cut to try; 1 for lists, of which nothing is a valid one. */
  readonly shortest?: number;
}

/** The three promises each structure keeps. */
export function itIsSound<T>(title: string, { value, encode, decode, shortest = 0 }: Structure<T>): void {
  describe(title, () => {
    it('decodes what it encodes', () => {
      fc.assert(fc.property(value, (v) => assert.deepStrictEqual(decode(encode(v)), v)));
    });

    it('cut short at any byte, fails or loses nothing', () => {
      fc.assert(
        fc.property(value, (v) => {
          const whole = encode(v);
          for (let length = shortest; length < whole.length; length++) {
            const decoded = attempt(() => decode(whole.subarray(0, length)));
            if (!(decoded instanceof CodecError)) {
              assert.ok(
                isDeepStrictEqual(decoded, v),
                `${length} of ${whole.length} bytes decoded otherwise`,
              );
            }
          }
        }),
        { numRuns: 20 },
      );
    });

    it('throws nothing but CodecError, whatever the bytes', () => {
      const damage = fc.array(fc.tuple(fc.nat(), u8), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(value, damage, buffer(200), (v, changes, noise) => {
          const damaged = Buffer.from(encode(v));
          for (const [at, byte] of changes) if (damaged.length > 0) damaged[at % damaged.length] = byte;
          attempt(() => decode(damaged));
          attempt(() => decode(noise));
        }),
        { numRuns: 300 },
      );
    });
  });
}

/** {@link itIsSound} for the body of a message. */
export function itIsASoundBody<T>(
  title: string,
  value: fc.Arbitrary<T>,
  encodeBody: (w: Writer, value: T) => void,
  decode: (message: Buffer) => T,
): void {
  itIsSound(title, { value, encode: (v) => encodeMessage({ command: 0 }, (w) => encodeBody(w, v)), decode });
}

/** {@link itIsSound} for what an encoder writes into a buffer of its own. */
export function itIsSoundData<T>(
  title: string,
  value: fc.Arbitrary<T>,
  encode: (w: Writer, value: T) => void,
  decode: (data: Buffer) => T,
): void {
  itIsSound(title, { value, encode: (v) => written((w) => encode(w, v)), decode });
}

/** The bytes `write` writes. */
export function written(write: (w: Writer) => void): Buffer {
  const w = new Writer();
  write(w);
  return w.finish();
}

export const hex = (digits: string) => Buffer.from(digits.replaceAll(/\s/g, ''), 'hex');

/** A predicate for `assert.throws`: a CodecError of this code and, if given, field. */
export const codecError = (code: string, field?: string) => (error: unknown) => {
  assert.ok(error instanceof CodecError);
  assert.equal(error.code, code);
  if (field !== undefined) assert.equal(error.field, field);
  return true;
};

function attempt<T>(decode: () => T): T | CodecError {
  try {
    return decode();
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
}
