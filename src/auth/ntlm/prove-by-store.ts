import { NtStatus } from '../../constants/nt-status.js';
import { type MaybePromise, whenKnown } from '../../values/maybe-promise.js';
import { type Identity, primaryGroupOf, userIdentity, WellKnownSid } from '../identity.js';
import type { Step } from '../mechanism.js';
import type { ProvedIdentity, StoreRefusal } from '../proof-question.js';
import { accountRejections } from '../rejections/accounts.js';
import { acceptGuest, completeLogin, contextOf } from './accept.js';
import type { AccountName } from '../account-name.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { askSource, type Told } from './ask-store.js';
import type { CheckedProof } from './check-answer.js';
import { acceptCounted, ifLockedOut, ifLockedOutBefore, refuseCounted } from './count-logins.js';
import { reportNtlm } from './facts.js';
import type { ProofSource } from './proof-source.js';
import type { NtlmRejectionReason } from './rejections.js';
import { refusalOfKind, reject, reportCheck } from './refuse.js';
import { kxkey } from './session-keys.js';

/** Decides about a login by asking a store, or the domain, which verifies the response in its own way. */
export function proveByStore(
  answer: ChallengeAnswer,
  asked: AccountName,
  source: ProofSource,
): MaybePromise<Step> {
  const { response } = answer;
  if (asked.name === '') return refuseUnknown(answer, asked, source);

  // The store is asked even if the kind of response is refused, when an unknown name may become a guest: a guest's
  // response is not judged.
  const kindRefusal = refusalOfKind(answer);
  if (kindRefusal !== undefined && !mayBeGuest(answer)) return refuseKind(answer, kindRefusal);
  if (response.kind === 'none' || response.kind === 'anonymous') {
    return refuseWithoutResponse(answer, source);
  }
  // The lock-out is checked before the store is asked, so that a locked name does not lock the directory's account too.
  const { kind } = response;
  return unlessLockedOut(answer, source, async () =>
    judge(answer, asked, source, kindRefusal, await askSource(answer, kind, asked, source)),
  );
}

/** Decides on the answer of a store or a domain. */
function judge(
  answer: ChallengeAnswer,
  asked: AccountName,
  source: ProofSource,
  kindRefusal: NtlmRejectionReason | undefined,
  told: Told,
): MaybePromise<Step> {
  if (told.kind === 'failed') return reject(told.reason);
  if (told.kind === 'refused') {
    const { refusal } = told;
    if (refusal === 'unknown-account') {
      // A memory that is far away must not answer sooner for a name without an account.
      return ifLockedOut(answer, source.accountCounted.name, () => refuseUnknown(answer, asked, source));
    }
    if (isOfNoAccount(refusal)) return refuseUndecided(answer, refusal);
  }
  answer.report({ kind: 'account', name: asked.name, found: true });
  if (kindRefusal !== undefined) return refuseKind(answer, kindRefusal);
  reportCheck(answer, 'response-kind', true);
  reportCheck(answer, 'account', true);
  // The lock-out is checked again after the answer: other logins of the name may have failed meanwhile.
  if (told.kind === 'proved') {
    return unlessLockedOut(answer, source, () => acceptProved(answer, source, told.proof));
  }
  const { refusal } = told;
  if (refusal === 'wrong-password' || refusal === 'controller-logon-failure') {
    return refuseWrong(answer, source, refusal);
  }
  return unlessLockedOut(answer, source, () => refuseAsStore(answer, source, refusal));
}

/** Refusals before a controller looked at the account, or that do not tell whether it did. */
const ofNoAccount = [
  'machine-account-refused',
  'controller-not-trusted',
  'domain-trust-failed',
  'controller-clock-skew',
  'ntlm-blocked',
  'controller-refused',
] as const satisfies readonly StoreRefusal[];

type OfNoAccount = (typeof ofNoAccount)[number];

function isOfNoAccount(refusal: StoreRefusal): refusal is OfNoAccount {
  return (ofNoAccount as readonly StoreRefusal[]).includes(refusal);
}

function refuseUndecided(answer: ChallengeAnswer, refusal: OfNoAccount): Step {
  reportStoreCheck(answer, refusal === 'ntlm-blocked' ? 'ntlm-allowed' : 'authority');
  return reject(refusal);
}

function reportStoreCheck({ report }: ChallengeAnswer, check: string): void {
  report({ kind: 'check', check, outcome: 'failed', section: '[MS-APDS] 3.1.5' });
}

function mayBeGuest({ settings }: ChallengeAnswer): boolean {
  return settings.policy.guest === 'unknown-users';
}

function refuseKind(answer: ChallengeAnswer, refusal: NtlmRejectionReason): Step {
  reportCheck(answer, 'response-kind', false);
  return reject(refusal);
}

