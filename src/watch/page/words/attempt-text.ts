import { clientNames } from '../../../diagnosis/client-names.js';
import { printable } from '../../../text/printable.js';
import type { ClientShows } from '../../../text/reason-text.js';
import { isTrouble, type KeptAttempt } from '../state/watched.js';
import { endpointWords, protocolOf, verdictWords } from './attempt-words.js';
import { durationWords, exactTime } from './time-words.js';

/** The most characters of a name. */
const NAME = 200;

/** An attempt as text, for a mail or a ticket. */
export function attemptText({ record, account, later }: KeptAttempt): string {
  const status = record.wireStatus === undefined ? '' : `, ${record.wireStatus}`;
  const failed = record.checks.find(({ outcome }) => outcome === 'failed');
  return [
    `${verdictWords[record.verdict]}: ${account === '' ? 'no name' : printable(account.slice(0, NAME))} from ${endpointWords(record.connection.remote)} [${record.reason}${status}]`,
    `${exactTime(record.startedAt)}, attempt ${record.id}, ${protocolOf(record)}, ${durationWords(record.duration)}`,
    '',
    printable(record.explanation),
    ...(record.reason === 'accepted' ? [] : [`→ ${record.advice}`]),
    ...(failed === undefined ? [] : ['', `Failed check: ${failed.check} (${failed.section})`]),
    ...later
      .filter(isTrouble)
      .flatMap(({ data }) => ['', `[${data.reason}] ${printable(data.explanation)}`, `→ ${data.advice}`]),
    ...(record.verdict === 'accepted'
      ? []
      : [
          '',
          ...(Object.keys(clientNames) as (keyof ClientShows)[]).flatMap((client) => {
            const words = record.clientShows[client];
            return words === undefined ? [] : [`${clientNames[client]} shows: ${words}`];
          }),
        ]),
    '',
  ].join('\n');
}
