import { encryptCfb8 } from '../crypto/cfb8.js';
import { hmacSha256 } from '../crypto/sha256.js';

const ZERO_VECTOR = Buffer.alloc(16);

/**
 * The session key of a secure channel with AES ([MS-NRPC] 3.1.4.3.1): 16 bytes.
 *
 * @param ntHash of the machine account's password
 */
export function computeSessionKey(ntHash: Buffer, clientChallenge: Buffer, serverChallenge: Buffer): Buffer {
  return hmacSha256(ntHash, Buffer.concat([clientChallenge, serverChallenge])).subarray(0, 16);
}

/** ComputeNetlogonCredential with AES ([MS-NRPC] 3.1.4.4.1): 8 bytes. */
export function computeCredential(input: Buffer, sessionKey: Buffer): Buffer {
  return encryptCfb8(sessionKey, ZERO_VECTOR, input);
}
