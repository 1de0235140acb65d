import { reasonGroups } from '../reasons.js';

/** The documentation of every reason as Markdown; `scripts/reasons.mjs` writes it to REASONS.md. */
export function renderReasons(): string {
  const lines = [
    '# Why a login passed or failed',
    '',
    'Every attempt is given one of these codes. The client never sees them: on the wire a wrong password, an unknown user',
    'and a forged proof look the same. Generated from `reasons/`; do not edit.',
  ];
  for (const group of reasonGroups) {
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
      );
    }
  }
  return `${lines.join('\n').replaceAll('*', '\\*')}\n`;
}
