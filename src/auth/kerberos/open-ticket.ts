import { CodecError } from '../../bytes/index.js';
import { decode } from '../../der/structure.js';
import { encryptionTypeOf, keyUsage, type ProtocolKey } from '../../krb5/encryption/index.js';
import type { EncryptionKey } from '../../krb5/messages/encrypted-data.js';
import { principalToText } from '../../krb5/messages/principal.js';
import { type EncTicketPart, encTicketPart, type Ticket } from '../../krb5/messages/ticket.js';
import type { Checks, Refused } from './checks.js';
import type { ServiceKey } from './service-keys.js';

/** A ticket that one of our keys decrypted. Secret. */
export interface OpenedTicket {
  readonly part: EncTicketPart;
  /** The key that decrypted it. */
  readonly serviceKey: ServiceKey;
  readonly sessionKey: ProtocolKey;
}

/** The most keys that are tried for one ticket: each try costs time, and names in a ticket are not to be trusted. */
const MAX_TRIES = 64;

/** Bytes that are decrypted for one ticket of no key of ours: some milliseconds, which the other clients wait. */
const MAX_BYTES_TRIED = 512 * 1024;

/**
 * Decrypts a ticket: with the key of its encryption type and version, or else with any other key of that type
 * ([MS-KILE] 3.4.5), because clients name version and service wrongly.
 *
 * @param etypes encryption types that policy takes
 */
export function openTicket(
  ticket: Ticket,
  keys: readonly ServiceKey[],
  etypes: readonly number[],
  checks: Checks,
): OpenedTicket | Refused {
  const { etype, cipher } = ticket.encPart;
  const type = etypes.includes(etype) ? encryptionTypeOf(etype) : undefined;
  if (type === undefined) {
    return checks.failed('ticket-enctype', 'ticket-enctype-refused', `encryption type ${etype}`, { etype });
  }
  checks.passed('ticket-enctype');
  const candidates = candidatesFor(ticket, keys);
  if (candidates.length === 0) {
    return checks.failed('service-key', 'service-key-missing', `none of ${type.name}`, { etype });
  }
  checks.passed('service-key');
  for (const serviceKey of candidates) {
    const plain = type.decrypt(serviceKey.key, keyUsage.ticket, cipher);
    if (plain !== undefined) return readTicket(plain, serviceKey, etypes, checks);
  }
  const tried = `${candidates.length} ${candidates.length === 1 ? 'key' : 'keys'} of ${type.name} tried`;
  return checks.failed('ticket-decryption', 'ticket-wrong-key', tried, { etype, keys: candidates.length });
}

/**
 * The keys of the ticket's encryption type: those of its version first, among them those of its service. A key that
 * stands under several names, as that of a machine does, is tried once.
 */
export function candidatesFor(
  { realm, sname, encPart: { etype, kvno, cipher } }: Ticket,
  keys: readonly ServiceKey[],
): readonly ServiceKey[] {
  const service = principalToText({ realm, name: sname });
  const byRank: [ServiceKey[], ServiceKey[], ServiceKey[], ServiceKey[]] = [[], [], [], []];
  for (const key of keys) {
    if (key.etype !== etype) continue;
    const isNamed = key.principal === service;
    byRank[key.kvno === kvno ? (isNamed ? 0 : 1) : isNamed ? 2 : 3].push(key);
  }
  const tries = Math.min(MAX_TRIES, Math.ceil(MAX_BYTES_TRIED / Math.max(1, cipher.length)));
  return distinct(byRank.flat(), tries);
}

/** The first keys of each value, `most` at most. */
function distinct(keys: readonly ServiceKey[], most: number): readonly ServiceKey[] {
  const found: ServiceKey[] = [];
  for (const key of keys) {
    if (found.length === most) break;
    if (!found.some((other) => other.key.equals(key.key))) found.push(key);
  }
  return found;
}

function readTicket(
  plain: Buffer,
  serviceKey: ServiceKey,
  etypes: readonly number[],
  checks: Checks,
): OpenedTicket | Refused {
  let part: EncTicketPart;
  try {
    part = decode(encTicketPart, plain, 'EncTicketPart');
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return checks.failed('ticket-decryption', 'ticket-malformed', error.message);
  }
  checks.passed('ticket-decryption');
  const sessionKey = protocolKeyOf(part.key, etypes);
  if (sessionKey === undefined) {
    return checks.failed('session-enctype', 'session-enctype-refused', wordsOfKey('session key', part.key));
  }
  checks.passed('session-enctype');
  return { part, serviceKey, sessionKey };
}

/** A key of an encryption type that policy takes, of the right length; undefined: it is none. */
export function protocolKeyOf(
  { keytype, keyvalue }: EncryptionKey,
  etypes: readonly number[],
): ProtocolKey | undefined {
  const type = etypes.includes(keytype) ? encryptionTypeOf(keytype) : undefined;
  return type?.keyLength === keyvalue.length ? { type, key: keyvalue } : undefined;
}

/** The kind and length of a key that cannot be used. */
export function wordsOfKey(name: string, { keytype, keyvalue }: EncryptionKey): string {
  return `${name} of encryption type ${keytype} and ${keyvalue.length} bytes`;
}
