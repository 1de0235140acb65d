import { isNtlmMessage } from '../auth/ntlm-token.js';

/** Tag of a token in the framing of RFC 2743 3.1. */
const INITIAL_CONTEXT_TOKEN = 0x60;
/** Tag of a NegTokenResp (RFC 4178 4.2). */
const NEG_TOKEN_RESP = 0xa1;

const NEGOTIATE_MESSAGE = 1;

/**
 * The place of a token in its login, by its first octets: `first` begins one, `later` answers a token of ours. The
 * mechanism decides about `unknown`.
 */
export function placeOf(token: Buffer): 'first' | 'later' | 'unknown' {
  if (isNtlmMessage(token)) {
    return token.length >= 12 && token.readUInt32LE(8) === NEGOTIATE_MESSAGE ? 'first' : 'later';
  }
  if (token[0] === INITIAL_CONTEXT_TOKEN) return 'first';
  return token[0] === NEG_TOKEN_RESP ? 'later' : 'unknown';
}
