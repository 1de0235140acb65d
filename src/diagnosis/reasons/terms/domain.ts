import type { RejectionReason } from '../../../auth/rejection.js';
import type { Terms } from './terms.js';

const setElsewhere =
  'No password can be changed here: change it at a machine of the domain, or have it set there (samba-tool user setpassword; Active Directory Users and Computers).';

const useKerberos =
  'Make the client use Kerberos: it needs a ticket, and the server’s name in place of its address.';

/** Common reasons in the words of a domain, where its controllers decide and not the accounts of this server. */
export const domainTerms = {
  'unknown-account': {
    sentence: 'The domain knows no user of that name.',
    advice:
      'Check the spelling, and whether the client sent the name of its own logon instead of the one that was typed (Windows does so first). An account of this server itself needs this server’s name for its domain, as in SERVER\\alice. With policy.guest "unknown-users" (--accept-guest) any unknown name is let in as guest, unsigned and without a password.',
  },
  'wrong-password': {
    sentence: 'The proof does not match the password that the user has in the domain.',
    advice:
      'Type the password again on the client. Windows keeps old credentials: cmdkey /list, net use * /delete. The controller counts the failures as well, and may lock the account.',
  },
  'account-disabled': {
    advice:
      'Enable the account in the domain (samba-tool user enable; Active Directory Users and Computers).',
  },
  'account-locked': {
    advice:
      'Wait, or unlock the account in the domain (samba-tool user unlock). Where no controller was asked, this server has locked the name itself: policy.lockout says after how many wrong responses and for how long. Look for a client that repeats an old password: Windows Explorer sends one wrong password dozens of times. The lock hides whether this password was right.',
  },
  'account-expired': {
    advice: 'Move the end of the account in the domain (samba-tool user setexpiry), or use another account.',
  },
  'password-expired': { advice: setElsewhere },
  'password-must-change': { advice: setElsewhere },
  'smart-card-required': {
    advice: `No smart card is taken with NTLM. ${useKerberos} Or take “Smart card is required for interactive logon” from the account in the domain.`,
  },
  'interdomain-trust-account': { advice: 'Use the account of a user.' },
  'workstation-trust-account': {
    advice:
      'Use the account of a user. With domain.allowMachineAccounts, computers of the domain may log in as well.',
  },
  'server-trust-account': {
    advice:
      'Use the account of a user. With domain.allowMachineAccounts, domain controllers may log in as well.',
  },
  'workstation-not-allowed': {
    advice:
      'Add the workstation to those of the account in the domain (userWorkstations, “Log On To”). The name is what the client says of itself; many embedded clients send an empty one.',
  },
  'outside-logon-hours': {
    advice: 'Widen the logon hours of the account in the domain, where they are kept in UTC, or wait.',
  },
  'ntlm-refused': {
    sentence: 'The domain lets this account not log in with NTLM, or another restriction of it applies.',
    advice: `${useKerberos} To allow NTLM, take the user out of Protected Users in the domain, or look at the authentication policy of the account: passwords can then be guessed from recorded logins, and logins relayed.`,
  },
  'no-logon-server': {
    sentence: 'No domain controller could decide about the login in time.',
    advice:
      'Look at the network between this server and the domain’s controllers, at domain.controllers or the DNS records that name them, and at the controllers themselves: nothing is known of the password. The server asks again at the next login.',
  },
} as const satisfies Partial<Record<RejectionReason, Terms>>;
