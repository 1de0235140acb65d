import type { PostureColumn, Weakness } from '../mechanism-words.js';
import type { KerberosRecord, ShownKerberos } from './record.js';

/** The weaknesses of Kerberos logins; the codes are stable. */
export const kerberosWeaknesses = {
  'rc4-ticket': {
    title: 'Uses a ticket of rc4-hmac',
    help: 'Such a ticket is as strong as the NT hash of the service’s password, which can be searched for offline. Give the service’s account keys of AES.',
    level: 'error',
  },
  'rc4-session': {
    title: 'Uses a session key of rc4-hmac',
    help: 'The ticket is stronger than the key in it: allow AES for the client and the service at the KDC.',
    level: 'warning',
  },
  'delegates-credentials': {
    title: 'Hands its credentials over',
    help: 'Unconstrained delegation: whoever rules this server can be that user everywhere. Clear “trusted for delegation” (OK-AS-DELEGATE), or use constrained delegation.',
    level: 'warning',
  },
  'no-mutual': {
    title: 'Does not ask the server to prove itself',
    help: 'Without mutual authentication the client cannot tell the server from another by its login, and both sides use the ticket’s own session key.',
    level: 'note',
  },
} as const satisfies Readonly<Record<string, Weakness>>;

type WeaknessCode = keyof typeof kerberosWeaknesses;

const applies: Readonly<Record<WeaknessCode, (shown: ShownKerberos) => boolean>> = {
  'rc4-ticket': ({ ticketEtype }) => ticketEtype === 'rc4-hmac',
  'rc4-session': ({ ticketEtype, sessionEtype }) => sessionEtype === 'rc4-hmac' && ticketEtype !== 'rc4-hmac',
  'delegates-credentials': ({ delegated }) => delegated,
  'no-mutual': ({ mutual }) => mutual === false,
};

/** The weaknesses of one login, in the order of the table. */
export function weaknessesOf(shown: ShownKerberos): readonly string[] {
  return (Object.keys(applies) as readonly WeaknessCode[]).filter((code) => applies[code](shown));
}

/** The columns of Kerberos logins in the posture report. */
export const kerberosColumns: readonly (Omit<PostureColumn, 'values'> & {
  values(record: KerberosRecord): readonly (string | undefined)[];
})[] = [
  { key: 'services', title: 'Services', values: ({ service }) => [service] },
  { key: 'ticketEtypes', title: 'Ticket', values: ({ ticketEtype }) => [ticketEtype] },
  { key: 'contextEtypes', title: 'Session key', values: ({ contextEtype }) => [contextEtype] },
  {
    key: 'mutualAuthentication',
    title: 'Mutual',
    values: ({ mutual }) => [mutual === undefined ? undefined : mutual ? 'yes' : 'no'],
  },
  {
    key: 'delegation',
    title: 'Delegation',
    values: ({ delegated, ticketFlags }) => [
      delegated ? 'credentials' : ticketFlags.includes('FORWARDABLE') ? 'forwardable' : 'none',
    ],
  },
  { key: 'kerberosBindings', title: 'Kerberos bindings', values: (record) => [record.channelBindings] },
];
