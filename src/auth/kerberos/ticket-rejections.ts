import { NtStatus } from '../../constants/nt-status.js';
import { logonFailure } from '../../text/client-shows.js';
import type { Rejections } from '../rejection.js';

const section = 'RFC 4120 3.2.3';

/** The status that Samba and this server have for every ticket that is refused: which check failed is not told. */
export const refusedTicket = { status: NtStatus.STATUS_LOGON_FAILURE, ...logonFailure } as const;

/** Refusals of a ticket: its keys, its times, its service, and the proof that its session key is known. */
export const ticketRejections = {
  'ticket-enctype-refused': {
    ...refusedTicket,
    sentence: 'The ticket is encrypted in a way that policy refuses.',
    advice:
      'Give the service’s account keys of AES at the KDC (Active Directory: msDS-SupportedEncryptionTypes 24, then a new password), export the keytab again, and let the client get a new ticket. rc4-hmac can be added to kerberos.enctypes: whoever has such a ticket can search for the account’s password offline. DES never can.',
    section,
  },
  'session-enctype-refused': {
    ...refusedTicket,
    sentence: 'The session key of the ticket, or the client’s subkey, is of a kind that policy refuses.',
    advice:
      'The KDC takes the session key’s kind from what it knows of client and service: allow AES for both (Active Directory: msDS-SupportedEncryptionTypes; MIT: session_enctypes), or add rc4-hmac to kerberos.enctypes.',
    section,
  },
  'service-key-missing': {
    ...refusedTicket,
    sentence: 'The server holds no key of the ticket’s encryption type.',
    advice:
      'Export the keytab with all encryption types of the account: ktadd, ktpass /crypto All, or samba-tool domain exportkeytab.',
    section,
  },
  'ticket-wrong-key': {
    ...refusedTicket,
    sentence: 'None of the server’s keys decrypts the ticket.',
    advice:
      'The KDC made the ticket with another key: the service’s password changed after the keytab was exported, the name belongs to another account, or the client keeps an old ticket (Windows: klist purge; else kdestroy). Export the keytab again and compare: kvno NAME on a client, klist -ke on the server.',
    section,
  },
  'ticket-malformed': {
    ...refusedTicket,
    sentence: 'The ticket decrypts, and its contents cannot be read.',
    advice: 'The evidence names the field. This is the KDC’s doing, not the client’s.',
    section: 'RFC 4120 5.3',
  },
  'authenticator-invalid': {
    ...refusedTicket,
    sentence: 'The client’s authenticator does not decrypt with the session key of its ticket.',
    advice:
      'Who sends a ticket must know its session key. Either the message was altered or stolen, or the client encrypts wrongly: key usage 11, the ticket’s session key and no subkey.',
    section,
  },
  'ticket-client-mismatch': {
    ...refusedTicket,
    sentence: 'The ticket and the authenticator name two different clients.',
    advice: 'The client must repeat crealm and cname of the KDC’s answer as they are, in case, too.',
    section,
  },
  'ticket-not-validated': {
    ...refusedTicket,
    sentence: 'The ticket is postdated and was not validated yet.',
    advice: 'The client has to have it validated by the KDC first (kinit -v).',
    section,
  },
  'ticket-not-yet-valid': {
    ...refusedTicket,
    sentence: 'The ticket is not valid yet.',
    advice: 'Its start lies ahead of the server’s clock: set the clocks of the KDC and of the server.',
    section,
  },
  'ticket-expired': {
    ...refusedTicket,
    sentence: 'The ticket has expired.',
    advice:
      'The client has to get a new one: kinit, or klist purge on Windows. If its times are right, set the server’s clock.',
    section,
  },
  'ticket-address-mismatch': {
    ...refusedTicket,
    sentence: 'The ticket is bound to addresses, and the client’s is none of them.',
    advice:
      'Ask for tickets without addresses (kinit -A, noaddresses = true in krb5.conf): behind NAT none is ever right.',
    section,
  },
  'service-not-allowed': {
    ...refusedTicket,
    sentence: 'The ticket is for a service that kerberos.services does not name.',
    advice:
      'Connect by a name that is allowed, or add the one that the evidence shows to kerberos.services; "any" takes every ticket that a key decrypts.',
    section,
  },
} as const satisfies Rejections;
