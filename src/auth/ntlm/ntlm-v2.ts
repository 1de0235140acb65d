import { encodeUtf16, upperCaseUtf16 } from '../../bytes/index.js';
import { hmacMd5 } from '../../crypto/md5.js';

/**
 * NTOWFv2 and LMOWFv2, 16 bytes ([MS-NLMP] 3.3.2). The user name is upper-cased; the domain is hashed as it is.
 *
 * @param ntHash NTOWFv1 of the password
 */
export function ntowfV2(ntHash: Buffer, userName: string, domainName: string): Buffer {
  return hmacMd5(ntHash, encodeUtf16(upperCaseUtf16(userName) + domainName));
}

/**
 * NTProofStr, 16 bytes.
 *
 * @param temp the client challenge as it is on the wire
 */
export function ntProofStr(responseKeyNt: Buffer, serverChallenge: Buffer, temp: Buffer): Buffer {
  return hmacMd5(responseKeyNt, serverChallenge, temp);
}

/** LMv2_RESPONSE, 24 bytes: a proof over both challenges, then the client's ([MS-NLMP] 2.2.2.4). */
export function lmV2Response(
  responseKeyLm: Buffer,
  serverChallenge: Buffer,
  clientChallenge: Buffer,
): Buffer {
  return Buffer.concat([hmacMd5(responseKeyLm, serverChallenge, clientChallenge), clientChallenge]);
}

/** SessionBaseKey, 16 bytes; it is the KeyExchangeKey as well ([MS-NLMP] 3.4.5.1). */
export function sessionBaseKeyV2(responseKey: Buffer, proof: Buffer): Buffer {
  return hmacMd5(responseKey, proof);
}
