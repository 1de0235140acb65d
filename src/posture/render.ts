import { types } from 'node:util';
import { printableJson } from '../text/printable.js';
import { renderCsv } from './render-csv.js';
import { renderHtml } from './render-html.js';
import { renderSarif } from './render-sarif.js';
import type { PostureRow } from './posture.js';
import type { PostureReport } from './report.js';

/** The forms of a report. */
export const reportFormats = ['json', 'csv', 'sarif', 'html'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** The whole report as text. */
export function renderReport(report: PostureReport, format: ReportFormat): string {
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

function renderJson({ rows, generatedAt, omitted }: PostureReport): string {
  const clients = rows.map(({ observed, ...row }) => {
    const members = [...Object.entries(row), ...observed];
    return Object.fromEntries(
      members.map(([key, value]) => [
        key,
        types.isSet(value) ? [...value] : times.has(key) ? timeText(value as number) : (value as unknown),
      ]),
    );
  });
  return `${printableJson({ type: 'posture', version: 1, generatedAt: timeText(generatedAt), omittedAttempts: omitted, clients })}\n`;
}

/** The fields that hold times; they are written as in the other forms of the report. */
const times: ReadonlySet<string> = new Set(['firstSeen', 'lastSeen'] satisfies (keyof PostureRow)[]);

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
