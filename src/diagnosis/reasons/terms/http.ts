import { termsOfOthers } from './every-other-carrier.js';
import type { TermsByReason } from './terms.js';

const section = 'RFC 4559 4.2';

/** Reasons that SMB has as well, in the words of HTTP. */
export const httpTerms = {
  ...termsOfOthers,
  accepted: { section },
  guest: { ...termsOfOthers.guest, section },
  anonymous: { section },
  'wrong-password': {
    advice:
      'Type the password again on the client and check that this server holds the same one. Browsers and Windows keep old ones: look at the browser’s saved passwords and at cmdkey /list; in a URL or a script a sign such as @ or % must be encoded.',
  },
  'unknown-account': {
    advice:
      'Check the spelling, and whether the client sent the name of its own logon instead of the one that was typed: browsers do so first in the intranet zone and on their allow-lists. Add the account, or use one that exists. With policy.guest "unknown-users" (--accept-guest) any unknown name is let in as guest, without a password.',
  },
  'anonymous-refused': {
    advice:
      'Give the client credentials: this is what curl sends with -u : and no ticket. To allow it, set policy.anonymous to "accept", with which anybody gets what * may use.',
  },
  'ntlm-refused': {
    advice:
      'Make the client use Kerberos: it needs a ticket for HTTP/NAME, and the server’s name in its URL in place of the address. Linux: kinit, then curl --negotiate -u :; Chromium: --auth-server-allowlist=NAME; Firefox: network.negotiate-auth.trusted-uris; Windows: a machine in the domain, the intranet zone, and klist shows HTTP/name. To allow NTLM, add "ntlm" to policy.mechanisms, set the account’s ntlm to "accept", or take the user out of Protected Users: passwords can then be guessed from recorded logins, and logins relayed.',
  },
  'no-common-mechanism': {
    advice:
      'The evidence names what it offers: allow one of this server’s mechanisms on the client, or give the server one of the client’s.',
    section: 'RFC 4559 4.2; RFC 4178 4.2.2',
  },
  'ended-by-client': {
    advice:
      'It did not like our answer: the mechanism we chose, or our mechListMIC. Its own log says which (curl -v); the password is not what it is about.',
  },
  'left-before-challenge': {
    advice:
      'It prefers another mechanism, most often Kerberos with a ticket for HTTP/NAME, and does not fall back to the one that the server chose.',
    section,
  },
  'left-after-challenge': {
    advice:
      'A browser that asks its user for a password may close the connection and begin again on another: nothing to do, if such a login follows. Else the client did not get something that it insists on (see the flags below), had no password, or a proxy in between took the second request to another connection.',
  },
  'channel-binding-mismatch': {
    sentence: 'The password is right, but the login is not bound to the TLS connection it comes through.',
    advice:
      'MsvAvChannelBindings must be MD5 of a gss_channel_bindings_struct around “tls-server-end-point:” and the hash of the server’s certificate, by the hash algorithm of its signature. Let the client speak TLS to this server itself, and turn its Extended Protection on; where that cannot be, http.channelBindings "when-sent" lets in clients that send none, and "never" every login that is relayed, too.',
    section: '[MS-NLMP] 3.2.5.1.2; RFC 5929 4.1',
  },
  'kerberos-bindings-mismatch': { section: 'RFC 4121 4.1.1.2; RFC 5929 4.1' },
  'target-name-mismatch': {
    advice:
      'MsvAvTargetName is HTTP/host with the host of the URL. Use a name that is in http.serviceNames, or add this one to it. Some clients, such as curl with NTLM, send none; for them it must be "any", and a login meant for another server is then taken here, too.',
  },
  'service-not-allowed': {
    advice:
      'Clients of HTTP ask for HTTP/NAME with the host of the URL: use a name that is allowed, or add the one that the evidence shows to http.serviceNames; "any" takes every ticket that a key decrypts.',
  },
  'request-malformed': {
    advice:
      'The evidence names the line or the header. A request line and its headers are at most 64 KB together, tickets with large PACs included.',
    section: 'RFC 9112 2.2',
  },
  'timed-out': { section: 'RFC 9110 15.5.9' },
  'limit-reached': { section: 'RFC 9110 15.6.4' },
  'left-without-a-word': { ...termsOfOthers['left-without-a-word'], section: 'RFC 9112 9.6' },
  'protocol-violation': { section: 'RFC 9112 2.2' },
  'internal-error': { section: 'RFC 9110 15.6.1' },
  'server-stopped': { section: 'RFC 9110 15.6.4' },
  'answered-otherwise': { ...termsOfOthers['answered-otherwise'], section },
} as const satisfies TermsByReason;
