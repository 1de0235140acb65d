import type { Runtime } from '../runtime/runtime.js';

/** Bytes of a challenge and of a credential ([MS-NRPC] 2.2.1.3.4). */
export const CREDENTIAL_LENGTH = 8;

/** Bytes of a challenge that both sides look at ([MS-NRPC] 3.1.4.1). */
const LOOKED_AT = 5;

/** So many draws of a random source do not all fail. */
const DRAWS = 16;

/** Bytes of a server challenge that may repeat the client's by chance. */
const REPEATED = 4;

/**
 * Whether a challenge has a byte among its first five that occurs there once ([MS-NRPC] 3.1.4.1). In CFB mode with a
 * zero vector a challenge of equal bytes has, with one key of 256, a credential that is known without the key
 * (CVE-2020-1472).
 */
export function isUnpredictable(challenge: Buffer): boolean {
  const bytes = [...challenge.subarray(0, LOOKED_AT)];
  return bytes.some((byte) => bytes.indexOf(byte) === bytes.lastIndexOf(byte));
}

/**
 * Whether a server challenge repeats the client's. With the same key and vector its credential begins as the client's
 * does: who echoes the challenge could echo the credential.
 */
export function repeatsChallenge(serverChallenge: Buffer, clientChallenge: Buffer): boolean {
  return serverChallenge.subarray(0, REPEATED).equals(clientChallenge.subarray(0, REPEATED));
}

/**
 * A fresh client challenge.
 *
 * @throws RangeError for a runtime that does not give one
 */
export function drawChallenge(runtime: Pick<Runtime, 'randomBytes'>): Buffer {
  for (let i = 0; i < DRAWS; i++) {
    const challenge = runtime.randomBytes(CREDENTIAL_LENGTH);
    if (isUnpredictable(challenge)) return challenge;
  }
  throw new RangeError('runtime.randomBytes gives no random challenge');
}
