import type { TermsByReason } from './terms.js';

/** Words that hold for every carrier but SMB. */
export const termsOfOthers = {
  'left-without-a-word': {
    sentence: 'The client connected and left without sending anything that could be read.',
    advice:
      'A port scan, a health check, or a client that gave up before it began: nothing to do. If a client shows an error, something between the two may have swallowed its first message.',
  },
  'out-of-sequence': {
    advice:
      'Each message of the mechanism comes once, in its order, on one connection. A new login begins with a new connection.',
    section: 'RFC 4178 3.2',
  },
  guest: {
    advice:
      'Whoever has no account gets in like this, and nothing was proved. Configure an account for this user, or set policy.guest to "refuse".',
  },
  'guest-refused': {
    advice:
      'Give the client the name and password of an account. To allow guests, set policy.guest to "unknown-users" (--accept-guest); then everybody gets in who can reach the port, and nothing is proved.',
  },
  'answered-otherwise': {
    advice:
      'Something of the program decides about answers last, such as a fault on demand: look at what it is told to do. The credentials have nothing to do with it.',
  },
} as const satisfies TermsByReason;
