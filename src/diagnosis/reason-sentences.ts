import { failedCheckWords } from '../auth/failed-check.js';
import type { FaultRecord } from './attempt-record.js';
import { authorityInWords } from './authority-sentences.js';
import { commonRejections } from '../auth/rejection.js';
import { type Evidence, saidByMechanism } from './facts-by-kind.js';
import { carriedBy, whoAsked } from './login-sentences.js';
import { type AttemptReason, type IncidentReason, isKnownReason, reasonText } from './reasons.js';
import type { Attempt } from './recorded-attempt.js';
import type { SecondLook } from './second-look.js';
import { evidenceFor, lookedAt } from './reason-evidence.js';

/**
 * Makes the explanation: the reason's sentence, the names, the connection, the sentences of the mechanism, and the
 * findings of a second look. Text from the network is printable already.
 */
export function explanationOf(
  reason: string,
  attempt: Attempt,
  evidence: Evidence,
  secondLook: SecondLook,
  faults: readonly FaultRecord[],
): string {
  const own = sentencesOfMechanism(reason, evidence);
  const found = isKnownReason(reason)
    ? [
        ...evidenceFor(reason, attempt, evidence),
        ...(own ?? detailOf(reason, evidence)),
        ...lookedAt(reason, attempt, secondLook),
      ]
    : [whoAsked(evidence), ...(own ?? [failedCheckWords(evidence.checks)])];
  const { sentence } = reasonText(reason, evidence);
  const decided = evidence.authority === undefined ? '' : authorityInWords(evidence.authority);
  return [sentence, ...found, decided, carriedBy(attempt, evidence), ...faultSentences(faults)]
    .filter((words) => words !== '')
    .join(' ');
}

/** Says which scripted faults happened: they may be the whole cause. */
function faultSentences(faults: readonly FaultRecord[]): readonly string[] {
  if (faults.length === 0) return [];
  const told = faults.slice(0, MAX_FAULTS_TOLD);
  const more = faults.length - told.length;
  return [
    ...told.map(({ name, step, effect }) => `Fault ${name} happened at ${step}: ${effect}.`),
    ...(more === 0 ? [] : [`So did ${more} more; the record has them all.`]),
  ];
}

/** The most faults that an explanation names. */
const MAX_FAULTS_TOLD = 5;

function sentencesOfMechanism(reason: string, evidence: Evidence): readonly string[] | undefined {
  return saidByMechanism(evidence, ({ sentences }, login) =>
    sentences !== undefined && Object.hasOwn(sentences, reason) ? sentences[reason]?.(login) : undefined,
  );
}

/** The detail of the failed check, for a refusal on which the mechanism has no sentence. */
function detailOf(reason: AttemptReason | IncidentReason, { checks }: Evidence): string[] {
  return reason in commonRejections && !tellsEnough.has(reason) ? [failedCheckWords(checks)] : [];
}

/** Refusals that the names explain: the check's detail adds nothing. */
const tellsEnough: ReadonlySet<string> = new Set([
  'unknown-account',
  'wrong-password',
  'anonymous-refused',
  'workstation-not-allowed',
  'no-common-mechanism',
] satisfies AttemptReason[]);
