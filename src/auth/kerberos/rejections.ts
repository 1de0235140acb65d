import { NtStatus } from '../../constants/nt-status.js';
import { logonFailure, setupInvalidParameter } from '../../text/client-shows.js';
import { commonRejections, type Rejections } from '../rejection.js';
import { refusedTicket, ticketRejections } from './ticket-rejections.js';

const section = 'RFC 4120 3.2.3';

/** A client that is sent the server's time has not been refused yet. */
const clockSkew = {
  clientShows: {
    ...logonFailure.clientShows,
    windows: 'no error where it tries again with the server’s time; else error 1326 or 86',
    linux: 'mount error(5): Input/output error; dmesg: Send error in SessSetup = -5, and no status',
    smbclient:
      'no error where it tries again with the server’s time; else session setup failed: NT_STATUS_LOGON_FAILURE',
  },
  symptoms: {
    ...logonFailure.symptoms,
    linux: [5],
    status: ['STATUS_LOGON_FAILURE'],
  },
} as const;

/** Refusals that Kerberos alone has. */
export const kerberosRejections = {
  ...ticketRejections,
  'kerberos-malformed': {
    status: NtStatus.STATUS_INVALID_PARAMETER,
    ...setupInvalidParameter,
    sentence: 'A Kerberos token cannot be read.',
    advice:
      'The evidence names the structure and field. The first token is an AP-REQ in the framing of RFC 2743 3.1, or a bare AP-REQ in DCE style; all of it is DER.',
    section: 'RFC 4121 4.1',
  },
  'kerberos-unexpected-message': {
    ...refusedTicket,
    sentence: 'The client sent another Kerberos message where an AP-REQ is due.',
    advice:
      'A KRB-ERROR in its place is the client’s own error, which the evidence names: it did not come to a ticket. Look at the client’s log and at its KDC’s.',
    section: 'RFC 4121 4.1',
  },
  'kerberos-user-to-user': {
    ...refusedTicket,
    sentence:
      'The client asks for user-to-user authentication, which this server has no ticket of its own for.',
    advice:
      'The KDC knows the service as a user without a key of its own (KDC_ERR_MUST_USE_USER2USER). Give the account a service principal name, so that tickets are made with its key.',
    section: 'RFC 4120 3.7',
  },
  'kerberos-iakerb': {
    ...refusedTicket,
    sentence: 'The client asks the server to talk to the KDC in its place (IAKERB), which it does not.',
    advice: 'Let the client reach a KDC itself: DNS, a firewall, or the realm’s entry in krb5.conf.',
    section: 'RFC 4178 4.1',
  },
  'kerberos-clock-skew': {
    ...refusedTicket,
    ...clockSkew,
    sentence: 'The client’s clock is too far from the server’s.',
    advice:
      'Set the clocks (a virtual machine that was suspended, a device without a battery), or widen kerberos.maxClockSkewSeconds. The server has sent its time with KRB_AP_ERR_SKEW; Windows and Samba then try again with it, MIT’s library does not.',
    section: 'RFC 4120 3.2.3; [MS-KILE] 3.4.5',
  },
  'kerberos-checksum-invalid': {
    ...refusedTicket,
    sentence: 'The checksum of the authenticator is none of GSS-API’s.',
    advice:
      'It has type 0x8003: length 16, the hash of the channel bindings, the flags, and the delegated credentials where the flag says so, all numbers little-endian.',
    section: 'RFC 4121 4.1.1',
  },
  'kerberos-bindings-mismatch': {
    ...refusedTicket,
    sentence: 'The login is not bound to the channel it comes through.',
    advice:
      'Bnd of the authenticator’s checksum must be MD5 of a gss_channel_bindings_struct around “tls-server-end-point:” and the hash of the server’s certificate, by the hash algorithm of its signature. Let the client speak TLS to this server itself, and give its GSS-API the channel; where that cannot be, http.channelBindings "when-sent" lets in clients that send none, and "never" every login that is relayed, too.',
    section: 'RFC 4121 4.1.1.2',
  },
  'kerberos-delegation-invalid': {
    ...refusedTicket,
    sentence: 'The credentials that the client hands over cannot be read.',
    advice:
      'They are a KRB-CRED under the ticket’s session key, key usage 14. Turn delegation off on the client to log in without.',
    section: 'RFC 4121 4.1.1',
  },
  'kerberos-authorization-unknown': {
    ...refusedTicket,
    sentence: 'The ticket or the authenticator restricts the login in a way that this server does not know.',
    advice:
      'The evidence names the type of the authorization data. It stands outside AD-IF-RELEVANT, so a service that does not know it must refuse.',
    section: 'RFC 4120 5.2.6',
  },
  'pac-malformed': {
    ...refusedTicket,
    sentence: 'The ticket’s PAC cannot be read.',
    advice: 'The evidence names the structure and field. This is the KDC’s doing, not the client’s.',
    section: '[MS-PAC] 2.3',
  },
  'pac-signature-invalid': {
    ...refusedTicket,
    sentence: 'The server’s signature of the ticket’s PAC is missing or wrong.',
    advice:
      'It is made with the service’s key that encrypts the ticket, and with that key’s checksum type. The KDC’s own signatures are not looked at: only a KDC can verify them.',
    section: '[MS-KILE] 3.4.5.3; [MS-PAC] 2.8.1',
  },
  'pac-missing': {
    ...refusedTicket,
    sentence: 'The ticket of a domain has no PAC, so it does not say whose it is.',
    advice:
      'The client asked its KDC for none (kinit --no-request-pac), or the service’s account is set to NO_AUTH_DATA_REQUIRED. Without a PAC the name alone would count, which can be a UPN that is somebody else’s name.',
    section: '[MS-KILE] 3.4.5.3',
  },
  'pac-client-mismatch': {
    ...refusedTicket,
    sentence: 'The ticket’s PAC was made for another client or another login.',
    advice: 'Its PAC_CLIENT_INFO must name the client and the authentication time of the ticket.',
    section: '[MS-PAC] 2.7',
  },
  'ticket-transited-unchecked': {
    ...refusedTicket,
    sentence: 'The ticket came through realms that nobody has checked.',
    advice:
      'The evidence names them. The KDC of the server’s realm has to check the way, and to set TRANSITED-POLICY-CHECKED; its [capaths] say which realms may vouch for which.',
    section: 'RFC 4120 2.7',
  },
  'kerberos-anonymous-refused': {
    ...refusedTicket,
    sentence: 'The ticket is for an anonymous client, and stands for nobody.',
    advice: 'Get a ticket for a user: kinit without -n.',
    section: 'RFC 4120 6.2',
  },
  'principal-not-mapped': {
    ...refusedTicket,
    sentence: 'The client’s principal stands for no account.',
    advice:
      'Add it to the table of kerberos.principals, or set that to "name", which takes every principal of the own realm.',
    section: 'RFC 4120 6.2',
  },
  'kerberos-replayed': {
    ...refusedTicket,
    sentence: 'This very authenticator was accepted before.',
    advice:
      'Each login needs a new one. Either it was captured and sent again, or the client reuses it: a fresh AP-REQ for each connection.',
    section,
  },
  'kerberos-replay-memory-full': {
    ...refusedTicket,
    sentence: 'The memory of accepted authenticators can take no more.',
    advice:
      'It holds the logins of twice the allowed clock skew: make kerberos.maxClockSkewSeconds smaller, or look for a client that logs in without end. With kerberos.stateFolder the cause may be a file there that is damaged or cannot be written, which the server’s log names.',
    section,
  },
  'kerberos-replay-memory-lost': {
    ...refusedTicket,
    sentence: 'The memory of accepted authenticators was lost, and this one may have been accepted before.',
    advice:
      'The store of the shared state came back without what it knew, and captured logins of before must not pass: tickets are refused until the allowed clock skew has passed, and the server’s log says when that is. NTLM is not concerned. Let the store keep its data (appendonly yes), and evict none (maxmemory-policy noeviction).',
    section,
  },
  'kerberos-mutual-failed': {
    ...refusedTicket,
    sentence: 'The client’s last message does not prove that it read ours.',
    advice:
      'In DCE style the client answers our AP-REP with one of its own: under the session key, with our sequence number, and without a subkey.',
    section: '[MS-KILE] 3.4.5.1',
  },
  'kerberos-keys-unavailable': {
    status: NtStatus.STATUS_INTERNAL_ERROR,
    ...commonShown('store-failed'),
    sentence: 'The server’s Kerberos keys could not be read, so no ticket can be.',
    advice: 'See the error in the server’s log: a keytab that cannot be read.',
    section,
  },
} as const satisfies Rejections;

function commonShown(reason: keyof typeof commonRejections) {
  const { clientShows, symptoms } = commonRejections[reason];
  return { clientShows, symptoms };
}

/** A reason for which the Kerberos acceptor refuses a login. */
export type KerberosRejectionReason = keyof typeof commonRejections | keyof typeof kerberosRejections;

const rejections: Readonly<Record<KerberosRejectionReason, { readonly status: NtStatus }>> = {
  ...commonRejections,
  ...kerberosRejections,
};

/** The NTSTATUS the client is told for a reason. */
export function wireStatusOf(reason: KerberosRejectionReason): NtStatus {
  return rejections[reason].status;
}
