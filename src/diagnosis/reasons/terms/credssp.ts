import { termsOfOthers } from './every-other-carrier.js';
import type { TermsByReason } from './terms.js';

const section = '[MS-CSSP] 3.1.5';

/** Reasons that SMB has as well, in the words of CredSSP and Remote Desktop. */
export const credsspTerms = {
  ...termsOfOthers,
  accepted: { section },
  guest: { ...termsOfOthers.guest, section },
  anonymous: { section },
  'wrong-password': {
    advice:
      'Type the password again on the client and check that this server holds the same one. Windows keeps old credentials: cmdkey /list shows TERMSRV/HOST, cmdkey /delete:TERMSRV/HOST removes it; a saved .rdp file may have another user.',
  },
  'unknown-account': {
    advice:
      'Check the spelling, and the domain in front of it: mstsc fills in the user of the last time, or of the desktop’s own logon. Add the account, or use one that exists.',
  },
  'anonymous-refused': {
    advice:
      'Give the client a user and a password (xfreerdp: /u: and /p:). CredSSP has no use for a login of nobody: no key is proved, so the client cannot be bound to its TLS.',
  },
  'ntlm-refused': {
    advice:
      'Make the client use Kerberos: it needs a ticket for TERMSRV/NAME, and the server’s name in place of its address. Windows: a machine in the domain, and klist shows TERMSRV/name; rdesktop: kinit first; Debian’s xfreerdp 2 knows no Kerberos. To allow NTLM, add "ntlm" to policy.mechanisms, set the account’s ntlm to "accept", or take the user out of Protected Users: passwords can then be guessed from recorded logins, and logins relayed.',
  },
  'no-common-mechanism': {
    advice:
      'The evidence names what it offers: allow one of this server’s mechanisms on the client, or give the server one of the client’s.',
    section: '[MS-CSSP] 3.1.5; RFC 4178 4.2.2',
  },
  'ended-by-client': {
    advice:
      'It did not like our answer: the mechanism we chose, or our mechListMIC. Its own log says which (xfreerdp: /log-level:DEBUG); the password is not what it is about.',
  },
  'left-before-challenge': {
    advice:
      'It prefers another mechanism, most often Kerberos with a ticket for TERMSRV/NAME, and does not fall back to the one that the server chose; or it only wanted to see the server’s names, as nmap’s rdp-ntlm-info does.',
    section,
  },
  'left-after-challenge': {
    advice:
      'Most often it has seen what it wanted: nmap’s rdp-ntlm-info reads the server’s names in the CHALLENGE and goes. Else it did not get something that it insists on (see the flags below), or it was waiting for a password and had none.',
  },
  'channel-binding-mismatch': {
    sentence: 'The password is right, but the login is bound to another TLS connection than this one.',
    advice:
      'MsvAvChannelBindings must be zero or the hash of tls-server-end-point with this server’s certificate. Another one means that something in between ends the client’s TLS; the binding of CredSSP’s own key would have failed as well.',
    section: '[MS-NLMP] 3.2.5.1.2; RFC 5929 4.1',
  },
  'target-name-mismatch': {
    advice:
      'MsvAvTargetName is the name the user typed, as TERMSRV/host. Connect by a name that is in policy.ntlm.targetNames, or add this one to it. impacket repeats the names of our CHALLENGE instead; for such clients it must be "any", and a login meant for another server is then taken here, too.',
  },
  'kerberos-bindings-mismatch': {
    advice:
      'The Bnd field of the authenticator’s checksum must be zero or the hash of tls-server-end-point with this server’s certificate. Another one means that the login is relayed, or that something in between ends the client’s TLS.',
    section: 'RFC 4121 4.1.1.2; RFC 5929 4.1',
  },
  'service-not-allowed': {
    advice:
      'Clients of Remote Desktop ask for TERMSRV/NAME: connect by a name that is allowed, or add the one that the evidence shows to kerberos.services; "any" takes every ticket that a key decrypts.',
  },
  'request-malformed': { section: '[MS-CSSP] 2.2.1' },
  'timed-out': { section: '[MS-CSSP] 3.1.2' },
  'limit-reached': { section: '[MS-CSSP] 3.1.5' },
  'left-without-a-word': { ...termsOfOthers['left-without-a-word'], section: '[MS-CSSP] 2.1' },
  'protocol-violation': { section },
  'internal-error': { section },
  'server-stopped': { section },
  'answered-otherwise': { ...termsOfOthers['answered-otherwise'], section },
} as const satisfies TermsByReason;
