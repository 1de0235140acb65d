import { hmacMd5 } from '../../crypto/md5.js';
import { micLength, micOffset } from './authenticate-message.js';

const zeroMic = Buffer.alloc(micLength);

/**
 * The MIC over the three messages as they were on the wire, the MIC field of the last one zeroed ([MS-NLMP] 3.1.5.1.2):
 * 16 bytes.
 *
 * @param exportedSessionKey 16 bytes
 */
export function micOf(
  exportedSessionKey: Buffer,
  rawNegotiate: Buffer,
  rawChallenge: Buffer,
  rawAuthenticate: Buffer,
): Buffer {
  return hmacMd5(
    exportedSessionKey,
    rawNegotiate,
    rawChallenge,
    rawAuthenticate.subarray(0, micOffset),
    zeroMic,
    rawAuthenticate.subarray(micOffset + micLength),
  );
}
