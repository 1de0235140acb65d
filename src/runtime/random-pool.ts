import { randomFillSync } from 'node:crypto';

/** Bytes that are drawn from the system at a time. */
const POOL_BYTES = 4096;

/** Draws that are longer go to the system by themselves. */
const LONGEST_DRAW = 256;

/**
 * Unpredictable bytes of the system, which are drawn many at a time: a draw of 8 bytes costs as much as one of
 * thousands, and each login needs a few. Bytes that were given out are wiped from the pool at once and never given out
 * again. No two processes share a pool, because a process of Node.js begins anew and copies no other's memory.
 *
 * @param fill fills a Buffer with random bytes; default: the system's
 */
export function randomPool(fill: (bytes: Buffer) => void = randomFillSync): (length: number) => Buffer {
  const pool = Buffer.alloc(POOL_BYTES);
  let used = POOL_BYTES;
  return (length) => {
    const drawn = Buffer.alloc(length);
    if (length > LONGEST_DRAW) {
      fill(drawn);
      return drawn;
    }
    if (used + length > POOL_BYTES) {
      fill(pool);
      used = 0;
    }
    const end = used + length;
    // Usually a few bytes: one by one they cost less than the calls that copy and wipe them.
    for (let at = 0; at < length; at++) {
      drawn[at] = pool[used + at] ?? 0;
      pool[used + at] = 0;
    }
    used = end;
    return drawn;
  };
}
