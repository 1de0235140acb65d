import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { systemErrorText } from '../values/system-error.js';

/** A fault of a file in words of our own, which quote nothing of it. */
export class FileFault extends Error {}

/** A pipe, or a file of the system that is like one, would be waited for. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The contents of a file that is no larger than it may be.
 *
 * @throws FileFault for a file that is larger or none; the error of the system for one that cannot be read
 */
export function readBounded(path: string, most: number): Buffer {
  const descriptor = openSync(path, openFlags);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw new FileFault('is not a file');
    if (found.size > most) throw new FileFault(`has more than ${most} bytes`);
    return readWhole(descriptor, found.size);
  } finally {
    closeSync(descriptor);
  }
}

function readWhole(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    length += count;
    if (count === 0) return bytes.subarray(0, length);
    if (length > size) throw new FileFault('has become longer while it was read');
  }
}

/** A text that changes whenever the file is written, replaced, removed or created. */
export function fingerprintOf(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    return systemErrorText(error) ?? 'unknown';
  }
}
