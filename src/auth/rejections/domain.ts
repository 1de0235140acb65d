import { NtStatus } from '../../constants/nt-status.js';
import {
  accountRefusal,
  logonFailure,
  noLogonServers,
  withoutWordsOfMacos,
} from '../../text/client-shows.js';
import type { Rejections } from './rejections.js';

// errno by smb2maperror.c of the Linux kernel.
const inputOutputError = { errno: 5, words: 'Input/output error' };

/** Refusals of a login that a domain controller had to decide. */
export const domainRejections = {
  'machine-account-refused': {
    status: NtStatus.STATUS_TRUSTED_RELATIONSHIP_FAILURE,
    sentence:
      'The domain controller does not accept this server: the machine account’s password is wrong, or the domain has no such account.',
    advice:
      'Give the server the password that the domain has for its machine account, in domain.machinePasswordFile or domain.keytab, or reset the account and its password there; another machine that joined with the same account has changed it. Nothing is known of the user’s password.',
    ...accountRefusal(
      'TRUSTED_RELATIONSHIP_FAILURE',
      {
        error: 1789,
        words: 'The trust relationship between this workstation and the primary domain failed',
      },
      inputOutputError,
    ),
    section: '[MS-NRPC] 3.5.4.4.2',
  },
  'controller-not-trusted': {
    status: NtStatus.STATUS_NO_LOGON_SERVERS,
    sentence:
      'The machine that answered as domain controller does not prove that it is one, or asks for weaker protection than this server accepts.',
    advice:
      'Look at the addresses in domain.controllers, or at the answer of DNS: a machine without the machine account’s password answers there. A controller that has it and no AES or no secure RPC is too old, or somebody in between changes the negotiation. Nothing is known of the user’s password.',
    ...noLogonServers,
    section: '[MS-NRPC] 3.1.4.1',
  },
  'ntlm-blocked': {
    // "the NTLM server MUST return STATUS_NOT_SUPPORTED" where NTLM is blocked ([MS-NLMP] 3.2.5.1.1); the controller
    // itself says STATUS_NTLM_BLOCKED.
    status: NtStatus.STATUS_NOT_SUPPORTED,
    sentence: 'The domain refuses NTLM: its controller answers that NTLM is blocked.',
    advice:
      'Make the client use Kerberos: a machine in the domain, and the server’s name in place of its address. Or let the domain make an exception for this server: the policy “Network security: Restrict NTLM: Add server exceptions in this domain”. Nothing is known of the password.',
    ...withoutWordsOfMacos(
      accountRefusal(
        'NOT_SUPPORTED',
        { error: 50, words: 'The request is not supported' },
        { errno: 95, words: 'Operation not supported' },
      ),
    ),
    section: '[MS-APDS] 3.1.5; [MS-NLMP] 3.2.5.1.1',
  },
  'authentication-firewall': {
    status: NtStatus.STATUS_AUTHENTICATION_FIREWALL_FAILED,
    sentence: 'The domain does not allow this user to authenticate to this server.',
    advice:
      'The user is of another domain across a trust with selective authentication, or an authentication policy names who may come here: give the user or a group of his the right “Allowed to authenticate” on this server’s computer account.',
    ...withoutWordsOfMacos(
      accountRefusal(
        'AUTHENTICATION_FIREWALL_FAILED',
        {
          error: 1935,
          words: 'The machine you are logging onto is protected by an authentication firewall',
        },
        inputOutputError,
      ),
    ),
    section: '[MS-APDS] 3.1.5',
  },
  'logon-type-not-granted': {
    status: NtStatus.STATUS_LOGON_TYPE_NOT_GRANTED,
    sentence: 'The domain does not grant this user a login over the network.',
    advice:
      'Look at the rights “Access this computer from the network” and “Deny access to this computer from the network” of the policy that applies to the controller.',
    ...accountRefusal(
      'LOGON_TYPE_NOT_GRANTED',
      {
        error: 1385,
        words: 'the user has not been granted the requested logon type at this computer',
      },
      inputOutputError,
    ),
    section: '[MS-ERREF] 2.3.1',
  },
  'domain-trust-failed': {
    status: NtStatus.STATUS_TRUSTED_DOMAIN_FAILURE,
    sentence: 'The user is of another domain, and the trust between that domain and this server’s fails.',
    advice:
      'Let the domain’s administrator verify the trust: netdom trust /verify, or samba-tool domain trust validate. Nothing is known of the user’s password.',
    ...accountRefusal(
      'TRUSTED_DOMAIN_FAILURE',
      {
        error: 1788,
        words: 'The trust relationship between the primary domain and the trusted domain failed',
      },
      inputOutputError,
    ),
    section: '[MS-ERREF] 2.3.1',
  },
  'controller-clock-skew': {
    status: NtStatus.STATUS_TIME_DIFFERENCE_AT_DC,
    sentence: 'The domain controller’s clock and another’s are too far apart for a login.',
    advice:
      'Set the clocks of this server and of the domain’s controllers by the same source. Nothing is known of the user’s password.',
    ...withoutWordsOfMacos(
      accountRefusal(
        'TIME_DIFFERENCE_AT_DC',
        { error: 1398, words: 'There is a time and/or date difference between the client and server' },
        inputOutputError,
      ),
    ),
    section: '[MS-ERREF] 2.3.1',
  },
  'controller-logon-failure': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence:
      'The domain controller refuses the response, and its STATUS_LOGON_FAILURE does not say whether the password is wrong.',
    advice:
      'Controllers answer so where the response carries the names of another server or of another domain than the machine account that asks: check that the client answers this server’s own CHALLENGE, and that netbiosName, netbiosDomain and dnsDomain are those of the join. Otherwise the password is wrong.',
    ...logonFailure,
    section: '[MS-APDS] 3.1.5.2',
  },
  'controller-refused': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The domain controller refuses the login with a status that says nothing of the account.',
    advice:
      'The evidence names the status. Look for the login in the controller’s own log (Windows: Security, event 4776; Samba: log level 3 auth_audit). Any error of a controller is a refused login.',
    ...logonFailure,
    section: '[MS-APDS] 3.1.5',
  },
} as const satisfies Rejections;
