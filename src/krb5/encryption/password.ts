import { pbkdf2, pbkdf2Sync } from 'node:crypto';

/** The greatest iteration count: about a second of work. RFC 3962 section 4 has us choose a bound. */
const MOST_ITERATIONS = 1 << 20;

/**
 * PBKDF2 of a password (RFC 3962 section 4, RFC 8009 section 4).
 *
 * @param salt with the encryption type's own bytes in front, where it has some
 * @param iterations 1 to 1048576
 * @param length bytes of the result
 * @throws RangeError when the iteration count is not an integer in that range
 */
export function passwordBytes(
  hash: 'sha1' | 'sha256' | 'sha384',
  password: string,
  salt: Buffer,
  iterations: number,
  length: number,
): Buffer {
  checkIterations(iterations);
  return pbkdf2Sync(password, salt, iterations, length, hash);
}

/** {@link passwordBytes}, computed beside the event loop. */
export async function passwordBytesAsync(
  ...[hash, password, salt, iterations, length]: Parameters<typeof passwordBytes>
): Promise<Buffer> {
  checkIterations(iterations);
  return new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, length, hash, (error, bytes) =>
      error === null ? resolve(bytes) : reject(error),
    );
  });
}

function checkIterations(iterations: number): void {
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > MOST_ITERATIONS)
    throw new RangeError(`an iteration count is an integer from 1 to ${MOST_ITERATIONS}, not ${iterations}`);
}
