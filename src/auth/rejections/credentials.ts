import { NtStatus } from '../../constants/nt-status.js';
import { leftByItself, logonFailure, noLogonServers } from '../../text/client-shows.js';
import type { Rejections } from './rejections.js';

/** Refusals that concern the name, the secret or the mechanism. */
export const credentialRejections = {
  'unknown-account': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'No account of that name is configured.',
    advice:
      'Check the spelling, and whether the client sent the name of its own logon instead of the one that was typed (Windows does so first). Add the account, or use one that exists. With policy.guest "unknown-users" (--accept-guest) any unknown name is let in as guest, unsigned and without a password.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'wrong-password': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The account exists and the proof does not match its password.',
    advice:
      'Type the password again on the client and check that this server holds the same one. Windows keeps old credentials: cmdkey /list, net use * /delete.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'anonymous-refused': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The client sent no user name and no password, and anonymous logins are refused.',
    advice:
      'Give the client credentials: this is what -N, -U%, a missing credentials file or an empty user name looks like. To allow it, set policy.anonymous to "ipc", with which anybody can list shares, or "accept", with which anybody gets what * may use.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'no-common-mechanism': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The client offers no authentication mechanism that this server has.',
    advice:
      'The evidence names what it offers: allow one of this server’s mechanisms on the client, or give the server one of the client’s.',
    clientShows: {
      windows: 'error 1326, 1937 or “The request is not supported”',
      linux:
        'mount error(13): Permission denied; dmesg: unknown or missing server auth type, use krb5; STATUS_LOGON_FAILURE',
      smbclient: 'session setup failed: NT_STATUS_LOGON_FAILURE or NT_STATUS_INVALID_PARAMETER',
      macos: '“server rejected the connection: Authentication error”',
    },
    symptoms: {
      windows: [1326, 1937],
      linux: [13],
      status: ['STATUS_LOGON_FAILURE', 'STATUS_INVALID_PARAMETER'],
      macos: ['server rejected the connection: Authentication error'],
    },
    section: '[MS-SPNG] 3.2.5; RFC 4178 4.2.2',
  },
  'ntlm-refused': {
    status: NtStatus.STATUS_NOT_SUPPORTED,
    sentence: 'The client logs in with NTLM, which is refused to everybody, or to this account.',
    advice:
      'Make the client use Kerberos: it needs a ticket, and the server’s name in place of its address. Windows: a machine in the domain, \\\\name\\share, and klist shows cifs/name; Linux: kinit, then mount with sec=krb5 and cruid; smbclient: kinit, then --use-kerberos=required; macOS: kinit or Ticket Viewer, then smb://name. To allow NTLM, add "ntlm" to policy.mechanisms, set the account’s ntlm to "accept", or take the user out of Protected Users: passwords can then be guessed from recorded logins, and logins relayed.',
    clientShows: {
      windows:
        'error 50, “The request is not supported”; for one account, error 1327, “Account restrictions are preventing this user from signing in”',
      linux:
        'mount error(95): Operation not supported, with STATUS_NOT_SUPPORTED in dmesg; for one account, mount error(13): Permission denied, with STATUS_ACCOUNT_RESTRICTION',
      smbclient:
        'session setup failed: NT_STATUS_NOT_SUPPORTED; for one account, NT_STATUS_ACCOUNT_RESTRICTION',
      macos:
        '“There was a problem connecting to the server”; for one account, “server rejected the connection: Authentication error”',
    },
    symptoms: {
      windows: [50, 1327],
      linux: [95, 13],
      status: ['STATUS_NOT_SUPPORTED', 'STATUS_ACCOUNT_RESTRICTION'],
      macos: [
        'There was a problem connecting to the server',
        'server rejected the connection: Authentication error',
      ],
    },
    section: '[MS-NLMP] 3.2.5.1.1; [MS-APDS] 3.1.5',
  },
  'ended-by-client': {
    status: NtStatus.STATUS_INVALID_PARAMETER,
    sentence: 'The client itself ended the negotiation with a SPNEGO reject token.',
    advice:
      'It did not like our answer: the mechanism we chose, or our mechListMIC. Its own log says which; the password is not what it is about.',
    ...leftByItself,
    section: 'RFC 4178 4.2.2',
  },
  'store-failed': {
    status: NtStatus.STATUS_INTERNAL_ERROR,
    sentence: 'The account store, or the memory of earlier logins, could not be asked, so nobody can log in.',
    advice:
      'See the error in the server’s log: a file that cannot be read, a callback that threw, or a worker process whose primary does not answer.',
    clientShows: {
      windows: 'error 1359, “An internal error occurred”',
      linux: 'mount error(5): Input/output error',
      smbclient: 'session setup failed: NT_STATUS_INTERNAL_ERROR',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: {
      windows: [1359],
      linux: [5],
      status: ['STATUS_INTERNAL_ERROR'],
      macos: ['There was a problem connecting to the server'],
    },
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'shared-state-away': {
    status: NtStatus.STATUS_INTERNAL_ERROR,
    sentence:
      'The store that has the memory of earlier logins for all instances could not be asked, so the login is refused.',
    advice:
      'See the server’s log, which names the store and says when it went away: start it again, or mend the way to it, and logins pass within seconds. With state.whenAway "alone" each server counts for itself meanwhile, and guesses at several of them are not counted together.',
    clientShows: {
      windows: 'error 1359, “An internal error occurred”',
      linux: 'mount error(5): Input/output error',
      smbclient: 'session setup failed: NT_STATUS_INTERNAL_ERROR',
      macos: '“There was a problem connecting to the server”',
    },
    symptoms: {
      windows: [1359],
      linux: [5],
      status: ['STATUS_INTERNAL_ERROR'],
      macos: ['There was a problem connecting to the server'],
    },
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'no-logon-server': {
    status: NtStatus.STATUS_NO_LOGON_SERVERS,
    sentence:
      'No logon server answered: the account store had no answer of its directory in time, or the account’s status is "no-logon-server".',
    advice:
      'Where the status is not set to say so: the error in the server’s log says whether the store answered that no domain controller can be reached, or did not answer within its timeoutSeconds. Look at the network between this server and the directory, and at the directory itself: nothing is known of the password.',
    ...noLogonServers,
    section: '[MS-APDS] 2.2',
  },
} as const satisfies Rejections;
