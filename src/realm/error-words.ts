import type { KrbErrorName } from '../krb5/error-codes.js';

/** The words about a KRB-ERROR before anything is known about the exchange. */
export interface ErrorWords {
  /** The event, in one sentence. */
  readonly sentence: string;
  /** The remedy. */
  readonly advice: string;
  /** The text of MIT's programs, in front of “while getting …”. */
  readonly mit: string;
  /** The text of kvno, where it is another. */
  readonly kvno?: string;
  /** The text of Heimdal in smbclient, where it is another. */
  readonly heimdal?: string;
  /** The NTSTATUS that smbclient makes of it in an AS exchange. */
  readonly status: string;
  /** The section of the specification. */
  readonly section: string;
}

const newTicket = 'Get a new ticket-granting ticket: kinit, or kdestroy first where a cache is broken.';
const otherClient =
  'The client makes messages that RFC 4120 does not have, or they were changed on their way: compare with kinit and kvno in a capture.';

/** The errors that this KDC gives by itself. The messages of clients are those of MIT 1.20 and Samba 4.17. */
export const errorWords = {
  KDC_ERR_PREAUTH_FAILED: {
    sentence: 'The password is wrong.',
    advice:
      'Enter the password of the account again; names and realms have case, and both go into the key. A keytab of the client may be from before the password was changed.',
    mit: 'Password incorrect',
    heimdal: 'Preauthentication failed',
    status: 'NT_STATUS_LOGON_FAILURE',
    section: 'RFC 4120 3.1.3, 5.2.7.2',
  },
  KDC_ERR_PREAUTH_REQUIRED: {
    sentence: 'The client was told to prove its password first, and it has sent no proof.',
    advice:
      'It may still be asking its user. A client without a password or keytab ends here, and so does one that knows other kinds of proof alone, such as smart cards: this KDC takes the encrypted timestamp.',
    mit: 'Additional pre-authentication required',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.1.3',
  },
  KDC_ERR_C_PRINCIPAL_UNKNOWN: {
    sentence: 'The realm has no account of the client’s name.',
    advice:
      'Correct the user name in the client, or add the account (--user NAME:PASSWORD). Names have case here; kinit -C asks without.',
    mit: 'Client … not found in Kerberos database',
    heimdal: 'Client not found in Kerberos database',
    status: 'NT_STATUS_INVALID_ACCOUNT_NAME',
    section: 'RFC 4120 3.1.3',
  },
  KDC_ERR_S_PRINCIPAL_UNKNOWN: {
    sentence: 'The realm has no service of the name that the client asks for.',
    advice:
      'The name that was typed for the server becomes the name of the service: connect by one that the realm has, or add it to kerberos.testRealm.services.',
    mit: 'Server … not found in Kerberos database',
    heimdal: 'Server not found in Kerberos database',
    status: 'NT_STATUS_INVALID_COMPUTER_NAME',
    section: 'RFC 4120 3.3.3',
  },
  KDC_ERR_WRONG_REALM: {
    sentence: 'The client asks this KDC about another realm.',
    advice:
      'Correct the realm behind the @, whose name has case, or default_realm and [realms] in the client’s krb5.conf; the one that this realm writes has them (KRB5_CONFIG).',
    mit: 'Realm not local to KDC',
    heimdal: 'Wrong realm',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 7.5.9',
  },
  KDC_ERR_ETYPE_NOSUPP: {
    sentence: 'The client takes no encryption type that there is a key for.',
    advice:
      'Allow one of them in the client: permitted_enctypes, default_tkt_enctypes and default_tgs_enctypes in krb5.conf. An account with its NT hash alone has a key of rc4-hmac alone, which clients are giving up: give the account its password.',
    mit: 'KDC has no support for encryption type',
    status: 'NT_STATUS_LOGON_FAILURE',
    section: 'RFC 4120 3.1.3',
  },
  KRB_AP_ERR_SKEW: {
    sentence: 'The clocks of client and KDC differ by more than five minutes.',
    advice:
      'Set the clock of the client, its date and its time zone included. MIT’s clients follow the KDC’s clock unless kdc_timesync is 0.',
    mit: 'Clock skew too great',
    status: 'NT_STATUS_TIME_DIFFERENCE_AT_DC',
    section: 'RFC 4120 3.1.3, 8.2',
  },
  KDC_ERR_CLIENT_REVOKED: {
    sentence: 'The account may not log in.',
    advice: 'Enable, unlock or extend the account; NTLM refuses it for the same reason.',
    mit: "Client's credentials have been revoked",
    heimdal: 'Clients credentials have been revoked',
    status: 'NT_STATUS_ACCOUNT_LOCKED_OUT',
    section: '[MS-KILE] 3.3.5.6.3',
  },
  KDC_ERR_TGT_REVOKED: {
    sentence: 'The ticket-granting ticket is of another account, which had the name before.',
    advice: newTicket,
    mit: 'TGT has been revoked',
    status: 'NT_STATUS_ACCESS_DENIED',
    section: '[MS-KILE] 3.3.5.7',
  },
  KDC_ERR_POLICY: {
    sentence: 'The account may not log in from this client.',
    advice: 'Add the client to the workstations of the account, or empty the list.',
    mit: 'KDC policy rejects request',
    status: 'NT_STATUS_INVALID_WORKSTATION',
    section: '[MS-KILE] 3.3.5.6.3',
  },
  KDC_ERR_KEY_EXPIRED: {
    sentence: 'The password is right, and has to be changed first.',
    advice:
      'Give the account another password, or status "enabled". The client now asks for kadmin/changepw: this KDC changes no passwords, and has no such service.',
    // The clients go on and ask for a service that changes passwords.
    mit: 'Server not found in Kerberos database',
    status: 'NT_STATUS_INVALID_COMPUTER_NAME',
    section: '[MS-KILE] 3.3.5.6.3',
  },
  KDC_ERR_NULL_KEY: {
    sentence: 'The account has an empty password.',
    advice: 'Give the account a password.',
    mit: 'Client or server has a null key',
    status: 'NT_STATUS_LOGON_FAILURE',
    section: 'RFC 4120 7.5.9',
  },
  KDC_ERR_BADOPTION: {
    sentence: 'The client asks for a kind of ticket that it cannot have.',
    advice:
      'Ask for less (kinit without -f, -p, -R or -v), or get a ticket-granting ticket that is forwardable, proxiable or renewable first. User-to-user and constrained delegation are not served.',
    mit: "KDC can't fulfill requested option",
    status: 'NT_STATUS_INVALID_PARAMETER',
    section: 'RFC 4120 3.3.3',
  },
  KDC_ERR_CANNOT_POSTDATE: {
    sentence: 'The client asks for a ticket that begins later.',
    advice: 'Ask for one that begins now: kinit without -s.',
    mit: 'Ticket is ineligible for postdating',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.1.3',
  },
  KDC_ERR_NEVER_VALID: {
    sentence: 'The ticket would end before it begins.',
    advice: 'Ask for a longer life, and compare the clocks: a client asks for an end by its own.',
    mit: 'Requested effective lifetime is negative or too short',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.1.3',
  },
  KDC_ERR_PADATA_TYPE_NOSUPP: {
    sentence: 'The request for a further ticket shows no ticket-granting ticket.',
    advice: otherClient,
    mit: 'KDC has no support for padata type',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.3.2',
  },
  KRB_AP_ERR_NOT_US: {
    sentence: 'The client shows a ticket that is no ticket-granting ticket of this realm.',
    advice: `The credential cache is of another realm. ${newTicket}`,
    mit: "The ticket isn't for us",
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.3.3',
  },
  KRB_AP_ERR_BADKEYVER: {
    sentence: 'The ticket-granting ticket is under a key that the realm has not.',
    advice: newTicket,
    mit: 'Key version is not available',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.2.3',
  },
  KRB_AP_ERR_BAD_INTEGRITY: {
    sentence: 'The ticket-granting ticket, or what comes with it, does not decrypt.',
    advice: `Each test realm has keys of its own, so that the tickets of an earlier run are worth nothing. ${newTicket}`,
    mit: 'Decrypt integrity check failed',
    status: 'NT_STATUS_LOGON_FAILURE',
    section: 'RFC 4120 3.2.3',
  },
  KRB_AP_ERR_TKT_EXPIRED: {
    sentence: 'The ticket-granting ticket has expired.',
    advice: newTicket,
    mit: 'Ticket expired',
    status: 'NT_STATUS_LOGON_FAILURE',
    section: 'RFC 4120 3.2.3',
  },
  KRB_AP_ERR_TKT_NYV: {
    sentence: 'The ticket-granting ticket is not valid yet.',
    advice: newTicket,
    mit: 'Ticket not yet valid',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.2.3',
  },
  KRB_AP_ERR_BADMATCH: {
    sentence: 'The ticket and its authenticator name two clients.',
    advice: otherClient,
    mit: "Ticket/authenticator don't match",
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.2.3',
  },
  KRB_AP_ERR_INAPP_CKSUM: {
    sentence: 'Nothing protects the body of the request.',
    advice:
      'The authenticator of a TGS-REQ must have a checksum over the body. impacket sends none: give it a cache with tickets (--ccache NAME).',
    mit: 'Inappropriate type of checksum in message',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.3.2',
  },
  KRB_AP_ERR_MODIFIED: {
    sentence: 'The request is not the one that the client protected.',
    advice: otherClient,
    mit: 'Message stream modified',
    status: 'NT_STATUS_LOGON_FAILURE',
    section: 'RFC 4120 3.3.3',
  },
  KRB_AP_ERR_REPEAT: {
    sentence: 'The same authenticator came before, with another request.',
    advice: 'A client makes an authenticator for each request, and so must a program that sends its own.',
    mit: 'Request is a replay',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 3.2.3',
  },
  KRB_ERR_GENERIC: {
    sentence: 'The request cannot be read, or the KDC failed.',
    advice: otherClient,
    mit: 'Generic error (see e-text)',
    kvno: 'KDC returned error string: …',
    status: 'NT_STATUS_UNSUCCESSFUL',
    section: 'RFC 4120 5.4.1',
  },
} as const satisfies Partial<Record<KrbErrorName, ErrorWords>>;

/** The words about an error by its name; undefined: this KDC gives it by a script alone. */
export function wordsOf(error: string): ErrorWords | undefined {
  return Object.hasOwn(errorWords, error) ? errorWords[error as keyof typeof errorWords] : undefined;
}
