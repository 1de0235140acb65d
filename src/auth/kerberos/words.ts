import { quoted } from '../../text/printable.js';
import type { MechanismWords } from '../mechanism-words.js';
import { kerberosChecks } from './checks.js';
import { kerberosCommonReasons } from './common-reasons.js';
import { kerberosEvidence } from './evidence.js';
import type { KerberosFact } from './facts.js';
import { mistakenKerberosKeys } from './mistaken-keys.js';
import { etypeName } from './names.js';
import { recordKerberos } from './record.js';
import { kerberosRejections } from './rejections.js';
import { kerberosSentences, progressOf, proofInWords } from './sentences.js';
import { kerberosColumns, kerberosWeaknesses } from './weaknesses.js';

/** Checks that depend on the ticket, on the policy or on the channel. */
const conditional: ReadonlySet<string> = new Set([
  'user-to-user',
  'kerberos-token',
  'subkey-enctype',
  'ticket-address',
  'service-name',
  'context-checksum',
  'channel-bindings',
  'delegation',
  'pac',
  'transited-realms',
  'account',
  'account-status',
  'mutual-authentication',
]);

/** @param dnsName of the server; empty: unknown */
export function kerberosWordsOf(dnsName: string): MechanismWords {
  return dnsName === ''
    ? kerberosWords
    : { ...kerberosWords, howToAllow: howToAllow(`by ${quoted(dnsName)}`) };
}

/** @param byName the end of “connect” */
function howToAllow(byName: string): string {
  return `With Kerberos: connect ${byName}, not by an address or localhost, and with a ticket for that name (smbclient: -I ADDRESS, --use-kerberos=required, -U USER@REALM with the realm; Linux: sec=krb5, and cifs.upcall says in the system log why there is none; Windows: a domain’s user).`;
}

/** The words of Kerberos of a server without a name. */
export const kerberosWords: MechanismWords = {
  authDescription: 'krb5',
  checks: Object.entries(kerberosChecks).filter(([check]) => !conditional.has(check)),
  reasons: kerberosRejections,
  commonReasons: kerberosCommonReasons,
  record: recordKerberos,
  describeFact: (fact) => describeKerberosFact(fact as KerberosFact),
  sentences: kerberosSentences,
  proofInWords,
  progress: progressOf,
  howToAllow: howToAllow('by the server’s name'),
  mistakenKeys: (login) => {
    const { keys } = kerberosEvidence(login);
    return keys === undefined ? [] : mistakenKerberosKeys(keys);
  },
  weaknesses: kerberosWeaknesses,
  columns: kerberosColumns,
};

function describeKerberosFact(fact: KerberosFact): string {
  switch (fact.kind) {
    case 'ap-req':
      return `Kerberos AP-REQ for ${quoted(fact.service)}, ticket ${etypeName(fact.etype)}`;
    case 'ticket':
      return `ticket of ${quoted(fact.client)}, session key ${etypeName(fact.sessionEtype)}`;
    case 'authenticator':
      return `authenticator, clock ${Math.round(fact.skewMilliseconds / 1000)} seconds ahead`;
    case 'pac':
      return `PAC ${fact.form}`;
    case 'skew-answered':
      return 'KRB_AP_ERR_SKEW with our time';
    case 'answer':
      return fact.mutual ? 'AP-REP' : 'no AP-REP asked for';
    case 'session-keys':
      return 'keys agreed';
  }
}
