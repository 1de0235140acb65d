import { NtStatus } from '../../constants/nt-status.js';
import { type MaybePromise, whenKnown } from '../../values/maybe-promise.js';
import type { VerifyingStore } from '../account.js';
import { type Identity, primaryGroupOf, userIdentity } from '../identity.js';
import type { Step } from '../mechanism.js';
import type { ProvedIdentity, StoreRefusal } from '../proof-question.js';
import { acceptGuest, completeLogin, contextOf } from './accept.js';
import type { AccountName } from '../account-name.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { askStore, type Told } from './ask-store.js';
import type { CheckedProof } from './check-answer.js';
import { acceptCounted, ifLockedOut, ifLockedOutBefore, refuseCounted } from './count-logins.js';
import { reportNtlm } from './facts.js';
import type { NtlmRejectionReason } from './rejections.js';
import { refusalOfKind, reject, reportCheck } from './refuse.js';
import { kxkey } from './session-keys.js';

/** Decides about a login by asking a store, which verifies the response in its own way. */
export function proveByStore(
  answer: ChallengeAnswer,
  asked: AccountName,
  store: VerifyingStore,
): MaybePromise<Step> {
  const { response } = answer;
  if (asked.name === '') return refuseUnknown(answer, asked);

  // The store is asked even if the kind of response is refused, when an unknown name may become a guest: a guest's
  // response is not judged.
  const kindRefusal = refusalOfKind(answer);
  if (kindRefusal !== undefined && !mayBeGuest(answer)) return refuseKind(answer, kindRefusal);
  if (response.kind === 'none' || response.kind === 'anonymous') {
    return refuseWithoutResponse(answer, asked);
  }
  // The lock-out is checked before the store is asked, so that a locked name does not lock the directory's account too.
  const { kind } = response;
  return unlessLockedOut(answer, asked, async () =>
    judge(answer, asked, kindRefusal, await askStore(answer, kind, asked, store)),
  );
}

/** Decides on the answer of a store. */
function judge(
  answer: ChallengeAnswer,
  asked: AccountName,
  kindRefusal: NtlmRejectionReason | undefined,
  told: Told,
): MaybePromise<Step> {
  if (told.kind === 'failed') return reject(told.reason);
  if (told.kind === 'refused' && told.refusal === 'unknown-account') {
    // A memory that is far away must not answer sooner for a name without an account.
    return ifLockedOut(answer, lockoutNameOf(asked.name), () => refuseUnknown(answer, asked));
  }
  answer.report({ kind: 'account', name: asked.name, found: true });
  if (kindRefusal !== undefined) return refuseKind(answer, kindRefusal);
  reportCheck(answer, 'response-kind', true);
  reportCheck(answer, 'account', true);
  // The lock-out is checked again after the answer: other logins of the name may have failed meanwhile.
  if (told.kind === 'proved') {
    return unlessLockedOut(answer, asked, () => acceptProved(answer, asked, told.proof));
  }
  const { refusal } = told;
  if (refusal === 'wrong-password') return refuseWrong(answer, asked);
  return unlessLockedOut(answer, asked, () => refuseAsStore(answer, refusal));
}

function mayBeGuest({ settings }: ChallengeAnswer): boolean {
  return settings.policy.guest === 'unknown-users';
}

function refuseKind(answer: ChallengeAnswer, refusal: NtlmRejectionReason): Step {
  reportCheck(answer, 'response-kind', false);
  return reject(refusal);
}

/** Refuses an unknown name. The client gets the same status as for a wrong password, and the same lock-out. */
function refuseUnknown(answer: ChallengeAnswer, { name }: AccountName): MaybePromise<Step> {
  answer.report({ kind: 'account', name, found: false });
  if (mayBeGuest(answer)) return acceptGuest(answer);
  const kindRefusal = refusalOfKind(answer);
  if (kindRefusal !== undefined) return refuseKind(answer, kindRefusal);
  reportCheck(answer, 'response-kind', true);
  reportCheck(answer, 'account', false);
  return refuseCounted(answer, 'unknown-account', name);
}

/**
 * Refuses a login without a response. The store is not asked, because there is nothing to verify; the name never
 * becomes a guest, because it may exist.
 */
function refuseWithoutResponse(answer: ChallengeAnswer, { name }: AccountName): MaybePromise<Step> {
  reportCheck(answer, 'response-kind', true);
  reportCheck(answer, 'nt-proof', false);
  return refuseCounted(answer, 'wrong-password', name);
}

