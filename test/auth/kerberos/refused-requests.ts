import type { KerberosMechanismOptions } from '../../../src/auth/kerberos/settings.js';
import type { KrbErrorName } from '../../../src/krb5/error-codes.js';
import { ContextFlags } from '../../../src/krb5/gss/authenticator-checksum.js';
import { AddressType } from '../../../src/krb5/messages/ticket.js';
import {
  KerberosForge,
  keyOf,
  type RequestChange,
  serviceKey,
  serviceKeys,
  type TicketChange,
} from '../../support/kerberos-client.js';

const hour = 3_600_000;
const now = new KerberosForge().runtime.now();

/** An AP-REQ that is refused. */
export interface RefusedRequest {
  readonly what: string;
  readonly reason: string;
  readonly server?: Partial<KerberosMechanismOptions>;
  readonly ticket?: TicketChange;
  readonly request?: RequestChange;
  /** The KRB-ERROR that the client is sent. */
  readonly told?: KrbErrorName;
  /** The failed check, and the words about it. */
  readonly check: string;
  readonly says?: RegExp;
}

/** The error that every client is told before its proof. */
export const MODIFIED = 'KRB_AP_ERR_MODIFIED';

/** Keys of more names than a record lists. */
const hundredNames = Array.from({ length: 100 }, (_, i) => ({
  ...serviceKey(18),
  principal: `cifs/n${i}@EXAMPLE.COM`,
}));

