import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError } from '../../../src/bytes/index.js';

/** Asserts that whatever is wrong with the bytes is told by a CodecError. */
export function throwsOnlyCodecError(decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    assert.ok(error instanceof CodecError, String(error));
  }
}

/** Asserts that every proper beginning of `bytes` is refused. */
export function refusesEveryPrefix(bytes: Buffer, decode: (prefix: Buffer) => unknown): void {
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => decode(bytes.subarray(0, length)), CodecError, `${length} bytes`);
  }
}

/** Arbitrary bytes as a Buffer. */
export function buffer(maxLength: number): fc.Arbitrary<Buffer> {
  return fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes));
}
