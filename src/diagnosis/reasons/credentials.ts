import { leftByItself, logonFailure } from '../../text/client-shows.js';
import type { Reason, ReasonText } from './reason.js';

/** Refusals that have to do with the name, the password, or the kind of proof. */
export const credentials = {
  'unknown-account': {
    sentence: 'No account of that name is configured.',
    advice:
      'Check the spelling, and whether the client sent the name of its own logon instead of the one that was typed (Windows does so first). Add the account, or use one that exists. With policy.guest "unknown-users" (--accept-guest) any unknown name is let in as guest, unsigned and without a password.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'wrong-password': {
    sentence: 'The account exists and the proof does not match its password.',
    advice:
      'Type the password again on the client and check that this server holds the same one. Windows keeps old credentials: cmdkey /list, net use * /delete.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'mangled-password': {
    sentence: 'The account exists, and the proof matches a known mistake with its password.',
    advice:
      'Correct how the password reaches the client: quote it in the shell, strip the newline from the file, save the script as UTF-8, turn caps lock off, look at the keyboard layout, decode or encode it once, make room for all of it. An empty one was never given to the client; with another account’s, look at the name.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'domain-variant': {
    sentence: 'The password is right, but the client hashed it with another domain than the one it sent.',
    advice:
      'NTLMv2 hashes the domain exactly as it is sent. In the client, use one and the same string, upper or lower case, for the hash and for the DomainName field; DOMAIN\\user goes into its two fields, or whole into the hash.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'user-case-variant': {
    sentence: 'The password is right, but the client hashed it with another form of the user name.',
    advice:
      'NTLMv2 hashes the user name as it is sent, upper-cased one UTF-16 unit at a time: neither left as typed, nor only its ASCII letters, nor ß turned into SS, and with whatever surrounds it in the message.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'response-miscomputed': {
    sentence: 'The client computes its response wrongly; no password makes it right.',
    advice:
      'Update the client, or have it mended: its NTLM code is at fault and not what was typed. Until then use another client, or another of its settings: NTLMv2 instead of NTLMv1.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.3',
  },
  'ntlmv1-refused': {
    sentence: 'The client answered with NTLMv1, which policy refuses.',
    advice:
      'Make the client use NTLMv2 (a device: “NTLMv2” in its network or login settings, or newer firmware; Windows: LmCompatibilityLevel 3 or higher; smbclient: client ntlmv2 auth = yes). For an old device that cannot, set policy.ntlm.v1 to "accept" (--accept-ntlmv1) on a network of its own: whoever records its login can work out the password’s hash.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'lm-refused': {
    sentence: 'The client answered with an LM or LMv2 response alone, which policy refuses.',
    advice:
      'Make the client send an NTLMv2 response. For a museum piece on its own network there is policy.ntlm.lm "accept": whoever records its login has the password within minutes.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'anonymous-refused': {
    sentence: 'The client sent no user name and no password, and anonymous logins are refused.',
    advice:
      'Give the client credentials: this is what -N, -U%, a missing credentials file or an empty user name looks like. To allow it, set policy.anonymous to "ipc", with which anybody can list shares, or "accept", with which anybody gets what * may use.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'guest-refused': {
    sentence: 'The client asks for guest access, and this server has no guests.',
    advice:
      'Give the client the name and password of an account: this is what “connect as guest”, a blank user name or a device’s “no authentication” sends. To allow it, set policy.guest to "unknown-users" (--accept-guest); then everybody gets in who can reach the port, unsigned and unencrypted, and Windows 10 and later refuse it themselves.',
    clientShows: logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'no-common-mechanism': {
    sentence: 'The client offers no authentication mechanism that this server has.',
    advice:
      'Allow NTLM on the client (Windows: “Restrict NTLM: outgoing traffic”, or a user in Protected Users; Linux: sec=ntlmssp instead of sec=krb5; smbclient: without --use-kerberos=required).',
    clientShows: {
      windows: 'error 1326, 1937 or “The request is not supported”',
      linux: 'mount error(13): Permission denied; with sec=krb5 error(126): Required key not available',
      smbclient: 'session setup failed: NT_STATUS_LOGON_FAILURE or NT_STATUS_INVALID_PARAMETER',
      macos: '“server rejected the connection: Authentication error”',
    },
    section: '[MS-SPNG] 3.2.5; RFC 4178 4.2.2',
  },
  'ended-by-client': {
    sentence: 'The client itself ended the negotiation with a SPNEGO reject token.',
    advice:
      'It did not like our answer: the mechanism we chose, or our mechListMIC. Its own log says which; the password is not what it is about.',
    clientShows: leftByItself,
    section: 'RFC 4178 4.2.2',
  },
  'store-failed': {
    sentence: 'The account store could not be asked, so nobody can log in.',
    advice: 'See the error in the server’s log: a file that cannot be read, or a callback that threw.',
    clientShows: {
      windows: 'error 1359, “An internal error occurred”',
      linux: 'mount error(5): Input/output error',
      smbclient: 'session setup failed: NT_STATUS_INTERNAL_ERROR',
      macos: '“There was a problem connecting to the server”',
    },
    section: '[MS-NLMP] 3.2.5.1.2',
  },
  'no-logon-server': {
    sentence: 'The account store asks a directory, and had no answer in time.',
    advice:
      'The error in the server’s log says whether the store answered that no domain controller can be reached, or did not answer within its timeoutSeconds. Look at the network between this server and the directory, and at the directory itself: nothing is known of the password.',
    clientShows: {
      windows: 'error 1311, “There are currently no logon servers available to service the logon request”',
      linux: 'mount error(5): Input/output error; dmesg: STATUS_NO_LOGON_SERVERS',
      smbclient: 'session setup failed: NT_STATUS_NO_LOGON_SERVERS',
      macos: '“There was a problem connecting to the server”',
    },
    section: '[MS-APDS] 2.2',
  },
} as const satisfies Partial<Record<Reason, ReasonText>>;
