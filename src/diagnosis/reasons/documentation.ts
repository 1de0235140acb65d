import { inOwnTerms, reasonGroups } from '../reasons.js';
import type { SpeakingMechanism } from '../vocabulary.js';
import { listSymptoms } from './symptoms.js';

/** The documentation of every reason as Markdown; `npm run reasons` writes it to REASONS.md. */
export function renderReasons(mechanisms: readonly SpeakingMechanism[]): string {
  const groups = reasonGroups(mechanisms);
  const lines = [
    '# Why a login passed or failed',
    '',
    'Every attempt is given one of these codes. The client never sees them: on the wire a wrong password, an unknown user',
    'and a forged proof look the same. Generated from `reasons/`; do not edit.',
    '',
    'With nothing but an error message, start here: what it can stand for. The server tells which of them it was.',
    ...listSymptoms(groups).flatMap(({ title, symptoms }) => [
      '',
      `## What was shown: ${title}`,
      '',
      ...symptoms.map(({ forms, reasons }) => `- ${forms.join(', ')}: ${reasons.map(linked).join(', ')}`),
    ]),
  ];
  for (const group of groups) {
    lines.push('', `## ${group.title}`);
    for (const [reason, text] of Object.entries(group.reasons)) {
      lines.push(
        '',
        `### ${reason}`,
        '',
        text.sentence,
        '',
        text.advice,
        '',
        `- Windows shows: ${text.clientShows.windows}`,
        `- Linux shows: ${text.clientShows.linux}`,
        `- smbclient shows: ${text.clientShows.smbclient}`,
        `- macOS shows: ${text.clientShows.macos}`,
        `- Rule: ${text.section}`,
        ...mechanisms.flatMap(({ name, words }) => {
          const own = inOwnTerms(reason, words);
          return own === undefined ? [] : ['', `With ${name}: ${own.sentence}`, '', own.advice];
        }),
      );
    }
  }
  return `${lines.join('\n').replaceAll('*', '\\*')}\n`;
}

/** As a link to the heading of the reason. */
function linked(reason: string): string {
  return `[${reason}](#${reason})`;
}
