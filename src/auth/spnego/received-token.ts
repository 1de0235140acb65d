import { DerTag } from '../../der/der.js';
import { spnegoOid } from './mech-type.js';
import { decodeNegTokenInit, readThisMech, type NegTokenInit } from './neg-token-init.js';
import { decodeNegTokenResp, type NegTokenResp } from './neg-token-resp.js';

/** A whole token from a client, by its form. */
export type ReceivedToken =
  | { readonly form: 'init'; readonly init: NegTokenInit }
  | { readonly form: 'resp'; readonly resp: NegTokenResp }
  /** A mechanism's own token without SPNEGO, such as GSS-API framing around another OID than SPNEGO's. */
  | { readonly form: 'bare'; readonly oid: string; readonly token: Buffer };

/**
 * Decodes a token in SPNEGO or GSS-API framing; a token without framing is recognised by its mechanism.
 *
 * @throws CodecError for any other token
 */
export function decodeReceivedToken(token: Buffer): ReceivedToken {
  if (token[0] !== DerTag.INITIAL_CONTEXT_TOKEN) return { form: 'resp', resp: decodeNegTokenResp(token) };
  const oid = readThisMech(token);
  return oid === spnegoOid ? { form: 'init', init: decodeNegTokenInit(token) } : { form: 'bare', oid, token };
}