/**
 * Goes on unless a name is locked out. Only failures that the store confirmed count, so that unknown names cannot push
 * an account out of the memory.
 */
function unlessLockedOut(
  answer: ChallengeAnswer,
  { name }: AccountName,
  next: () => MaybePromise<Step>,
): MaybePromise<Step> {
  return ifLockedOut(answer, lockoutNameOf(name), (lockedOut) =>
    lockedOut ? refuseLockedOut(answer, name) : next(),
  );
}

function refuseLockedOut(answer: ChallengeAnswer, name: string): MaybePromise<Step> {
  reportCheck(answer, 'lock-out', false);
  return refuseCounted(answer, 'account-locked', name);
}

/** Counts a wrong response. */
function refuseWrong(answer: ChallengeAnswer, { name, domain }: AccountName): MaybePromise<Step> {
  return ifLockedOutBefore(answer, { name: lockoutNameOf(name), domain }, (lockedOut) => {
    if (lockedOut) return refuseLockedOut(answer, name);
    reportCheck(answer, 'lock-out', true);
    reportCheck(answer, 'nt-proof', false);
    return refuseCounted(answer, 'wrong-password', name);
  });
}

/**
 * The name that failures are counted under. A directory may know one account by several forms of its name; they share
 * one count.
 */
function lockoutNameOf(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1).replace(/@.*$/s, '');
}

/**
 * Refuses with the store's reason. A store gives an account's state only if the password is right; a lock-out is the
 * exception.
 */
function refuseAsStore(
  answer: ChallengeAnswer,
  refusal: Exclude<StoreRefusal, 'no-logon-server' | 'wrong-password'>,
): Step {
  reportCheck(answer, 'lock-out', refusal !== 'account-locked');
  if (refusal === 'account-locked') return reject('account-locked');
  reportCheck(answer, 'nt-proof', true);
  const check = refusal === 'ntlm-refused' ? 'ntlm-allowed' : 'account-status';
  answer.report({ kind: 'check', check, outcome: 'failed', section: '[MS-APDS] 3.1.5' });
  // A controller's answer for a member of Protected Users ([MS-APDS] 3.1.5).
  return reject(refusal, refusal === 'ntlm-refused' ? NtStatus.STATUS_ACCOUNT_RESTRICTION : undefined);
}

function acceptProved(
  answer: ChallengeAnswer,
  { name, domain }: AccountName,
  proof: CheckedProof,
): MaybePromise<Step> {
  reportCheck(answer, 'lock-out', true);
  reportCheck(answer, 'nt-proof', true);
  const keyExchangeKey = keyExchangeKeyOf(answer, proof);
  reportNtlm(answer.report, { kind: 'proof', domainForm: undefined, keyExchangeKey });
  const identity = identityOf(answer, proof.identity);
  const step = completeLogin(answer, { kind: 'user', provedBy: 'store' }, identity, keyExchangeKey);
  return whenKnown(step, (known) =>
    known.kind === 'accepted'
      ? acceptCounted(answer, known, name, { name: lockoutNameOf(name), domain })
      : known,
  );
}

/** The KeyExchangeKey. A domain controller gives the SessionBaseKey; the server applies KXKEY ([MS-NLMP] 3.4.5.1). */
function keyExchangeKeyOf(answer: ChallengeAnswer, { key, lmKey }: CheckedProof): Buffer | undefined {
  const { message, agreedFlags, challenge, response } = answer;
  if (key.kind === 'key-exchange' || response.kind === 'ntlmv2') return key.bytes;
  return kxkey({
    negotiateFlags: agreedFlags,
    sessionBaseKey: key.bytes,
    lmowf: lmKey && Buffer.concat([lmKey, Buffer.alloc(8)]),
    lmChallengeResponse: message.lmChallengeResponse,
    serverChallenge: challenge.serverChallenge,
  });
}

/** The user of the directory, with the groups that are configured here. */
function identityOf(answer: ChallengeAnswer, proved: ProvedIdentity): Identity {
  const { account, sid, groupSids = [], groups = [] } = proved;
  const primaryGroup = primaryGroupOf(proved);
  const all = answer.settings.groups.groupsOf({
    account,
    sid,
    ...(primaryGroup !== undefined && { primaryGroup }),
    groupSids,
    groups,
  });
  return userIdentity({ ...proved, ...all, context: contextOf(answer) });
}
