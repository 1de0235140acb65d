import { findingRules } from './findings.js';
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

/** The report's columns in their order. */
export const columns: readonly Column[] = [
  { key: 'client', title: 'Client', values: (row) => [row.client] },
  { key: 'findings', title: 'Findings', values: (row) => row.findings },
  { key: 'attempts', title: 'Attempts', values: (row) => [String(row.attempts)] },
  { key: 'accepted', title: 'Accepted', values: (row) => [String(row.accepted)] },
  { key: 'users', title: 'Users', values: (row) => list(row.users) },
  { key: 'workstations', title: 'Workstations', values: (row) => list(row.workstations) },
  { key: 'osVersions', title: 'OS version', values: (row) => list(row.osVersions) },
  { key: 'dialects', title: 'Dialects', values: (row) => list(row.dialects) },
  { key: 'ntlmVersions', title: 'NTLM', values: (row) => list(row.ntlmVersions) },
  { key: 'lmResponses', title: 'LM response', values: (row) => list(row.lmResponses) },
  { key: 'mics', title: 'MIC', values: (row) => list(row.mics) },
  { key: 'signingOffered', title: 'Signing', values: (row) => list(row.signingOffered) },
  { key: 'protectionUsed', title: 'Requests', values: (row) => list(row.protectionUsed) },
  { key: 'ciphersOffered', title: 'Ciphers', values: (row) => list(row.ciphersOffered) },
  { key: 'targetNames', title: 'Target names', values: (row) => list(row.targetNames) },
  { key: 'channelBindings', title: 'Channel bindings', values: (row) => list(row.channelBindings) },
  {
    key: 'kerberosOffered',
    title: 'Kerberos',
    values: (row) => [row.kerberosOffered ? 'offered' : 'not offered'],
  },
  { key: 'reasons', title: 'Outcomes', values: (row) => list(row.reasons) },
  { key: 'firstSeen', title: 'First seen', values: (row) => date(row.firstSeen) },
  { key: 'lastSeen', title: 'Last seen', values: (row) => date(row.lastSeen) },
];

/** The worst level among the findings of a row. */
export function levelOf({ findings }: PostureRow): 'error' | 'warning' | 'note' | 'none' {
  const levels = findings.map((code) => findingRules[code].level);
  return (['error', 'warning', 'note'] as const).find((level) => levels.includes(level)) ?? 'none';
}