/** One AP-REQ and more for each reason that a ticket, an authenticator and the policy can give. */
export const refusedRequests: readonly RefusedRequest[] = [
  {
    what: 'RFC 4120 3.7: a ticket under the session key of a ticket-granting ticket',
    reason: 'kerberos-user-to-user',
    request: { apOptions: 0x4000_0000 },
    check: 'user-to-user',
  },
  {
    what: 'RFC 4120 3.2.3: a ticket of DES, which is never taken',
    reason: 'ticket-enctype-refused',
    ticket: { named: { etype: 3 } },
    told: MODIFIED,
    check: 'ticket-enctype',
    says: /under key version 3, encrypted with des-cbc-md5\./,
  },
  {
    what: 'a ticket of rc4-hmac, which is taken by choice',
    reason: 'ticket-enctype-refused',
    ticket: { key: serviceKey(23) },
    told: MODIFIED,
    check: 'ticket-enctype',
    says: /^The ticket is for “cifs\/files\.example\.com” under key version 3, encrypted with rc4-hmac\.$/,
  },
  {
    what: 'a ticket for which there is no key of its type',
    reason: 'service-key-missing',
    ticket: { key: serviceKey(17) },
    told: MODIFIED,
    check: 'service-key',
    says: /it is encrypted with aes128-cts-hmac-sha1-96, and keytab \/etc\/files\.keytab has that service’s keys of aes256-cts-hmac-sha1-96\.$/,
  },
  {
    what: 'a ticket under a newer key',
    reason: 'ticket-wrong-key',
    server: { keys: serviceKeys(serviceKey(18, 5), serviceKey(18, 6)) },
    ticket: { key: serviceKey(18, 7, 0x99) },
    told: MODIFIED,
    check: 'ticket-decryption',
    says: /^The ticket is for “cifs\/files\.example\.com” under key version 7; keytab \/etc\/files\.keytab has versions 5 and 6: export it again\.$/,
  },
  {
    what: 'a ticket under a newer key of the last of a hundred names',
    reason: 'ticket-wrong-key',
    server: { keys: serviceKeys(...hundredNames, serviceKey(18, 5)) },
    ticket: { key: serviceKey(18, 7, 0x99) },
    told: MODIFIED,
    check: 'ticket-decryption',
    says: /under key version 7; keytab \/etc\/files\.keytab has version 5: export it again\.$/,
  },
  {
    what: 'a ticket for a service that is none of a hundred names',
    reason: 'ticket-wrong-key',
    server: { keys: serviceKeys(...hundredNames) },
    ticket: { key: serviceKey(18, 3, 0x99) },
    told: MODIFIED,
    check: 'ticket-decryption',
    says: /no key of that name, only of cifs\/n0@EXAMPLE\.COM, .*cifs\/n4@EXAMPLE\.COM and others \(version 3\)\.$/,
  },
  {
    what: 'a ticket under another key of the same version',
    reason: 'ticket-wrong-key',
    ticket: { key: serviceKey(18, 3, 0x99) },
    told: MODIFIED,
    check: 'ticket-decryption',
    says: /has version 3, and the key is another one\.$/,
  },
  {
    what: 'a ticket for a service of which there is no key',
    reason: 'ticket-wrong-key',
    ticket: { key: serviceKey(18, 3, 0x99), service: 'cifs/nas@ELSEWHERE' },
    told: MODIFIED,
    check: 'ticket-decryption',
    says: /“cifs\/nas” in the realm “ELSEWHERE” under key version 3; keytab \/etc\/files\.keytab has no key of that name, only of cifs\/files\.example\.com@EXAMPLE\.COM \(version 3\)\.$/,
  },
  {
    what: 'a ticket under another password than ours',
    reason: 'ticket-wrong-key',
    server: { keys: { ...serviceKeys(serviceKey(18, 0)), source: 'the password of files' } },
    ticket: { key: serviceKey(18, 7, 0x99) },
    told: MODIFIED,
    check: 'ticket-decryption',
    says: /under key version 7; the password of files makes another key: the password or the salt is another one\.$/,
  },
  {
    what: 'a ticket of another key usage',
    reason: 'ticket-wrong-key',
    ticket: { usage: 3 },
    told: MODIFIED,
    check: 'ticket-decryption',
  },
  {
    what: 'RFC 4120 5.3: a ticket whose contents are none',
    reason: 'ticket-malformed',
    ticket: { plain: Buffer.from('3000', 'hex') },
    check: 'ticket-decryption',
    says: /EncTicketPart/,
  },
  {
    what: 'a session key of rc4-hmac',
    reason: 'session-enctype-refused',
    ticket: { sessionKey: keyOf(23, 1) },
    check: 'session-enctype',
    says: /session key of encryption type 23 and 16 bytes/,
  },
  {
    what: 'a session key that is too short for its type',
    reason: 'session-enctype-refused',
    ticket: { sessionKey: { keytype: 18, keyvalue: Buffer.alloc(16, 1) } },
    request: { key: keyOf(18, 1) },
    check: 'session-enctype',
    says: /session key of encryption type 18 and 16 bytes/,
  },
  {
    what: 'a subkey of rc4-hmac',
    reason: 'session-enctype-refused',
    request: { subkey: keyOf(23, 1) },
    check: 'subkey-enctype',
    says: /subkey of encryption type 23 and 16 bytes/,
  },
  {
    what: 'an authenticator under another key: somebody else’s ticket',
    reason: 'authenticator-invalid',
    request: { key: keyOf(18, 0x78) },
    told: MODIFIED,
    check: 'authenticator',
  },
  {
    what: 'an authenticator of another type than the session key',
    reason: 'authenticator-invalid',
    request: { key: keyOf(17, 0x77) },
    told: MODIFIED,
    check: 'authenticator',
    says: /encryption type 17, and the session key’s is 18/,
  },
  {
    what: 'RFC 4120 7.5.1: an authenticator of key usage 7, that of a TGS-REQ',
    reason: 'authenticator-invalid',
    request: { usage: 7 },
    told: MODIFIED,
    check: 'authenticator',
  },
  {
    what: 'an authenticator whose contents are none',
    reason: 'authenticator-invalid',
    request: { plain: Buffer.from('62023000', 'hex') },
    told: MODIFIED,
    check: 'authenticator',
  },
  {
    what: 'RFC 4120 3.2.3: another name in the authenticator',
    reason: 'ticket-client-mismatch',
    request: { authenticator: { cname: { nameType: 1, nameString: ['Alice'] } } },
    told: 'KRB_AP_ERR_BADMATCH',
    check: 'client-name',
    says: /“alice@EXAMPLE\.COM” in the ticket, “Alice@EXAMPLE\.COM” in the authenticator/,
  },
  {
    what: 'another realm in the authenticator',
    reason: 'ticket-client-mismatch',
    request: { authenticator: { crealm: 'OTHER' } },
    told: 'KRB_AP_ERR_BADMATCH',
    check: 'client-name',
  },
  {
    what: 'RFC 4120 3.2.3: a ticket with the flag INVALID',
    reason: 'ticket-not-validated',
    ticket: { part: { flags: 0x0100_0000 } },
    told: 'KRB_AP_ERR_TKT_NYV',
    check: 'ticket-flags',
  },
  {
    what: 'a ticket that begins in an hour',
    reason: 'ticket-not-yet-valid',
    ticket: { part: { starttime: now + hour } },
    told: 'KRB_AP_ERR_TKT_NYV',
    check: 'ticket-start',
    says: /It starts in 3600 seconds\./,
  },
  {
    what: 'a ticket without a start, whose authentication lies ahead',
    reason: 'ticket-not-yet-valid',
    ticket: { part: { authtime: now + hour } },
    told: 'KRB_AP_ERR_TKT_NYV',
    check: 'ticket-start',
  },
  {
    what: 'a ticket that ended an hour ago',
    reason: 'ticket-expired',
    ticket: { part: { authtime: now - 2 * hour, endtime: now - hour } },
    told: 'KRB_AP_ERR_TKT_EXPIRED',
    check: 'ticket-end',
    says: /It ended 3600 seconds ago\./,
  },
  {
    what: 'RFC 4120 3.2.3: a ticket for another address',
    reason: 'ticket-address-mismatch',
    ticket: { part: { caddr: [{ addrType: AddressType.IPV4, address: Buffer.from([192, 0, 2, 9]) }] } },
    told: 'KRB_AP_ERR_BADADDR',
    check: 'ticket-address',
  },
  {
    what: 'a service that the list does not have',
    reason: 'service-not-allowed',
    server: { policy: { services: ['cifs/nas.example.com', 'host/files.example.com@EXAMPLE.COM'] } },
    check: 'service-name',
    says: /“cifs\/files\.example\.com”/,
  },
  {
    what: 'a service that is none of our keys’',
    reason: 'service-not-allowed',
    server: { policy: { services: 'own' } },
    ticket: { service: 'TERMSRV/nas.example.com@EXAMPLE.COM' },
    check: 'service-name',
  },
  {
    what: 'a ticket of a domain whose client asked for no PAC',
    reason: 'pac-missing',
    server: { keys: serviceKeys(serviceKey(), serviceKey(17, 3, 0x51, 'FILES$@EXAMPLE.COM')) },
    check: 'pac',
    says: /FILES\$@EXAMPLE\.COM is an account of a domain/,
  },
  {
    what: 'RFC 4120 2.7: realms on the way that no KDC has checked',
    reason: 'ticket-transited-unchecked',
    ticket: {
      client: 'alice@OTHER.COM',
      part: { transited: { trType: 1, contents: Buffer.from('EVIL.COM') } },
    },
    check: 'transited-realms',
    says: /“EVIL\.COM”/,
  },
  {
    what: 'RFC 4121 4.1.1: a checksum that is too short',
    reason: 'kerberos-checksum-invalid',
    request: { checksum: { cksumtype: 0x8003, checksum: Buffer.alloc(8) } },
    check: 'context-checksum',
  },
  {
    what: 'a checksum of MD5',
    reason: 'kerberos-checksum-invalid',
    request: { checksum: { cksumtype: 7, checksum: Buffer.alloc(16) } },
    check: 'context-checksum',
    says: /type 7/,
  },
  {
    what: 'a keyed checksum that does not verify',
    reason: 'kerberos-checksum-invalid',
    request: { checksum: { cksumtype: 16, checksum: Buffer.alloc(12) } },
    check: 'context-checksum',
  },
  {
    what: 'RFC 4121 4.1.1: delegated credentials that are none',
    reason: 'kerberos-delegation-invalid',
    request: { flags: ContextFlags.DELEG | ContextFlags.MUTUAL, delegated: Buffer.from('7600', 'hex') },
    check: 'delegation',
  },
  {
    what: 'RFC 4120 5.2.6: unknown authorization data in the ticket, outside AD-IF-RELEVANT',
    reason: 'kerberos-authorization-unknown',
    ticket: { part: { authorizationData: [{ adType: 4711, adData: Buffer.alloc(4) }] } },
    check: 'authorization-data',
    says: /type 4711/,
  },
  {
    what: 'RFC 4120 5.2.6.3: AD-AND-OR in the authenticator, whose conditions are not known',
    reason: 'kerberos-authorization-unknown',
    request: { authenticator: { authorizationData: [{ adType: 5, adData: Buffer.alloc(4) }] } },
    check: 'authorization-data',
  },
  {
    what: 'a container that holds no authorization data',
    reason: 'kerberos-authorization-unknown',
    ticket: { part: { authorizationData: [{ adType: 1, adData: Buffer.from('0500', 'hex') }] } },
    check: 'authorization-data',
  },
];
