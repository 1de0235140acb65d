import { accountNameOf } from '../auth/account-name.js';
import { nearestName } from '../auth/nearest-name.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import { type AttemptReason, isKnownReason, type MechanismReason, reasons } from '../diagnosis/reasons.js';
import type { Vocabulary } from '../diagnosis/vocabulary.js';
import { checkWaitOptions, type WaitOptions } from '../server/waits.js';
import { aFilledText, fits, obey, oneOf, onlyWith, optional, type Rule } from '../values/rules.js';

/** The attempt that is meant. Each key that is given must match; with none, every attempt does. */
export interface AttemptFilter {
  /**
   * The account, without case: the one that was logged in, or else the one that the client named, with or without a
   * domain.
   */
  readonly user?: string;
  /** The reason, as in `REASONS.md`. */
  readonly reason?: AttemptReason | MechanismReason;
  /** The verdict. */
  readonly verdict?: AttemptRecord['verdict'];
}

/** A filter, and when to stop waiting. */
export interface AttemptQuery extends AttemptFilter, WaitOptions {}

/** Whether an attempt is the one that is meant. */
export function matches(record: AttemptRecord, { user, reason, verdict }: AttemptFilter): boolean {
  return (
    (user === undefined || isOf(record, user)) &&
    (reason === undefined || record.reason === reason) &&
    (verdict === undefined || record.verdict === verdict)
  );
}

/** Whether the attempt is one of a user. A guest is not the user that the client named. */
function isOf({ identity, claimed }: AttemptRecord, user: string): boolean {
  const wanted = upperCaseUtf16(user);
  const named = claimed?.user ?? '';
  return [identity?.account ?? '', named, accountNameOf(named, '').name].some(
    (name) => name !== '' && upperCaseUtf16(name) === wanted,
  );
}

/** The filter in words: `attempt of 'alice' with the reason 'wrong-password'`. */
export function filterInWords({ user, reason, verdict }: AttemptFilter): string {
  return [
    'attempt',
    ...(user === undefined ? [] : [`of '${user}'`]),
    ...(verdict === undefined ? [] : [`that was ${verdict}`]),
    ...(reason === undefined ? [] : [`with the reason '${reason}'`]),
  ].join(' ');
}

/**
 * Refuses a query that could never match, or that matches more than it seems: a misspelt key, an undefined user, a
 * reason that there is not.
 *
 * @throws ConfigurationError
 * @throws TypeError for a time or a signal that cannot be used
 */
export function checkQuery(query: AttemptQuery, vocabulary: Vocabulary): void {
  obey(onlyWith({ ...rulesOf(vocabulary), timeout: anything, signal: anything }), query, ['query']);
  for (const key of ['user', 'reason', 'verdict'] as const) {
    // A name that a slip has left undefined would match everybody.
    if (key in query) obey(isGiven, query[key], [key]);
  }
  const { timeout, signal } = query;
  checkWaitOptions({ ...(timeout !== undefined && { timeout }), ...(signal !== undefined && { signal }) });
}

const anything: Rule = () => [];
const isGiven = fits((value) => value !== undefined, 'is undefined: leave the key out, or give it a value');

/**
 * Refuses a reason that no attempt can have.
 *
 * @throws ConfigurationError with the reason that was most likely meant
 */
export function checkReason(reason: unknown, vocabulary: Vocabulary): void {
  obey(reasonRule(vocabulary), reason, ['reason']);
}

function rulesOf(vocabulary: Vocabulary): Record<keyof AttemptFilter, Rule> {
  return {
    user: optional(aFilledText),
    reason: optional(reasonRule(vocabulary)),
    verdict: optional(oneOf('accepted', 'refused', 'unfinished')),
  };
}

function reasonRule(vocabulary: Vocabulary): Rule {
  return (value, place) => {
    const isReason =
      typeof value === 'string' && (isKnownReason(value) || vocabulary.wordsWith(value) !== undefined);
    if (isReason) return [];
    const near =
      typeof value === 'string' ? nearestName(value, Object.keys(reasons).filter(isKnownReason)) : undefined;
    const hint = near === undefined ? 'REASONS.md lists them' : `there is '${near.name}'`;
    return fits(() => false, `expected the reason of an attempt; ${hint}`)(value, place);
  };
}
