import { der, DerTag } from '../../der/der.js';
import { encodeObjectIdentifier } from '../../der/object-identifier.js';
import { encode } from '../../der/structure.js';
import { keyUsage, type ProtocolKey } from '../../krb5/encryption/index.js';
import { KrbErrorCode } from '../../krb5/error-codes.js';
import { type ContextToken, kerberosOids, TokenId } from '../../krb5/gss/context-token.js';
import { apRep, encApRepPart, type EncApRepPart } from '../../krb5/messages/ap.js';
import { kerbErrorData, KerbErrorDataType } from '../../krb5/messages/kerb-error-data.js';
import { krbError } from '../../krb5/messages/krb-error.js';
import type { Ticket } from '../../krb5/messages/ticket.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';

/** The names of the mechanism in DER: encoded at each login they would take as long as a key. */
const encodedOids = new Map<string, Buffer>(kerberosOids.map((oid) => [oid, encodeObjectIdentifier(oid)]));

/** Puts a message into the framing of the token that it answers: none for a bare one (RFC 4121 4.1). */
export function frameLike({ oid }: ContextToken, tokenId: number, message: Buffer): Buffer {
  if (oid === undefined) return message;
  const id = Buffer.alloc(2);
  id.writeUInt16BE(tokenId);
  const mechanism = encodedOids.get(oid) ?? encodeObjectIdentifier(oid);
  return der(DerTag.INITIAL_CONTEXT_TOKEN, mechanism, id, message);
}

/** An AP-REP under the ticket's session key (RFC 4120 3.2.4). */
export function encodeApRep(part: EncApRepPart, { type, key }: ProtocolKey, runtime: CheckedRuntime): Buffer {
  const confounder = runtime.randomBytes(type.confounderLength);
  const cipher = type.encrypt(key, keyUsage.apRepEncPart, encode(encApRepPart, part), confounder);
  return encode(apRep, { encPart: { etype: type.etype, cipher } });
}

/** The client may try again with the time of the KRB-ERROR ([MS-KILE] 2.2.2). */
const skewRecovery = encode(kerbErrorData, { dataType: KerbErrorDataType.SKEW_RECOVERY });

/** A KRB-ERROR in the framing of the token that it answers. Nothing protects it, so it tells nothing but our time. */
export function errorToken(
  asked: ContextToken,
  { realm, sname }: Ticket,
  errorCode: number,
  now: number,
): Buffer {
  const stime = Math.floor(now / 1000) * 1000;
  const isSkew = errorCode === KrbErrorCode.KRB_AP_ERR_SKEW;
  const message = encode(krbError, {
    stime,
    susec: Math.floor(now - stime) * 1000,
    errorCode,
    realm,
    sname,
    ...(isSkew && { eData: skewRecovery }),
  });
  return frameLike(asked, TokenId.KRB_ERROR, message);
}
