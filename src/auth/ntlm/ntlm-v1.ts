import { upperCaseUtf16 } from '../../bytes/index.js';
import { des } from '../../crypto/des.js';
import { md4 } from '../../crypto/md4.js';
import { md5 } from '../../crypto/md5.js';

/** NTOWFv1 ([MS-NLMP] 3.3.1), the form in which accounts are kept. */
export { ntHashOfPassword as ntowfV1 } from '../nt-hash.js';

const lmConstant = Buffer.from('KGS!@#$%', 'latin1');

/**
 * LMOWFv1: the LM hash of a password, 16 bytes ([MS-NLMP] 3.3.1).
 *
 * @returns undefined for a password that has none: longer than 14 characters, or outside the OEM character set
 */
export function lmowfV1(password: string): Buffer | undefined {
  const upper = upperCaseUtf16(password);
  if (upper.length > 14) return undefined;
  for (let i = 0; i < upper.length; i++) if (upper.charCodeAt(i) > 0xff) return undefined;
  const padded = Buffer.alloc(14);
  padded.write(upper, 'latin1');
  return Buffer.concat([des(padded.subarray(0, 7), lmConstant), des(padded.subarray(7), lmConstant)]);
}

/** DESL ([MS-NLMP] section 6): an 8-byte block under the three DES keys of a 16-byte key, 24 bytes. */
function desl(key: Buffer, block: Buffer): Buffer {
  const last = Buffer.alloc(7);
  key.copy(last, 0, 14, 16);
  return Buffer.concat([des(key.subarray(0, 7), block), des(key.subarray(7, 14), block), des(last, block)]);
}

/** NTLMv1 and LM response: 24 bytes, of NTOWFv1 and LMOWFv1 respectively. */
export function ntlmV1Response(responseKey: Buffer, serverChallenge: Buffer): Buffer {
  return desl(responseKey, serverChallenge);
}

/** NTLMv1 response with extended session security, where the client adds a challenge of its own. */
export function ntlmV1ExtendedResponse(
  responseKeyNt: Buffer,
  serverChallenge: Buffer,
  clientChallenge: Buffer,
): Buffer {
  return desl(responseKeyNt, md5(Buffer.concat([serverChallenge, clientChallenge])).subarray(0, 8));
}

/** SessionBaseKey of NTLMv1 and LM: 16 bytes. */
export function sessionBaseKeyV1(responseKeyNt: Buffer): Buffer {
  return md4(responseKeyNt);
}
