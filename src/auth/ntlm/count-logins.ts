import { type MaybePromise, whenKnown } from '../../values/maybe-promise.js';
import type { FailureCount } from '../login-memory.js';
import type { Step } from '../mechanism.js';
import { askMemory, type MemoryFailure } from './ask-memory.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { type NtlmRejectionReason, wireStatusOf } from './rejections.js';
import { proofBytesOf, reject } from './refuse.js';

const memoryFailed = (reason: MemoryFailure): Step => reject(reason);

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
  return askAccounts(answer, (accounts) => accounts.isLocked(account), next);
}

/**
 * Counts a wrong response to an account, and goes on with whether it was locked out before. It is one question: of
 * guesses side by side, all could pass {@link ifLockedOut} before the first of them is counted.
 */
export function ifLockedOutBefore(
  answer: ChallengeAnswer,
  { name, domain }: CountedName,
  next: (lockedOut: boolean) => MaybePromise<Step>,
): MaybePromise<Step> {
  const proof = proofBytesOf(answer.response);
  return askAccounts(answer, (accounts) => accounts.recordFailure(name, proof, domain), next);
}

function askAccounts(
  answer: ChallengeAnswer,
  ask: (accounts: FailureCount) => MaybePromise<boolean>,
  next: (lockedOut: boolean) => MaybePromise<Step>,
): MaybePromise<Step> {
  const accounts = answer.settings.lockouts?.accounts;
  if (accounts === undefined) return next(false);
  return askMemory(
    answer,
    () => ask(accounts),
    (locked: unknown) => next(locked !== false),
    memoryFailed,
  );
}

/**
 * Counts a failed login of a name, with or without an account, and refuses it once it is counted. The NTSTATUS that the
 * client gets depends only on this name's failures, so that filling the memory with other names reveals nothing.
 */
export function refuseCounted(
  answer: ChallengeAnswer,
  reason: NtlmRejectionReason,
  name: string,
): MaybePromise<Step> {
  const names = answer.settings.lockouts?.names;
  if (names === undefined) return reject(reason, wireStatusOf('wrong-password'));
  return askMemory(
    answer,
    () => names.recordFailure(name, proofBytesOf(answer.response)),
    (locked: unknown) => reject(reason, wireStatusOf(locked === false ? 'wrong-password' : 'account-locked')),
    memoryFailed,
  );
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
