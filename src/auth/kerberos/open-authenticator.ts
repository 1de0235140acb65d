import { CodecError } from '../../bytes/index.js';
import { decode } from '../../der/structure.js';
import { keyUsage, type ProtocolKey } from '../../krb5/encryption/index.js';
import { type Authenticator, authenticator } from '../../krb5/messages/ap.js';
import type { EncryptedData } from '../../krb5/messages/encrypted-data.js';
import { isSameName, principalToText } from '../../krb5/messages/principal.js';
import { quoted } from '../../text/printable.js';
import type { Checks, Refused } from './checks.js';
import { type OpenedTicket, protocolKeyOf, wordsOfKey } from './open-ticket.js';

/** An authenticator that the ticket's session key decrypted: its sender knows that key. Secret. */
export interface OpenedAuthenticator {
  readonly authenticator: Authenticator;
  /** The client's subkey; undefined: it sends none. */
  readonly subkey: ProtocolKey | undefined;
}

/** Decrypts the authenticator, and compares its client with the ticket's (RFC 4120 3.2.3). */
export function openAuthenticator(
  { etype, cipher }: EncryptedData,
  { part, sessionKey }: OpenedTicket,
  etypes: readonly number[],
  checks: Checks,
): OpenedAuthenticator | Refused {
  const invalid = (detail: string): Refused =>
    checks.failed('authenticator', 'authenticator-invalid', detail);
  const { type, key } = sessionKey;
  if (etype !== type.etype)
    return invalid(`encryption type ${etype}, and the session key’s is ${type.etype}`);
  const plain = type.decrypt(key, keyUsage.apReqAuthenticator, cipher);
  if (plain === undefined) return invalid('it does not decrypt');
  let opened: Authenticator;
  try {
    opened = decode(authenticator, plain, 'Authenticator');
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return invalid(error.message);
  }
  checks.passed('authenticator');
  if (opened.crealm !== part.crealm || !isSameName(opened.cname, part.cname)) {
    const inTicket = quoted(principalToText({ realm: part.crealm, name: part.cname }));
    const inAuthenticator = quoted(principalToText({ realm: opened.crealm, name: opened.cname }));
    const detail = `${inTicket} in the ticket, ${inAuthenticator} in the authenticator`;
    return checks.failed('client-name', 'ticket-client-mismatch', detail);
  }
  checks.passed('client-name');
  if (opened.subkey === undefined) return { authenticator: opened, subkey: undefined };
  const subkey = protocolKeyOf(opened.subkey, etypes);
  if (subkey === undefined) {
    return checks.failed('subkey-enctype', 'session-enctype-refused', wordsOfKey('subkey', opened.subkey));
  }
  checks.passed('subkey-enctype');
  return { authenticator: opened, subkey };
}
