import { types } from 'node:util';
import { printable, printableJson } from '../printable.js';
import { columns } from './columns.js';
import { type FindingCode, findingCodes, findingRules } from './findings.js';
import { renderHtml } from './render-html.js';
import type { PostureRow } from './posture.js';
import type { Report } from './report.js';

/** The forms of a report. */
export const reportFormats = ['json', 'csv', 'sarif', 'html'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** The whole report as text. */
export function renderReport(report: Report, format: ReportFormat): string {
  switch (format) {
    case 'json':
      return renderJson(report);
    case 'csv':
      return renderCsv(report);
    case 'sarif':
      return renderSarif(report);
    case 'html':
      return renderHtml(report);
  }
}

function renderJson({ rows, generatedAt, omitted }: Report): string {
  const clients = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, types.isSet(value) ? [...value] : (value as unknown)]),
    ),
  );
  return `${printableJson({ type: 'posture', version: 1, generatedAt: new Date(generatedAt).toISOString(), omittedAttempts: omitted, clients })}\n`;
}

/** RFC 4180, with a guard for spreadsheets: a cell that begins like a formula is text all the same. */
function renderCsv({ rows }: Report): string {
  const lines = [
    columns.map(({ key }) => key),
    ...rows.map((row) => columns.map(({ values }) => values(row).join('; '))),
  ];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const shown = printable(text);
  const guarded = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",;\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** SARIF 2.1.0: a result for each finding of each client. */
function renderSarif({ rows, version }: Report): string {
  const rules = findingCodes.map((id) => ({
    id,
    shortDescription: { text: findingRules[id].title },
    help: { text: findingRules[id].help },
    defaultConfiguration: { level: findingRules[id].level },
  }));
  const results = rows.flatMap((row) =>
    row.findings.map((ruleId) => ({
      ruleId,
      ruleIndex: findingCodes.indexOf(ruleId),
      level: findingRules[ruleId].level,
      message: { text: `${row.client}: ${findingRules[ruleId].title}. ${findingRules[ruleId].help}` },
      locations: [{ logicalLocations: [{ name: row.client, kind: 'resource' }] }],
      partialFingerprints: { clientAndRule: `${row.client}/${ruleId}` },
    })),
  );
  return `${printableJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'smb2-auth-server', version, rules } }, results }],
  })}\n`;
}

/** The clients and findings that make an audit fail: those of `codes` that apply to anybody. */
export function failures(
  rows: readonly PostureRow[],
  codes: readonly FindingCode[],
): { readonly client: string; readonly finding: FindingCode }[] {
  return rows.flatMap(({ client, findings }) =>
    findings.filter((finding) => codes.includes(finding)).map((finding) => ({ client, finding })),
  );
}
