import { ntlmV1ExtendedResponse, ntlmV1Response } from './ntlm-v1.js';
import { ntProofStr } from './ntlm-v2.js';
import { encodeUtf16 } from '../../bytes/index.js';
import { hmacMd5 } from '../../crypto/md5.js';
import type { NtlmProofFailedFact } from './facts.js';
import { isExtended } from './proof-again.js';

/** A response that a client makes of the right password by a wrong computation. */
export interface ResponseVariant {
  readonly variant: string;
  /** As the end of “the proof is right …”. */
  readonly words: string;
  /** The response, or the NTProofStr that it begins with. */
  readonly expected: () => Buffer;
}

/** The responses that known mistakes of clients under development make; each costs a hash or two. */
export function responseVariants(
  failed: NtlmProofFailedFact,
  ntHash: Buffer,
  names: { readonly user: string; readonly domain: string },
): ResponseVariant[] {
  if (failed.ntResponse.length === 24) return v1Variants(failed, ntHash);
  return failed.ntResponse.length > 24 ? v2Variants(failed, ntHash, names) : [];
}

function v1Variants(failed: NtlmProofFailedFact, ntHash: Buffer): ResponseVariant[] {
  const { serverChallenge, lmResponse } = failed;
  const plain = () => ntlmV1Response(ntHash, serverChallenge);
  if (isExtended(failed)) {
    const words = 'without the extended session security that both sides agreed on';
    return [{ variant: 'without-extended-security', words, expected: plain }];
  }
  if (lmResponse.length < 8) return [];
  const words = 'with extended session security, which was not agreed on';
  const extended = () => ntlmV1ExtendedResponse(ntHash, serverChallenge, lmResponse.subarray(0, 8));
  return [{ variant: 'with-extended-security', words, expected: extended }];
}

function v2Variants(
  { ntResponse, serverChallenge }: NtlmProofFailedFact,
  ntHash: Buffer,
  { user, domain }: { readonly user: string; readonly domain: string },
): ResponseVariant[] {
  const temp = ntResponse.subarray(16);
  const key = hmacMd5(ntHash, encodeUtf16(user + domain));
  const asBytes = hmacMd5(ntHash, Buffer.from(user + domain, 'utf8'));
  const reversed = Buffer.from(serverChallenge).reverse();
  return [
    {
      variant: 'zero-challenge',
      words: 'over a challenge of zeros instead of the server’s',
      expected: () => ntProofStr(key, Buffer.alloc(8), temp),
    },
    {
      variant: 'challenge-left-out',
      words: 'without the server’s challenge in it',
      expected: () => hmacMd5(key, temp),
    },
    {
      variant: 'challenge-reversed',
      words: 'over the server’s challenge with its bytes reversed',
      expected: () => ntProofStr(key, reversed, temp),
    },
    {
      variant: 'end-left-out',
      words: 'without the four zero bytes at the end of the client challenge',
      expected: () => ntProofStr(key, serverChallenge, temp.subarray(0, -4)),
    },
    {
      variant: 'end-not-sent',
      words: 'with four zero bytes at the end that were not sent',
      expected: () => ntProofStr(key, serverChallenge, Buffer.concat([temp, Buffer.alloc(4)])),
    },
    {
      variant: 'client-challenge-only',
      words: 'over the 8 bytes of the client’s challenge alone, as for LMv2',
      expected: () => ntProofStr(key, serverChallenge, temp.subarray(16, 24)),
    },
    {
      variant: 'names-not-hashed',
      words: 'with the NT hash itself as the key, without the names',
      expected: () => ntProofStr(ntHash, serverChallenge, temp),
    },
    {
      variant: 'names-not-utf16',
      words: 'with the names hashed as single bytes instead of UTF-16',
      expected: () => ntProofStr(asBytes, serverChallenge, temp),
    },
  ];
}
