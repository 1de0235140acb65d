import type { ReasonInOwnTerms } from '../mechanism-words.js';
import type { RejectionReason } from '../rejection.js';

const enable = 'Set the account’s status to "enabled" in the accounts of this server';

/** With `principal` no local account is asked for. */
const orWithoutAccount =
  'To let the realm alone decide, set kerberos.principals to "principal": the account is then alice@EXAMPLE.COM, and no local one.';

/**
 * Common reasons in the terms of Kerberos. No password comes with a ticket: the KDC has proved the user already, and
 * the local account of that name refuses all the same.
 */
export const kerberosCommonReasons = {
  'empty-password-refused': {
    sentence: 'The ticket is good, and the local account of that name has an empty password.',
    advice: `Give the account a password on this server: an empty one lets nobody in over a network, whatever the ticket. ${orWithoutAccount}`,
  },
  'account-disabled': {
    sentence: 'The ticket is good, and the account is disabled on this server.',
    advice: `${enable}: the realm gives tickets to a user whom this server refuses. ${orWithoutAccount}`,
  },
  'account-locked': {
    sentence: 'The ticket is good, and the account’s status on this server is "locked".',
    advice: `${enable}. It is not the lock-out of policy.lockout, which counts wrong responses of NTLM and refuses no ticket. ${orWithoutAccount}`,
  },
  'account-expired': {
    sentence: 'The ticket is good, and the account has expired on this server.',
    advice: `${enable}, move its expiresAt, or use another account. ${orWithoutAccount}`,
  },
  'password-expired': {
    sentence: 'The ticket is good, and the password of the account has expired on this server.',
    advice: `${enable}, or move its passwordExpiresAt: the password in the realm is another matter, and kinit would have told of it. ${orWithoutAccount}`,
  },
  'password-must-change': {
    sentence: 'The ticket is good, and the account’s status on this server is "must-change-password".',
    advice: `${enable}: the password in the realm is another matter, and kinit would have told of it. ${orWithoutAccount}`,
  },
  'smart-card-required': {
    sentence: 'The ticket is good, and the account’s status on this server is "smart-card-required".',
    advice: `${enable}. ${orWithoutAccount}`,
  },
  'interdomain-trust-account': {
    sentence: 'The ticket is good, and the account’s status on this server is "interdomain-trust-account".',
    advice: `${enable}, or use the account of a user. ${orWithoutAccount}`,
  },
  'workstation-trust-account': {
    sentence: 'The ticket is good, and the account’s status on this server is "workstation-trust-account".',
    advice: `${enable}, or use the account of a user. ${orWithoutAccount}`,
  },
  'server-trust-account': {
    sentence: 'The ticket is good, and the account’s status on this server is "server-trust-account".',
    advice: `${enable}, or use the account of a user. ${orWithoutAccount}`,
  },
  'account-refused': {
    sentence: 'The ticket is good, and the account is refused with the status that its ntStatus names.',
    advice: `The refusal is asked for: take ntStatus from the account to let it in. ${orWithoutAccount}`,
  },
  'no-logon-server': {
    sentence: 'The ticket is good, and the account’s status on this server is "no-logon-server".',
    advice: `${enable}. ${orWithoutAccount}`,
  },
  'workstation-not-allowed': {
    sentence:
      'The ticket is good, and the account may log in from certain workstations only; a Kerberos client names none.',
    advice: `Take the workstations from the account on this server: with them it can log in by NTLM alone. The realm itself can restrict workstations. ${orWithoutAccount}`,
  },
  'outside-logon-hours': {
    sentence: 'The ticket is good, and the account may not log in at this hour on this server.',
    advice: `Logon hours are kept in UTC. Widen the account’s logonHours on this server, or wait. ${orWithoutAccount}`,
  },
  'unknown-account': {
    sentence: 'The ticket is good, and there is no local account of the name that its principal stands for.',
    advice:
      'Add the account, or correct the table of kerberos.principals. With "name" in place of "local" the users of the realm need no account here, and have the groups of their tickets alone.',
  },
  'store-failed': {
    sentence:
      'The ticket is good, and the account store, or the memory of earlier logins, could not be asked.',
    advice:
      'See the error in the server’s log: a file that cannot be read, a callback that threw, or a worker process whose primary does not answer. The store is asked so that a disabled account stays out.',
  },
  'shared-state-away': {
    sentence:
      'The ticket is good, and the store that remembers the authenticators of all instances could not be asked.',
    advice:
      'See the server’s log, which names the store and says when it went away: start it again, or mend the way to it, and logins pass within seconds. With state.whenAway "alone" each server remembers for itself meanwhile, and a captured login may pass once at each of them.',
  },
  'mech-list-mic-invalid': {
    sentence: 'The ticket is good, but SPNEGO’s mechListMIC does not verify.',
    advice:
      'The mechanism list was changed on its way, or the client computes it wrongly: GSS_GetMIC over the DER of the MechTypeList exactly as first sent, its 0x30 tag included, with the acceptor’s subkey where our AP-REP has one, and the sequence number of the authenticator.',
  },
  'ended-by-client': {
    sentence: 'The client itself ended the negotiation with a SPNEGO reject token.',
    advice:
      'It did not like our answer: the mechanism we chose, our AP-REP, or our mechListMIC. Its own log says which.',
  },
} as const satisfies Partial<Record<RejectionReason, ReasonInOwnTerms>>;
