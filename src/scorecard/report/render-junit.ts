import { isBad } from '../verdict.js';
import { expectation } from './expectation.js';
import { escapeLines, escapeMarkup } from '../../text/escape-markup.js';
import { byGroup, type Scorecard, type ScoredCase } from './scorecard.js';

/**
 * JUnit XML: a suite for each group, and a test case for each case. A case against the client is a failure, and one
 * that says nothing about it is skipped.
 */
export function renderJunit({ cases, generatedAt, version }: Scorecard): string {
  const suites = byGroup(cases).map(({ group, cases: ofGroup }) =>
    suite(group, ofGroup, generatedAt, version),
  );
  // The outermost element has no count of skipped cases in Jenkins' schema.
  const counts = countsOf(cases).replace(/ skipped="\d+"/, '');
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="smb2-auth-server check-client" ${counts}>
${suites.join('\n')}
</testsuites>
`;
}

function suite(group: string, cases: readonly ScoredCase[], generatedAt: string, version: string): string {
  const timestamp = generatedAt.slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
  return `  <testsuite name="${escapeMarkup(group)}" ${countsOf(cases)} timestamp="${escapeMarkup(timestamp)}">
    <properties>
      <property name="smb2-auth-server" value="${escapeMarkup(version)}"/>
    </properties>
${cases.map(testCase).join('\n')}
  </testsuite>`;
}

function testCase(one: ScoredCase): string {
  const { id, title, group, run } = one;
  const attributes = [
    `name="${escapeMarkup(`${id}: ${title}`)}"`,
    `classname="${escapeMarkup(`check-client.${group}`)}"`,
    `time="${seconds(run?.milliseconds ?? 0)}"`,
  ].join(' ');
  const parts = [...outcomeOf(one), ...outputOf(one)].map((part) => `      ${part}\n`).join('');
  return parts === ''
    ? `    <testcase ${attributes}/>`
    : `    <testcase ${attributes}>\n${parts}    </testcase>`;
}

function outcomeOf({ verdict, because, section, why, expects }: ScoredCase): string[] {
  if (verdict === 'secure') return [];
  const message = `message="${escapeMarkup(`${verdict}: ${because}`)}"`;
  if (!isBad(verdict)) return [`<skipped ${message}/>`];
  const text = escapeLines(`${because}\nA good client ${expectation[expects]}. ${why} (${section})`);
  return [`<failure ${message} type="${escapeMarkup(verdict)}">${text}</failure>`];
}

function outputOf({ run }: ScoredCase): string[] {
  if (run === undefined || run.output === '') return [];
  return [`<system-out>${escapeLines(run.output)}</system-out>`];
}

function countsOf(cases: readonly ScoredCase[]): string {
  const failures = cases.filter(({ verdict }) => isBad(verdict)).length;
  const skipped = cases.filter(({ verdict }) => !isBad(verdict) && verdict !== 'secure').length;
  const time = seconds(cases.reduce((sum, { run }) => sum + (run?.milliseconds ?? 0), 0));
  return `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${time}"`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
