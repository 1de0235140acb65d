import { CodecError } from '../../bytes/index.js';
import type { NtlmAuthenticateFact } from './facts.js';
import type { AuthenticateMessage } from './authenticate-message.js';
import { NegotiateFlags } from './negotiate-flags.js';
import { decodeNtlmV2Response, type NtlmV2Response } from './ntlmv2-response.js';

/** A kind of response, with its parts. */
export type ClientResponse =
  /** Neither a name nor a response ([MS-NLMP] 3.2.5.1.2). */
  | { readonly kind: 'anonymous' }
  /** A name, but no response that could prove it. */
  | { readonly kind: 'none' }
  /** LM or LMv2: which of them cannot be seen. */
  | { readonly kind: 'lm'; readonly lm: Buffer }
  | { readonly kind: 'ntlmv1'; readonly nt: Buffer }
  /** NTLMv1 with extended session security; the client's challenge takes the place of the LM response. */
  | { readonly kind: 'ntlmv1-ess'; readonly nt: Buffer; readonly clientChallenge: Buffer }
  | ({ readonly kind: 'ntlmv2' } & NtlmV2Response);

/**
 * Tells the kind of response by the length of the NT response. The LM response beside one is never judged: with
 * extended session security it carries the client's nonce, so it proves nothing.
 *
 * @param agreedFlags the flags of both sides
 * @throws CodecError when the NT response is none of the defined kinds
 */
export function responseOf(message: AuthenticateMessage, agreedFlags: number): ClientResponse {
  const nt = message.ntChallengeResponse;
  const lm = message.lmChallengeResponse;
  if (nt.length > 24) {
    const { ntProofStr, temp, clientChallenge } = decodeNtlmV2Response(nt);
    return { kind: 'ntlmv2', ntProofStr, temp, clientChallenge };
  }
  if (nt.length === 24) {
    // Without a client challenge it is the older response, whatever the flags say ([MS-APDS] 3.1.5.2).
    const extended = (agreedFlags & NegotiateFlags.EXTENDED_SESSIONSECURITY) !== 0 && lm.length >= 8;
    return extended ? { kind: 'ntlmv1-ess', nt, clientChallenge: lm.subarray(0, 8) } : { kind: 'ntlmv1', nt };
  }
  if (nt.length !== 0) {
    throw new CodecError('malformed', 'AUTHENTICATE_MESSAGE', 'NtChallengeResponse', 0, `${nt.length} bytes`);
  }
  if (message.userName === '' && (lm.length === 0 || (lm.length === 1 && lm[0] === 0))) {
    return { kind: 'anonymous' };
  }
  return lm.length === 24 && !isZero(lm) ? { kind: 'lm', lm } : { kind: 'none' };
}

/** The kind of the LM response beside a response, for the record. */
export function lmKindOf(
  message: AuthenticateMessage,
  response: ClientResponse,
): NtlmAuthenticateFact['lmResponse'] {
  const lm = message.lmChallengeResponse;
  if (lm.length === 0) return 'empty';
  if (isZero(lm)) return 'zero';
  if (lm.length !== 24) return 'other';
  if (response.kind === 'ntlmv2') return 'lmv2';
  if (lm.equals(message.ntChallengeResponse)) return 'same-as-nt';
  return isZero(lm.subarray(8)) ? 'client-challenge' : 'lm';
}

export function isZero(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}
