import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from '../../src/der/structure.js';
import { type Credential, encodeCredentialCache } from '../../src/krb5/credential-cache.js';
import { encryptionTypeOf, keyUsage } from '../../src/krb5/encryption/index.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { encTicketPart, ticket, TicketFlags } from '../../src/krb5/messages/ticket.js';

/** The realm of tickets that are made without a KDC. */
export const madeRealm = 'EXAMPLE.TEST';

/** The tickets to make. */
export interface MadeTickets {
  /** The encryption type of tickets, session keys and all that is negotiated. */
  readonly etype: number;
  /** Services, without the realm: `cifs/files.example.test`. All have one key. */
  readonly services: readonly string[];
  /** The client, without the realm; default: `alice`. */
  readonly client?: string;
}

/**
 * Writes `krb5.conf`, `keytab` and `cc` as a KDC would have had them made.
 *
 * @returns the variables by which MIT's programs and Samba's find them
 */
export function makeTickets(
  folder: string,
  { etype, services, client: name = 'alice' }: MadeTickets,
): Record<'KRB5_CONFIG' | 'KRB5CCNAME' | 'KRB5_KTNAME' | 'KRB5RCACHENAME', string> {
  const type = encryptionTypeOf(etype);
  assert.ok(type);
  const serviceKey = Buffer.alloc(type.keyLength, 0x51);
  const key = { keytype: etype, keyvalue: Buffer.alloc(type.keyLength, 0x52) };
  const client = { realm: madeRealm, name: { nameType: 1, nameString: [name] } };
  const servers = services.map((service) => ({
    realm: madeRealm,
    name: { nameType: 3, nameString: service.split('/') },
  }));
  const now = Math.floor(Date.now() / 1000) * 1000;
  const times = { authtime: now, starttime: now, endtime: now + 3_600_000 };
  const plain = encode(encTicketPart, {
    flags: TicketFlags.INITIAL,
    key,
    crealm: madeRealm,
    cname: client.name,
    transited: { trType: 0, contents: Buffer.alloc(0) },
    ...times,
  });
  const cipher = type.encrypt(serviceKey, keyUsage.ticket, plain, Buffer.alloc(type.confounderLength, 1));
  const credentials = servers.map((server): Credential => ({
    client,
    server,
    key,
    ...times,
    renewTill: 0,
    isSkey: false,
    flags: TicketFlags.INITIAL,
    addresses: [],
    authorizationData: [],
    ticket: encode(ticket, {
      realm: madeRealm,
      sname: server.name,
      encPart: { etype, kvno: 1, cipher },
    }),
    secondTicket: Buffer.alloc(0),
  }));
  const path = (file: string): string => join(folder, file);
  // Samba takes no cache that others may read.
  writeFileSync(path('cc'), encodeCredentialCache({ defaultPrincipal: client, credentials }), {
    mode: 0o600,
  });
  writeFileSync(
    path('keytab'),
    encodeKeytab(
      servers.map((principal) => ({ principal, writtenAt: now, kvno: 1, etype, key: serviceKey })),
    ),
  );
  writeFileSync(
    path('krb5.conf'),
    `[libdefaults]
  default_realm = ${madeRealm}
  dns_lookup_kdc = false
  dns_canonicalize_hostname = false
  rdns = false
  allow_weak_crypto = true
  allow_rc4 = true
  permitted_enctypes = ${type.name}
[domain_realm]
  .example.test = ${madeRealm}
`,
  );
  return {
    KRB5_CONFIG: path('krb5.conf'),
    KRB5CCNAME: `FILE:${path('cc')}`,
    KRB5_KTNAME: `FILE:${path('keytab')}`,
    KRB5RCACHENAME: 'none:',
  };
}