/** Refuses an unknown name. The client gets the same status as for a wrong password, and the same lock-out. */
function refuseUnknown(
  answer: ChallengeAnswer,
  { name }: AccountName,
  { nameCounted }: ProofSource,
): MaybePromise<Step> {
  answer.report({ kind: 'account', name, found: false });
  if (mayBeGuest(answer)) return acceptGuest(answer);
  const kindRefusal = refusalOfKind(answer);
  if (kindRefusal !== undefined) return refuseKind(answer, kindRefusal);
  reportCheck(answer, 'response-kind', true);
  reportCheck(answer, 'account', false);
  return refuseCounted(answer, 'unknown-account', nameCounted);
}

/**
 * Refuses a login without a response. The store is not asked, because there is nothing to verify; the name never
 * becomes a guest, because it may exist.
 */
function refuseWithoutResponse(answer: ChallengeAnswer, { nameCounted }: ProofSource): MaybePromise<Step> {
  reportCheck(answer, 'response-kind', true);
  reportCheck(answer, 'nt-proof', false);
  return refuseCounted(answer, 'wrong-password', nameCounted);
}

/**
 * Goes on unless a name is locked out. Only failures that the store confirmed count, so that unknown names cannot push
 * an account out of the memory.
 */
function unlessLockedOut(
  answer: ChallengeAnswer,
  source: ProofSource,
  next: () => MaybePromise<Step>,
): MaybePromise<Step> {
  return ifLockedOut(answer, source.accountCounted.name, (lockedOut) =>
    lockedOut ? refuseLockedOut(answer, source) : next(),
  );
}

function refuseLockedOut(answer: ChallengeAnswer, { nameCounted }: ProofSource): MaybePromise<Step> {
  reportCheck(answer, 'lock-out', false);
  return refuseCounted(answer, 'account-locked', nameCounted);
}

/** Counts a wrong response, and one that may be wrong. */
function refuseWrong(
  answer: ChallengeAnswer,
  source: ProofSource,
  reason: 'wrong-password' | 'controller-logon-failure',
): MaybePromise<Step> {
  return ifLockedOutBefore(answer, source.accountCounted, (lockedOut) => {
    if (lockedOut) return refuseLockedOut(answer, source);
    reportCheck(answer, 'lock-out', true);
    reportCheck(answer, 'nt-proof', false);
    return refuseCounted(answer, reason, source.nameCounted);
  });
}

/**
 * Refuses with the store's reason. A store gives an account's state only if the password is right; a lock-out is the
 * exception. So do the controllers of Windows and Samba, whatever the order in [MS-APDS] 3.1.5.
 */
function refuseAsStore(
  answer: ChallengeAnswer,
  { form }: ProofSource,
  refusal: Exclude<StoreRefusal, 'no-logon-server' | 'wrong-password'>,
): Step {
  reportCheck(answer, 'lock-out', refusal !== 'account-locked');
  if (refusal === 'account-locked') return reject('account-locked');
  // Samba's controller refuses a member of Protected Users before it looks at the password.
  const isProved = refusal in accountRejections || (refusal === 'ntlm-refused' && form.kind === 'store');
  if (isProved) reportCheck(answer, 'nt-proof', true);
  reportStoreCheck(answer, refusal === 'ntlm-refused' ? 'ntlm-allowed' : 'account-status');
  // A controller's answer for a member of Protected Users ([MS-APDS] 3.1.5).
  return reject(refusal, refusal === 'ntlm-refused' ? NtStatus.STATUS_ACCOUNT_RESTRICTION : undefined);
}

function acceptProved(answer: ChallengeAnswer, source: ProofSource, proof: CheckedProof): MaybePromise<Step> {
  reportCheck(answer, 'lock-out', true);
  reportCheck(answer, 'nt-proof', true);
  const keyExchangeKey = keyExchangeKeyOf(answer, proof);
  reportNtlm(answer.report, { kind: 'proof', domainForm: undefined, keyExchangeKey });
  const identity = identityOf(answer, source, proof.identity);
  const step = completeLogin(answer, { kind: 'user', provedBy: 'store' }, identity, keyExchangeKey);
  return whenKnown(step, (known) =>
    known.kind === 'accepted'
      ? acceptCounted(answer, known, source.nameCounted, source.accountCounted)
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

/**
 * The user of the directory, with the groups that are configured here. A controller has proved the user of a domain by
 * the password, which is the meaning of AUTHENTICATION_AUTHORITY_ASSERTED_IDENTITY ([MS-DTYP] 2.4.2.4). Samba says so
 * in tickets alone; here it is said of both, so that a rule holds by either way.
 */
function identityOf(answer: ChallengeAnswer, { form }: ProofSource, proved: ProvedIdentity): Identity {
  const { account, domain, sid, groups = [] } = proved;
  const primaryGroup = primaryGroupOf(proved);
  const ofDomain = form.kind === 'domain' && ({ authority: 'domain' } as const);
  const groupSids = [...(proved.groupSids ?? []), ...(ofDomain ? [WellKnownSid.ASSERTED_IDENTITY] : [])];
  const all = answer.settings.groups.groupsOf({
    account,
    domain,
    ...ofDomain,
    sid,
    ...(primaryGroup !== undefined && { primaryGroup }),
    groupSids,
    groups,
  });
  return userIdentity({ ...proved, ...all, ...ofDomain, context: contextOf(answer) });
}
