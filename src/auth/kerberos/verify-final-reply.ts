import { CodecError } from '../../bytes/index.js';
import { decode } from '../../der/structure.js';
import { keyUsage } from '../../krb5/encryption/index.js';
import { type ContextToken, TokenId } from '../../krb5/gss/context-token.js';
import { apRep, encApRepPart, type EncApRepPart } from '../../krb5/messages/ap.js';
import type { Accepted } from './accept-request.js';
import type { Checks, Refused } from './checks.js';

/**
 * Verifies the AP-REP of the client that ends a login in DCE style ([MS-KILE] 3.4.5.1): under the session key, with
 * the sequence number of our AP-REP. Its time is not looked at, because MIT's library takes the present one. It has no
 * subkey, so that our own AP-REP, sent back, is none.
 */
export function verifyFinalReply(
  { sessionKey: { type, key }, sent }: Pick<Accepted, 'sessionKey' | 'sent'>,
  { oid, tokenId, message }: ContextToken,
  checks: Checks,
): Refused | undefined {
  const failed = (detail: string): Refused =>
    checks.failed('mutual-authentication', 'kerberos-mutual-failed', detail);
  if (oid !== undefined || tokenId !== TokenId.AP_REP) return failed('no bare AP-REP came');
  let part: EncApRepPart;
  try {
    const { etype, cipher } = decode(apRep, message, 'AP-REP').encPart;
    const plain = etype === type.etype ? type.decrypt(key, keyUsage.apRepEncPart, cipher) : undefined;
    if (plain === undefined) return failed('it does not decrypt');
    part = decode(encApRepPart, plain, 'EncAPRepPart');
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return failed(error.message);
  }
  if (part.subkey !== undefined) return failed('it has a subkey');
  if (part.seqNumber !== sent.seqNumber) return failed('another sequence number than ours');
  checks.passed('mutual-authentication');
  return undefined;
}
