import { printable } from '../text/printable.js';
import { loopTurns } from '../runtime/turns.js';
import type { KeptAttempt } from './keeper.js';
import type { KeptConnection } from './kept-connection.js';
import type { Conversation, ConversationStep } from './messages.js';
import { type ReadStep, readSteps, type ReadSteps } from './read-steps.js';

/** The most messages of a conversation, from its beginning: a person reads a few. */
const MOST_STEPS = 500;

/** The messages of an attempt in words. */
export async function conversationOf(attempt: number, kept: KeptAttempt): Promise<Conversation> {
  const asker = ['live page', kept.connection];
  // However many are asked for at once, logins are served in between.
  const { chosen, broken, omittedBytes } = await loopTurns.compute(asker, () => choose(attempt, kept));
  const steps: ConversationStep[] = [];
  for (const step of chosen.slice(0, MOST_STEPS))
    steps.push(await loopTurns.compute(asker, () => inWords(step, step === broken)));
  const left = chosen.slice(MOST_STEPS).reduce((sum, { bytes }) => sum + bytes, 0);
  return { attempt, omittedBytes: omittedBytes + left, steps };
}

/** The steps of an attempt, the one at which it broke, and the bytes that the connection does not have. */
function choose(attempt: number, { connection, verdict }: KeptAttempt) {
  const read = readSteps(connection);
  const chosen = stepsOf(attempt, connection, read);
  const broken = verdict === 'accepted' ? undefined : brokenStep(attempt, verdict, chosen, read);
  return { chosen, broken, omittedBytes: connection.omittedBytes };
}

/**
 * The steps from the beginning of the connection to that of its first login, which all of its attempts share, and those
 * of the attempt up to the beginning of the next one.
 */
function stepsOf(
  attempt: number,
  { hasLogins }: KeptConnection,
  { steps, common, began, decided }: ReadSteps,
): readonly ReadStep[] {
  if (!hasLogins) return steps;
  const shared = steps.slice(0, common);
  const start = began.get(attempt);
  // Its messages are left out.
  if (start === undefined) return shared;
  const beginnings = [...began.values()];
  const verdict = decided.get(attempt) ?? start;
  const next = beginnings.find((beginning) => beginning > start && beginning > verdict) ?? steps.length;
  // A message that goes on across a gap may hide those of the login: what is shared is not shown again.
  return [...shared, ...steps.slice(Math.max(start, common), next)];
}

/** The step to which the check belongs that failed, or else the fact that ended the attempt, or its verdict. */
function brokenStep(
  attempt: number,
  verdict: KeptAttempt['verdict'],
  chosen: readonly ReadStep[],
  { steps, decided }: ReadSteps,
): ReadStep | undefined {
  const place = decided.get(attempt);
  const last = place === undefined ? undefined : steps[place];
  const until = last === undefined ? chosen : chosen.slice(0, chosen.indexOf(last) + 1);
  const failing = (fails: 'check' | 'other'): ReadStep | undefined =>
    until.findLast(({ notes }) =>
      notes.some((note) => note.fails === fails && (note.attempt ?? attempt) === attempt),
    );
  const told = failing('check') ?? failing('other');
  if (told !== undefined || verdict === 'unfinished') return told;
  return until.findLast(({ from }) => from === 'client') ?? until.at(-1);
}

function inWords({ time, from, title, detail, bytes, notes }: ReadStep, broke: boolean): ConversationStep {
  const words = detail?.();
  return {
    time,
    from,
    title: printable(title),
    ...(words !== undefined && { detail: printable(words) }),
    bytes,
    notes: notes.map((note) => note.words),
    broke,
  };
}
