import { decode } from '../der/structure.js';
import { authorizationEntries } from '../krb5/authorization-entries.js';
import { keyUsage, type ProtocolKey } from '../krb5/encryption/index.js';
import {
  type AuthorizationData,
  authorizationData,
  AuthorizationDataType,
} from '../krb5/messages/authorization-data.js';
import type { EncryptedData } from '../krb5/messages/encrypted-data.js';
import { type OrRefusal, refuse } from './refusal.js';

/**
 * The authorization data that a client wants in its ticket (RFC 4120 3.3.3). Only a KDC makes PACs and KDC-issued
 * entries: from a client they are left out, together with the container they are in.
 *
 * @param subkey of the authenticator, if it has one: it encrypts in the place of the session key
 * @throws CodecError for authorization data that cannot be read, in a container too
 */
export function entriesOfRequest(
  encrypted: EncryptedData | undefined,
  session: ProtocolKey,
  subkey: ProtocolKey | undefined,
): OrRefusal<AuthorizationData> {
  if (encrypted === undefined) return [];
  const { type, key } = subkey ?? session;
  const usage =
    subkey === undefined ? keyUsage.tgsReqAuthorizationData : keyUsage.tgsReqAuthorizationDataSubkey;
  const plain = type.decrypt(key, usage, encrypted.cipher);
  if (plain === undefined)
    return refuse('KRB_AP_ERR_BAD_INTEGRITY', 'the authorization data does not decrypt');
  const wanted = decode(authorizationData, plain, 'AuthorizationData');
  // "KDCs that do not understand the type of an element embedded within the mandatory-for-kdc element MUST reject the
  // request" (RFC 4120 5.2.6.4): this one understands none.
  if (authorizationEntries(wanted).some(({ adType }) => adType === AuthorizationDataType.MANDATORY_FOR_KDC))
    return refuse('KDC_ERR_BADOPTION', 'authorization data that is mandatory for the KDC, which knows none');
  return wanted.filter((entry) =>
    authorizationEntries([entry]).every(({ adType }) => !madeByKdc.has(adType)),
  );
}

const madeByKdc: ReadonlySet<number> = new Set([
  AuthorizationDataType.KDC_ISSUED,
  AuthorizationDataType.WIN2K_PAC,
]);
