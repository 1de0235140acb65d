import { AssertionError } from 'node:assert';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import { attemptInWords } from '../server/waits.js';

/** The outcome of a login, as the difference between expected and actual shows it. */
export interface Outcome {
  readonly user: string;
  readonly verdict: AttemptRecord['verdict'];
  readonly reason: string;
}

/** A login that was accepted, and another outcome than that. */
export function accepted(user: string): Outcome {
  return { user, verdict: 'accepted', reason: 'accepted' };
}

/** A login that was refused for a reason. */
export function refused(user: string, reason: string): Outcome {
  return { user, verdict: 'refused', reason };
}

/**
 * Compares the outcome of an attempt with the expected one.
 *
 * @param caller the frames of the stack that the error shows
 * @throws AssertionError with `expected` and `actual`, which test runners show as a difference
 */
export function insistOnOutcome(record: AttemptRecord, expected: Outcome, caller: string): void {
  const actual = outcomeOf(record, expected);
  const isExpected = actual.verdict === expected.verdict && actual.reason === expected.reason;
  // A guest is let in whatever its password was: it is not the user.
  const isWho = expected.verdict !== 'accepted' || record.identity?.kind === 'user';
  if (isExpected && isWho) return;
  const error = new AssertionError({
    message: `expected that ${inWords(expected)}.\n  ${attemptInWords(record)}${adviceOf(record)}`,
    actual,
    expected,
    // jest has words for the operators of node:assert alone.
    operator: 'deepEqual',
  });
  error.stack = `${error.name} [${error.code}]: ${error.message}\n${caller}`;
  throw error;
}

/**
 * The reason of a login that was accepted may be what became of it, such as `left-after-success`: it was accepted all
 * the same.
 */
function outcomeOf({ verdict, reason, identity }: AttemptRecord, { user }: Outcome): Outcome {
  const isUser = verdict === 'accepted' && identity?.kind === 'user';
  return { user, verdict, reason: isUser ? 'accepted' : reason };
}

function inWords({ user, verdict, reason }: Outcome): string {
  return verdict === 'accepted'
    ? `'${user}' is accepted`
    : `'${user}' is refused with the reason '${reason}'`;
}

function adviceOf({ advice }: AttemptRecord): string {
  return advice === '' ? '' : `\n  → ${advice}`;
}
