import type { ServiceKey } from '../../../src/auth/kerberos/service-keys.js';
import { encode } from '../../../src/der/structure.js';
import { encryptionTypeOf, keyUsage } from '../../../src/krb5/encryption/index.js';
import {
  apRep,
  apReq,
  authenticator,
  type Authenticator,
  encApRepPart,
} from '../../../src/krb5/messages/ap.js';
import { authorizationData, AuthorizationDataType } from '../../../src/krb5/messages/authorization-data.js';
import type { EncryptedData, EncryptionKey } from '../../../src/krb5/messages/encrypted-data.js';
import { type Principal, principalFromText } from '../../../src/krb5/messages/principal.js';
import { encTicketPart, type EncTicketPart, ticket } from '../../../src/krb5/messages/ticket.js';

/** A moment at which the forged tickets are valid. */
export const NOW = Date.UTC(2026, 4, 6, 7, 8, 9);

export const service = principalFromText('cifs/files.example.test@EXAMPLE.TEST')!;
export const client = principalFromText('alice@EXAMPLE.TEST')!;

/** The service's key and the ticket's session key. */
export const serviceKey = {
  principal: 'cifs/files.example.test@EXAMPLE.TEST',
  etype: 18,
  kvno: 3,
  key: Buffer.alloc(32, 3),
};
export const sessionKey: EncryptionKey = { keytype: 18, keyvalue: Buffer.alloc(32, 4) };

/** Encrypts with a confounder of zeros. */
export function seal(
  { keytype, keyvalue }: EncryptionKey,
  usage: number,
  plain: Buffer,
  kvno?: number,
): EncryptedData {
  const encryption = encryptionTypeOf(keytype)!;
  const cipher = encryption.encrypt(keyvalue, usage, plain, Buffer.alloc(encryption.confounderLength));
  return { etype: keytype, kvno, cipher };
}

/** The parts of a login that are not as usual. */
export interface Forgery {
  readonly part?: Partial<EncTicketPart>;
  readonly authenticator?: Partial<Authenticator>;
  readonly apOptions?: number;
  readonly service?: Principal;
  /** Default: {@link serviceKey}. */
  readonly serviceKey?: Pick<ServiceKey, 'etype' | 'kvno' | 'key'>;
  /** Encryption type and key version that the ticket claims. */
  readonly claimed?: Partial<EncryptedData>;
  readonly pac?: Buffer;
  /** Signs the authenticator with another key than the ticket's session key. */
  readonly authenticatorKey?: EncryptionKey;
}

/** The contents of a ticket of alice. */
export function ticketPart(changes: Partial<EncTicketPart> = {}, pac?: Buffer): EncTicketPart {
  const inner = pac && [{ adType: AuthorizationDataType.WIN2K_PAC, adData: pac }];
  return {
    flags: 0,
    key: sessionKey,
    crealm: client.realm,
    cname: client.name,
    transited: { trType: 1, contents: Buffer.alloc(0) },
    authtime: NOW - 3_600_000,
    starttime: NOW - 1_800_000,
    endtime: NOW + 3_600_000,
    authorizationData: inner && [
      { adType: AuthorizationDataType.IF_RELEVANT, adData: encode(authorizationData, inner) },
    ],
    ...changes,
  };
}

/** An AP-REQ without framing. */
export function forgeApReq(forgery: Forgery = {}): Buffer {
  const part = ticketPart(forgery.part, forgery.pac);
  const { realm, name: sname } = forgery.service ?? service;
  const { etype, kvno, key } = forgery.serviceKey ?? serviceKey;
  const encPart = {
    ...seal({ keytype: etype, keyvalue: key }, keyUsage.ticket, encode(encTicketPart, part), kvno),
    ...forgery.claimed,
  };
  const value = { tktVno: 5, realm, sname, encPart };
  const proof = encode(authenticator, {
    crealm: part.crealm,
    cname: part.cname,
    ctime: NOW,
    cusec: 42,
    ...forgery.authenticator,
  });
  return encode(apReq, {
    apOptions: forgery.apOptions ?? 0,
    ticket: { value, der: encode(ticket, value) },
    authenticator: seal(forgery.authenticatorKey ?? part.key, keyUsage.apReqAuthenticator, proof),
  });
}

/** The AP-REP to {@link forgeApReq}. */
export function forgeApRep(
  changes: { readonly ctime?: number; readonly subkey?: EncryptionKey; readonly key?: EncryptionKey } = {},
): Buffer {
  const { key = sessionKey, ...part } = changes;
  const plain = encode(encApRepPart, { ctime: NOW, cusec: 42, ...part });
  return encode(apRep, { encPart: seal(key, keyUsage.apRepEncPart, plain) });
}
