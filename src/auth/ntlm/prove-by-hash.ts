import { canonicalSid } from '../../bytes/index.js';
import { type MaybePromise, whenKnown } from '../../values/maybe-promise.js';
import { isThenable } from '../../values/realm.js';
import { obey } from '../../values/rules.js';
import { refuseUnproved } from '../account-checks.js';
import type { Account, FindingStore } from '../account.js';
import { isWhole } from '../account-definition.js';
import { foundAccountRule, isProvable } from '../account-rules.js';
import type { Step } from '../mechanism.js';
import { acceptGuest, completeLogin, contextOf } from './accept.js';
import type { AccountName } from '../account-name.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { acceptCounted, ifLockedOut, ifLockedOutBefore, refuseCounted } from './count-logins.js';
import { describeProofFailure } from './facts-of-answer.js';
import { reportNtlm } from './facts.js';
import { type Credential, type Proof, verifyResponse } from './proof.js';
import { refuseResponseKind, reject, reportCheck } from './refuse.js';

/** Decides about a login by the NT hash of the account that a store finds. */
export function proveByHash(
  answer: ChallengeAnswer,
  asked: AccountName,
  store: FindingStore,
): MaybePromise<Step> {
  return whenKnown(findAccount(answer, asked, store), (account) => prove(answer, asked, account));
}

function prove(
  answer: ChallengeAnswer,
  asked: AccountName,
  account: Account | undefined | 'store-failed',
): MaybePromise<Step> {
  const { settings, report } = answer;
  if (account === 'store-failed') return reject('store-failed');
  report({ kind: 'account', name: asked.name, found: account !== undefined });

  if (account === undefined && settings.policy.guest === 'unknown-users') return acceptGuest(answer);
  const refusal = refuseResponseKind(answer);
  if (refusal) return reject(refusal);

  // An unknown name costs the same work; its result is never used.
  const credential: Credential = account ?? { ntHash: settings.dummyHash };
  const proof = verifyResponse(answer.response, credential, {
    message: answer.message,
    agreedFlags: answer.agreedFlags,
    serverChallenge: answer.challenge.serverChallenge,
  });
  return account === undefined ? refuseStranger(answer, asked) : decideOnProof(answer, asked, account, proof);
}

/**
 * Looks up the account. If the store fails or gives anything but an account, the login is refused, and never becomes a
 * guest.
 */
function findAccount(
  answer: ChallengeAnswer,
  { name, domain }: AccountName,
  store: FindingStore,
): MaybePromise<Account | undefined | 'store-failed'> {
  if (name === '') return undefined;
  const failed = (error: unknown): 'store-failed' => {
    storeFailed(answer, error);
    return 'store-failed';
  };
  try {
    const found = store.find(name, domain);
    return isThenable(found) ? Promise.resolve(found).then(provable).catch(failed) : provable(found);
  } catch (error) {
    return failed(error);
  }
}

function provable(account: Account | undefined): Account | undefined {
  if (account !== undefined && !isWhole(account) && !isProvable(account)) insistOnRule(account);
  return account;
}

function insistOnRule(account: Account): void {
  obey(foundAccountRule, account, ['account']);
}

function storeFailed({ report, settings }: ChallengeAnswer, error: unknown): void {
  report({ kind: 'account-store-failed', error });
  settings.onStoreFailure?.(error, 'account-store');
}

/** Refuses an unknown name. The client gets the same status as for a wrong password, and the same lock-out. */
function refuseStranger(answer: ChallengeAnswer, { name }: AccountName): MaybePromise<Step> {
  reportCheck(answer, 'account', false);
  // A memory that is far away must not answer sooner for a name without an account.
  return ifLockedOut(answer, name, () => {
    reportNtlm(answer.report, describeProofFailure(answer, undefined));
    return refuseCounted(answer, 'unknown-account', name);
  });
}

function decideOnProof(
  answer: ChallengeAnswer,
  asked: AccountName,
  account: Account,
  proof: Proof | undefined,
): MaybePromise<Step> {
  reportCheck(answer, 'account', true);
  const unproved = refuseUnproved(account);
  if (unproved === 'no-logon-server') return reject(unproved);
  const decide = (lockedOut: boolean): MaybePromise<Step> =>
    decideUnlessLocked(answer, asked, account, proof, unproved, lockedOut);
  const name = lockoutNameOf(account);
  const isWrong = unproved === undefined && proof === undefined;
  return isWrong ? ifLockedOutBefore(answer, { name }, decide) : ifLockedOut(answer, name, decide);
}

function decideUnlessLocked(
  answer: ChallengeAnswer,
  asked: AccountName,
  account: Account,
  proof: Proof | undefined,
  unproved: ReturnType<typeof refuseUnproved>,
  lockedOut: boolean,
): MaybePromise<Step> {
  const { settings, report } = answer;
  const locked = unproved === 'account-locked' || lockedOut;
  reportCheck(answer, 'lock-out', !locked);
  if (unproved !== undefined) return reject(unproved);
  // A right password is refused with the same answer: while the account is locked, no answer reveals it.
  if (lockedOut) return refuseCounted(answer, 'account-locked', asked.name);

  reportCheck(answer, 'nt-proof', proof !== undefined);
  if (proof === undefined) {
    reportNtlm(report, describeProofFailure(answer, account));
    return refuseCounted(answer, 'wrong-password', asked.name);
  }
  if (!isWhole(account)) {
    try {
      insistOnRule(account);
    } catch (error) {
      storeFailed(answer, error);
      return reject('store-failed');
    }
  }
  const { domainForm, keyExchangeKey } = proof;
  reportNtlm(report, { kind: 'proof', domainForm, keyExchangeKey });

  const identity = settings.identities.of(account, contextOf(answer));
  const step = completeLogin(answer, { kind: 'user', provedBy: 'hash', account }, identity, keyExchangeKey);
  return whenKnown(step, (known) =>
    known.kind === 'accepted'
      ? acceptCounted(answer, known, asked.name, { name: lockoutNameOf(account) })
      : known,
  );
}

/** A store may have people of one name in several domains, whom their SIDs tell apart. */
function lockoutNameOf({ name, sid }: Account): string {
  return sid === undefined ? name : canonicalSid(sid);
}
