import type { ClientShows } from '../../text/reason-text.js';
import { clientNames } from '../client-names.js';
import { inOwnTerms, reasonGroups } from '../reasons.js';
import type { SpeakingMechanism } from '../vocabulary.js';
import { inTermsOfCarrier } from './in-terms-of-carrier.js';
import { inTermsOfDomain } from './in-terms-of-domain.js';
import { listSymptoms } from './symptoms.js';
import type { Terms } from './terms/terms.js';

/** The documentation of every reason as Markdown; `npm run pages` writes it to REASONS.md. */
export function renderReasons(mechanisms: readonly SpeakingMechanism[]): string {
  const groups = reasonGroups(mechanisms);
  const lines = [
    '# Why a login passed or failed',
    '',
    'Every attempt is given one of these codes. The client never sees them: on the wire a wrong password, an unknown user',
    'and a forged proof look the same. Generated from `reasons/`; do not edit.',
    '',
    'What a chapter says of Windows, Linux, smbclient and macOS holds for SMB. Over CredSSP the client shows the status in',
    'its own words (see the exit codes of xfreerdp below); over HTTP every refusal is status 401, and over RPC a fault.',
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
        ...shownLines(text.clientShows),
        `- Rule: ${text.section}`,
        ...mechanisms.flatMap(({ name, words }) => {
          const own = inOwnTerms(reason, words);
          return own === undefined ? [] : ['', `With ${name}: ${own.sentence}`, '', own.advice];
        }),
        ...ownLines('Where the domain decides', inTermsOfDomain(reason, { asked: 'domain' })),
        ...carriers.flatMap(([carrier, name]) => {
          return ownLines(`Over ${name}`, inTermsOfCarrier(reason, carrier));
        }),
      );
    }
  }
  return `${lines.join('\n').replaceAll('*', '\\*')}\n`;
}

function ownLines(where: string, { sentence, advice }: Terms = {}): string[] {
  const own = [sentence, advice].filter((words) => words !== undefined);
  return own.length === 0 ? [] : ['', `${where}: ${own.join(' ')}`];
}

/** The carriers that have words of their own. */
const carriers = [
  ['credssp', 'CredSSP'],
  ['http', 'HTTP'],
  ['rpc', 'RPC over TCP'],
] as const;

/** One line for each client. */
function shownLines(clientShows: ClientShows): string[] {
  return Object.entries(clientNames).flatMap(([client, name]) => {
    const shown = clientShows[client as keyof ClientShows];
    return shown === undefined ? [] : [`- ${name} shows: ${shown}`];
  });
}

/** As a link to the heading of the reason. */
function linked(reason: string): string {
  return `[${reason}](#${reason})`;
}
