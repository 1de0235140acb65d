import { closeSync, openSync, readSync } from 'node:fs';

/** A file has more bytes than are taken. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a file as a whole. A device has no length of its own and may never end, so the bytes are counted as they come.
 *
 * @throws TooLong for one with more than `maxBytes`
 * @throws the error of the file system
 */
export function readBoundedFile(path: string, maxBytes: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    return readBounded(descriptor, maxBytes);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads an open file to its end, as {@link readBoundedFile} does.
 *
 * @throws TooLong for one with more than `maxBytes`
 * @throws the error of the file system
 */
export function readBounded(descriptor: number, maxBytes: number): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = readSync(descriptor, chunk);
    if (length === 0) return Buffer.concat(chunks);
    total += length;
    if (total > maxBytes) throw new TooLong(`more than ${maxBytes} bytes`);
    chunks.push(chunk.subarray(0, length));
  }
}
