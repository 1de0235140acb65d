import { NegotiateFlags } from './negotiate-flags.js';
import { lmowfV1, ntlmV1ExtendedResponse, ntlmV1Response } from './ntlm-v1.js';
import { lmV2Response, ntProofStr } from './ntlm-v2.js';
import { encodeUtf16 } from '../../bytes/index.js';
import { equalInConstantTime } from '../../crypto/constant-time.js';
import { hmacMd5 } from '../../crypto/md5.js';
import type { TriedSecret } from '../mechanism-words.js';
import type { NtlmProofFailedFact } from './facts.js';

/** NTLMv2 and LMv2, the kinds that hash names. */
export function hashesNames({ ntResponse, lmResponse }: NtlmProofFailedFact): boolean {
  return ntResponse.length > 24 || (ntResponse.length === 0 && lmResponse.length === 24);
}

/** Whether extended session security was agreed on, with a client challenge to go with it. */
export function isExtended({ agreedFlags, lmResponse }: NtlmProofFailedFact): boolean {
  return (agreedFlags & NegotiateFlags.EXTENDED_SESSIONSECURITY) !== 0 && lmResponse.length >= 8;
}

/** Whether the response is the one that a password and names make ([MS-NLMP] 3.3). */
export function provedBy(
  failed: NtlmProofFailedFact,
  { ntHash, password, user, domain }: TriedSecret,
): boolean {
  const { ntResponse, lmResponse, serverChallenge } = failed;
  if (ntResponse.length > 24) {
    const key = hmacMd5(ntHash, encodeUtf16(user + domain));
    const proof = ntProofStr(key, serverChallenge, ntResponse.subarray(16));
    return equalInConstantTime(proof, ntResponse.subarray(0, 16));
  }
  if (ntResponse.length === 24) {
    const expected = isExtended(failed)
      ? ntlmV1ExtendedResponse(ntHash, serverChallenge, lmResponse.subarray(0, 8))
      : ntlmV1Response(ntHash, serverChallenge);
    return equalInConstantTime(expected, ntResponse);
  }
  if (ntResponse.length !== 0 || lmResponse.length !== 24) return false;
  const key = hmacMd5(ntHash, encodeUtf16(user + domain));
  if (equalInConstantTime(lmV2Response(key, serverChallenge, lmResponse.subarray(16)), lmResponse))
    return true;
  const lmowf = password === undefined ? undefined : lmowfV1(password);
  return lmowf !== undefined && equalInConstantTime(ntlmV1Response(lmowf, serverChallenge), lmResponse);
}
