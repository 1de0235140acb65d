import type { NtStatus } from '../../constants/nt-status.js';
import { type MaybePromise, whenKnown } from '../../values/maybe-promise.js';
import { ignoreRejection } from '../../values/realm.js';
import type { Step } from '../mechanism.js';
import { askMemory } from './ask-memory.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { type NtlmRejectionReason, wireStatusOf } from './rejections.js';
import { proofBytesOf, reject } from './refuse.js';

const memoryFailed: Step = reject('store-failed');

/** The name that the failures of an account are counted under. */
export interface CountedName {
  readonly name: string;
  /** Where the name was looked up; default: nowhere in particular. */
  readonly domain?: string | undefined;
}

/** Goes on with whether an account is locked out. Only false means that it is not. */
export function ifLockedOut(
  answer: ChallengeAnswer,
  account: string,
  next: (lockedOut: boolean) => MaybePromise<Step>,
): MaybePromise<Step> {
  const accounts = answer.settings.lockouts?.accounts;
  if (accounts === undefined) return next(false);
  return askMemory(
    answer,
    () => accounts.isLocked(account),
    (locked: unknown) => next(locked !== false),
    memoryFailed,
  );
}

/**
 * Counts a failed login of a name, with or without an account, and refuses it once it is counted. The NTSTATUS that the
 * client gets depends only on this name's failures, so that filling the memory with other names reveals nothing.
 *
 * @param account the account whose password the response was wrong for; default: there is none, or nothing was proved
 */
export function refuseCounted(
  answer: ChallengeAnswer,
  reason: NtlmRejectionReason,
  name: string,
  account?: CountedName,
): MaybePromise<Step> {
  return askMemory(
    answer,
    () => count(answer, name, account),
    (status) => reject(reason, status),
    memoryFailed,
  );
}

/** Both are counted at the same time: an account must not take longer than a name without one. */
function count(
  { settings: { lockouts }, response }: ChallengeAnswer,
  name: string,
  account: CountedName | undefined,
): MaybePromise<NtStatus> {
  if (lockouts === undefined) return wireStatusOf('wrong-password');
  const bytes = proofBytesOf(response);
  const counted = account && lockouts.accounts.recordFailure(account.name, bytes, account.domain);
  // It is waited for below, unless the other count fails before.
  ignoreRejection(counted);
  const { names } = lockouts;
  const status = whenKnown(names.isLocked(name), (locked: unknown) =>
    locked === false
      ? whenKnown(names.recordFailure(name, bytes), () => wireStatusOf('wrong-password'))
      : wireStatusOf('account-locked'),
  );
  return whenKnown(status, (known) => whenKnown(counted, () => known));
}

/** Forgets the failures of a name that is accepted, and gives the step once that is done. */
export function acceptCounted(
  answer: ChallengeAnswer,
  accepted: Extract<Step, { kind: 'accepted' }>,
  name: string,
  account: CountedName,
): MaybePromise<Step> {
  const { lockouts } = answer.settings;
  if (lockouts === undefined) return accepted;
  const { accounts, names } = lockouts;
  const forget = (): MaybePromise<void> =>
    whenKnown(accounts.recordSuccess(account.name, account.domain), () => names.recordSuccess(name));
  return askMemory<void, Step>(answer, forget, () => accepted, memoryFailed);
}
