import { logonFailure } from '../../text/client-shows.js';
import type { Reason, ReasonText } from './reason.js';

/** Refusals that the evidence or a second look explains better than the mechanism that refused. */
export const credentials = {
  'mangled-password': {
    sentence: 'The account exists, and the proof matches a known mistake with its password.',
    advice:
      'Correct how the password reaches the client: quote it in the shell, strip the newline from the file, save the script as UTF-8, turn caps lock off, look at the keyboard layout, decode or encode it once, make room for all of it. An empty one was never given to the client; with another account’s, look at the name.',
    ...logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'domain-variant': {
    sentence: 'The password is right, but the client hashed it with another domain than the one it sent.',
    advice:
      'The domain is hashed exactly as it is sent. In the client, use one and the same string, upper or lower case, for the hash and for the DomainName field; DOMAIN\\user goes into its two fields, or whole into the hash.',
    ...logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'user-case-variant': {
    sentence: 'The password is right, but the client hashed it with another form of the user name.',
    advice:
      'The user name is hashed as it is sent, upper-cased one UTF-16 unit at a time: neither left as typed, nor only its ASCII letters, nor ß turned into SS, and with whatever surrounds it in the message.',
    ...logonFailure,
    section: '[MS-NLMP] 3.3.2',
  },
  'response-miscomputed': {
    sentence: 'The client computes its response wrongly; no password makes it right.',
    advice:
      'Update the client, or have it mended: its computation is at fault and not what was typed. Until then use another client, or another of its settings.',
    ...logonFailure,
    section: '[MS-NLMP] 3.3',
  },
  'guest-refused': {
    sentence: 'The client asks for guest access, and this server has no guests.',
    advice:
      'Give the client the name and password of an account: this is what “connect as guest”, a blank user name or a device’s “no authentication” sends. To allow it, set policy.guest to "unknown-users" (--accept-guest); then everybody gets in who can reach the port, unsigned and unencrypted, and Windows 10 and later refuse it themselves.',
    ...logonFailure,
    section: '[MS-NLMP] 3.2.5.1.2',
  },
} as const satisfies Partial<Record<Reason, ReasonText>>;
