import type { PostureRow } from './posture.js';

/** One column of the table forms of the report. */
export interface Column {
  /** Key in JSON and head of the CSV column. */
  readonly key: string;
  readonly title: string;
  readonly values: (row: PostureRow) => readonly string[];
}

const list = (values: ReadonlySet<string>): readonly string[] => [...values];
const date = (milliseconds: number): string[] => [new Date(milliseconds).toISOString()];

/** The columns of a report in their order; those of mechanisms stand behind those of carriers. */
export const columnsWith = (ofMechanisms: readonly Column[]): readonly Column[] => [
  { key: 'client', title: 'Client', values: (row) => [row.client] },
  { key: 'findings', title: 'Findings', values: (row) => row.findings },
  { key: 'attempts', title: 'Attempts', values: (row) => [String(row.attempts)] },
  { key: 'accepted', title: 'Accepted', values: (row) => [String(row.accepted)] },
  { key: 'users', title: 'Users', values: (row) => list(row.users) },
  { key: 'workstations', title: 'Workstations', values: (row) => list(row.workstations) },
  { key: 'carriers', title: 'Carriers', values: (row) => list(row.carriers) },
  { key: 'dialects', title: 'Dialects', values: (row) => list(row.dialects) },
  { key: 'tlsVersions', title: 'TLS', values: (row) => list(row.tlsVersions) },
  { key: 'credsspVersions', title: 'CredSSP', values: (row) => list(row.credsspVersions) },
  { key: 'httpSchemes', title: 'HTTP', values: (row) => list(row.httpSchemes) },
  ...ofMechanisms,
  { key: 'signingOffered', title: 'Signing', values: (row) => list(row.signingOffered) },
  { key: 'protectionUsed', title: 'Requests', values: (row) => list(row.protectionUsed) },
  { key: 'ciphersOffered', title: 'Ciphers', values: (row) => list(row.ciphersOffered) },
  {
    key: 'kerberosOffered',
    title: 'Kerberos',
    values: (row) => [row.kerberosOffered ? 'offered' : 'not offered'],
  },
  { key: 'kerberosFallbacks', title: 'Kerberos not used', values: (row) => list(row.kerberosFallbacks) },
  { key: 'copies', title: 'Copies of it', values: (row) => list(row.copies) },
  { key: 'reasons', title: 'Outcomes', values: (row) => list(row.reasons) },
  { key: 'firstSeen', title: 'First seen', values: (row) => date(row.firstSeen) },
  { key: 'lastSeen', title: 'Last seen', values: (row) => date(row.lastSeen) },
];
