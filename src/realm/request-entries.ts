import { decode } from '../der/structure.js';
import { type EncryptionType, keyUsage } from '../krb5/encryption/index.js';
import {
  type AuthorizationData,
  authorizationData,
  AuthorizationDataType,
} from '../krb5/messages/authorization-data.js';
import type { EncryptedData } from '../krb5/messages/encrypted-data.js';
import { type OrRefusal, refuse } from './refusal.js';

/** A key with its encryption type. Secret. */
export interface TypedKey {
  readonly type: EncryptionType;
  readonly key: Buffer;
}

/**
 * The authorization data that a client wants in its ticket (RFC 4120 3.3.3). Only a KDC makes PACs and KDC-issued
 * entries: from a client they are left out, together with the container they are in.
 *
 * @param subkey of the authenticator, if it has one: it encrypts in the place of the session key
 */
export function entriesOfRequest(
  encrypted: EncryptedData | undefined,
  session: TypedKey,
  subkey: TypedKey | undefined,
): OrRefusal<AuthorizationData> {
  if (encrypted === undefined) return [];
  const { type, key } = subkey ?? session;
  const usage =
    subkey === undefined ? keyUsage.tgsReqAuthorizationData : keyUsage.tgsReqAuthorizationDataSubkey;
  const plain = type.decrypt(key, usage, encrypted.cipher);
  if (plain === undefined)
    return refuse('KRB_AP_ERR_BAD_INTEGRITY', 'the authorization data does not decrypt');
  return decode(authorizationData, plain, 'AuthorizationData').filter(({ adType, adData }) => {
    if (madeByKdc.has(adType)) return false;
    if (!containers.has(adType)) return true;
    const inner = decode(authorizationData, adData, 'AD-IF-RELEVANT');
    // Containers within containers may hide anything, and no client sends them.
    return inner.every((entry) => !madeByKdc.has(entry.adType) && !containers.has(entry.adType));
  });
}

const madeByKdc: ReadonlySet<number> = new Set([
  AuthorizationDataType.KDC_ISSUED,
  AuthorizationDataType.WIN2K_PAC,
]);

const containers: ReadonlySet<number> = new Set([
  AuthorizationDataType.IF_RELEVANT,
  AuthorizationDataType.MANDATORY_FOR_KDC,
]);
