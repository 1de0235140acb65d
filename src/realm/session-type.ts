import { type EncryptionType, encryptionTypes, rc4Hmac } from '../krb5/encryption/index.js';
import type { Client } from './clients.js';
import type { KdcState } from './kdc-state.js';
import { type OrRefusal, refuse } from './refusal.js';
import { etypeOf } from './scripted-state.js';
import type { Service } from './services.js';

/**
 * The encryption type of a session key: the first that the client lists (RFC 4120 3.1.3). It is rc4-hmac where a script
 * says so, or where the client has no other key either.
 *
 * @param offered by the client, in its order
 */
export function chooseSessionType(
  { clients, states }: KdcState,
  client: Client,
  service: Service,
  offered: readonly number[],
): OrRefusal<EncryptionType> {
  const scripted = etypeOf(states.ofRequest(client, service));
  const mayBeRc4 = clients.typesOf(client, undefined).every(({ etype }) => etype === rc4Hmac.etype);
  const etype = offered.find((each) =>
    scripted === undefined
      ? encryptionTypes.some((type) => type.etype === each) && (each !== rc4Hmac.etype || mayBeRc4)
      : each === scripted,
  );
  return (
    encryptionTypes.find((type) => type.etype === etype) ??
    refuse('KDC_ERR_ETYPE_NOSUPP', `no encryption type of the client serves for ${service.text}`)
  );
}
