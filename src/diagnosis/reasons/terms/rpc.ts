import { termsOfOthers } from './every-other-carrier.js';
import type { TermsByReason } from './terms.js';

const section = '[MS-RPCE] 3.3.1.5.2.1';

/** Reasons that SMB has as well, in the words of RPC over TCP. */
export const rpcTerms = {
  ...termsOfOthers,
  accepted: { section },
  guest: { ...termsOfOthers.guest, section },
  anonymous: { section },
  'wrong-password': {
    advice:
      "Type the password again on the client and check that this server holds the same one. In a shell, quote it (rpcclient -U 'USER%PASSWORD'; impacket: 'DOMAIN/USER:PASSWORD@HOST').",
  },
  'unknown-account': {
    advice:
      'Check the spelling, and the domain in front of it (rpcclient: -W; impacket: DOMAIN/USER). Add the account, or use one that exists.',
  },
  'anonymous-refused': {
    advice:
      'Give the client credentials: this is what rpcclient -N and -U% send. To let clients in without, set rpc.anonymous to "accept" and policy.anonymous as well: whoever reaches the port may then call what needs no account.',
  },
  'ntlm-refused': {
    advice:
      'Make the client use Kerberos: it needs a ticket, and the server’s name in place of its address. rpcclient: kinit, then --use-kerberos=required; impacket: kinit, then -k -no-pass with KRB5CCNAME set. To allow NTLM, add "ntlm" to policy.mechanisms, set the account’s ntlm to "accept", or take the user out of Protected Users: passwords can then be guessed from recorded logins, and logins relayed.',
  },
  'no-common-mechanism': {
    advice:
      'The evidence names what it offers: allow one of this server’s mechanisms on the client (auth_type NTLM, SPNEGO or Kerberos in the bind), or give the server one of the client’s.',
    section: '[MS-RPCE] 2.2.1.1.7; RFC 4178 4.2.2',
  },
  'left-before-challenge': {
    advice:
      'It prefers another mechanism, most often Kerberos, and does not fall back to the one that the server chose.',
    section,
  },
  'left-after-challenge': {
    advice:
      'It did not get something that it insists on (see the flags below), or it was waiting for a password and had none. An auth3 that was never sent looks the same.',
  },
  'channel-binding-mismatch': {
    advice: 'MsvAvChannelBindings must be zero: RPC over TCP has no TLS to bind a login to.',
  },
  'target-name-mismatch': {
    advice:
      'MsvAvTargetName is the service and the host that the client was given, such as host/NAME or cifs/NAME. Connect by a name that is in policy.ntlm.targetNames, or add this one to it. Some clients send none; for them it must be "any", and a login meant for another server is then taken here, too.',
  },
  'request-malformed': { section: '[MS-RPCE] 2.2.2' },
  'timed-out': { section: '[MS-RPCE] 3.3.3.2.1' },
  'limit-reached': { section: '[MS-RPCE] 3.3.3.3' },
  'left-without-a-word': { ...termsOfOthers['left-without-a-word'], section: '[MS-RPCE] 2.1.1.1' },
  'protocol-violation': { section: '[MS-RPCE] 3.3.3.3' },
  'internal-error': { section: '[MS-RPCE] 3.3.3.3' },
  'server-stopped': { section: '[MS-RPCE] 3.3.3.3' },
  'answered-otherwise': { ...termsOfOthers['answered-otherwise'], section },
} as const satisfies TermsByReason;
