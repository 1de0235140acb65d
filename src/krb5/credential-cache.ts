import { Reader } from '../bytes/index.js';
import type { AuthorizationData } from './messages/authorization-data.js';
import type { EncryptionKey } from './messages/encrypted-data.js';
import type { Principal } from './messages/principal.js';
import type { HostAddresses } from './messages/ticket.js';
import { OrderedReader } from './ordered-reader.js';

/** One ticket of a credential cache with its session key. Times are milliseconds since 1970 in whole seconds. */
export interface Credential {
  readonly client: Principal;
  readonly server: Principal;
  /** The session key: secret. */
  readonly key: EncryptionKey;
  readonly authtime: number;
  /** 0: valid from `authtime` on. */
  readonly starttime: number;
  readonly endtime: number;
  /** 0: the ticket cannot be renewed. */
  readonly renewTill: number;
  /** Whether the ticket is for a user, encrypted under the session key of its own ticket. */
  readonly isSkey: boolean;
  /** TicketFlags; bit 0 is the highest. */
  readonly flags: number;
  readonly addresses: HostAddresses;
  readonly authorizationData: AuthorizationData;
  /** The DER of the Ticket. */
  readonly ticket: Buffer;
  /** The DER of the ticket of a user-to-user request; empty otherwise. */
  readonly secondTicket: Buffer;
}

/** The contents of a FILE credential cache. */
export interface CredentialCache {
  /** The clock of the KDC less that of the client. */
  readonly kdcOffset?: { readonly seconds: number; readonly microseconds: number };
  readonly defaultPrincipal: Principal;
  readonly credentials: readonly Credential[];
}

const CACHE = 'credential cache';
const VERSION = 0x0504;
const DELTA_TIME_TAG = 1;

/** Bytes of the largest cache that is read. */
const MAX_CACHE_LENGTH = 8 << 20;
const MAX_COMPONENTS = 16;
const MAX_ELEMENTS = 64;

/**
 * The contents of a FILE credential cache of version 4.
 *
 * @throws CodecError for bytes that are none, or one that is cut
 */
export function decodeCredentialCache(bytes: Buffer): CredentialCache {
  const reader = new Reader(bytes, CACHE);
  if (bytes.length > MAX_CACHE_LENGTH) reader.fail('out-of-range', 'size', `${bytes.length} bytes`);
  const from = new OrderedReader(reader);
  if (from.u16('version') !== VERSION) from.fail('bad-constant', 'version', 'not 0x0504');
  const kdcOffset = readHeader(from.part(from.u16('header length'), CACHE, 'header'));
  const defaultPrincipal = readPrincipal(from, 'default principal');
  const credentials: Credential[] = [];
  while (from.remaining > 0) credentials.push(readCredential(from));
  return { ...(kdcOffset && { kdcOffset }), defaultPrincipal, credentials };
}

function readHeader(header: OrderedReader): CredentialCache['kdcOffset'] {
  let kdcOffset: CredentialCache['kdcOffset'];
  while (header.remaining > 0) {
    const tag = header.u16('tag');
    const value = header.part(header.u16('tag length'), CACHE, 'tag data');
    if (tag === DELTA_TIME_TAG)
      kdcOffset = { seconds: value.u32('seconds') | 0, microseconds: value.u32('microseconds') | 0 };
  }
  return kdcOffset;
}

function readPrincipal(from: OrderedReader, field: string): Principal {
  const nameType = from.u32(field) | 0;
  const count = countOf(from, field, MAX_COMPONENTS);
  const realm = from.text(from.u32(field), field);
  const nameString = Array.from({ length: count }, () => from.text(from.u32(field), field));
  return { realm, name: { nameType, nameString } };
}

function readCredential(from: OrderedReader): Credential {
  const data = (field: string): Buffer => from.bytes(from.u32(field), field);
  const time = (field: string): number => from.u32(field) * 1000;
  const list = <T>(field: string, read: () => T): T[] =>
    Array.from({ length: countOf(from, field, MAX_ELEMENTS) }, read);
  return {
    client: readPrincipal(from, 'client'),
    server: readPrincipal(from, 'server'),
    key: { keytype: signed16(from.u16('keytype')), keyvalue: data('keyvalue') },
    authtime: time('authtime'),
    starttime: time('starttime'),
    endtime: time('endtime'),
    renewTill: time('renew_till'),
    isSkey: from.u8('is_skey') !== 0,
    flags: from.u32('ticket flags'),
    addresses: list('addresses', () => ({
      addrType: signed16(from.u16('addrtype')),
      address: data('address'),
    })),
    authorizationData: list('authdata', () => ({
      adType: signed16(from.u16('ad_type')),
      adData: data('authdata'),
    })),
    ticket: data('ticket'),
    secondTicket: data('second ticket'),
  };
}

function countOf(from: OrderedReader, field: string, most: number): number {
  const count = from.u32(field);
  if (count > most) from.fail('out-of-range', field, `${count} elements`);
  return count;
}

function signed16(value: number): number {
  return (value << 16) >> 16;
}

/**
 * A FILE credential cache of version 4. The header holds the KDC's offset where there is one.
 *
 * @throws RangeError when a number does not fit its field
 */
export function encodeCredentialCache({ kdcOffset, defaultPrincipal, credentials }: CredentialCache): Buffer {
  const header = kdcOffset
    ? [u16(DELTA_TIME_TAG), u16(8), u32(kdcOffset.seconds), u32(kdcOffset.microseconds)]
    : [];
  return Buffer.concat([
    u16(VERSION),
    u16(kdcOffset ? 12 : 0),
    ...header,
    ...principalParts(defaultPrincipal),
    ...credentials.flatMap(credentialParts),
  ]);
}

function credentialParts(credential: Credential): Buffer[] {
  const { key, addresses, authorizationData } = credential;
  return [
    ...principalParts(credential.client),
    ...principalParts(credential.server),
    u16(key.keytype),
    ...counted(key.keyvalue),
    ...[credential.authtime, credential.starttime, credential.endtime, credential.renewTill].map((time) =>
      u32(Math.floor(time / 1000)),
    ),
    Buffer.from([credential.isSkey ? 1 : 0]),
    u32(credential.flags),
    u32(addresses.length),
    ...addresses.flatMap(({ addrType, address }) => [u16(addrType), ...counted(address)]),
    u32(authorizationData.length),
    ...authorizationData.flatMap(({ adType, adData }) => [u16(adType), ...counted(adData)]),
    ...counted(credential.ticket),
    ...counted(credential.secondTicket),
  ];
}

function principalParts({ realm, name }: Principal): Buffer[] {
  return [
    u32(name.nameType),
    u32(name.nameString.length),
    ...counted(Buffer.from(realm)),
    ...name.nameString.flatMap((component) => counted(Buffer.from(component))),
  ];
}

function counted(bytes: Buffer): Buffer[] {
  return [u32(bytes.length), bytes];
}

function u16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeUInt16BE(value < 0 ? value + 0x1_0000 : value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value < 0 ? value + 0x1_0000_0000 : value);
  return bytes;
}
