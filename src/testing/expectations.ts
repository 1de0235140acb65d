import { AssertionError } from 'node:assert';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import { attemptInWords, checkWaitOptions, WaitError, type WaitOptions } from '../server/waits.js';

/** Limits of the wait, and the client that causes the attempt. */
export interface ExpectOptions extends WaitOptions {
  /**
   * The promise of the client’s login. An accepted login must fulfil it, and a refused one
   * reject it. Where the server has another verdict, its error goes first, with the client’s as `cause`.
   */
  readonly during?: PromiseLike<unknown>;
}

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
  const message = `expected that ${inWords(expected)}.\n  ${attemptInWords(record)}${adviceOf(record)}`;
  throw failed({ message, actual, expected }, caller);
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

/** A client at work while its attempt is waited for. */
export interface Client {
  /** Adds the error of the client as the cause, where it is there. */
  readonly blame: (error: unknown) => void;
  /**
   * Compares the end of the client with the verdict.
   *
   * @throws the client’s own error, where it was accepted and fails all the same
   * @throws AssertionError where it was refused and takes that for a success
   */
  readonly insistOnEnd: (expected: Outcome, caller: string) => Promise<void>;
}

/** Takes charge of the promise of a client, so that its rejection never counts as unhandled. */
export function clientOf(during: PromiseLike<unknown> | undefined): Client {
  if (during === undefined) return { blame: () => {}, insistOnEnd: async () => {} };
  let failure: { readonly error: unknown } | undefined;
  const end = during.then(
    () => {},
    (error: unknown) => {
      failure = { error };
    },
  );
  return {
    blame: (error) => {
      const isOurs = error instanceof AssertionError || error instanceof WaitError;
      if (isOurs && failure !== undefined) error.cause = failure.error;
    },
    insistOnEnd: async ({ user, verdict, reason }, caller) => {
      await end;
      if (verdict === 'accepted') {
        if (failure !== undefined) throw failure.error;
        return;
      }
      if (failure !== undefined) return;
      const message =
        `expected that the client fails, because '${user}' was refused (${reason}).\n` +
        '  Its promise was fulfilled: it takes the refusal for a success.';
      throw failed({ message, actual: 'fulfilled', expected: 'rejected' }, caller);
    },
  };
}

/** @throws TypeError for an option that is unknown, or that cannot be used */
export function checkExpectOptions({ during, ...wait }: ExpectOptions): void {
  checkWaitOptions(wait);
  if (during !== undefined && typeof during?.then !== 'function') {
    throw new TypeError('during: expected a promise, that of the client’s login');
  }
}

function failed(
  difference: { readonly message: string; readonly actual: unknown; readonly expected: unknown },
  caller: string,
): AssertionError {
  // jest has words for the operators of node:assert alone.
  const error = new AssertionError({ ...difference, operator: 'deepEqual' });
  error.stack = `${error.name} [${error.code}]: ${error.message}\n${caller}`;
  return error;
}
