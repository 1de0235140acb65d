import { canonicalSid } from '../../bytes/index.js';
import { obey } from '../../values/rules.js';
import type { Account, FindingStore } from '../account.js';
import { isWhole } from '../account-definition.js';
import { foundAccountRule, isProvable } from '../account-rules.js';
import { identityOfAccount } from '../identity.js';
import type { Step } from '../mechanism.js';
import { acceptGuest, completeLogin, contextOf, domainOf } from './accept.js';
import type { AccountName } from './account-name.js';
import type { Answer } from './answer.js';
import { describeProofFailure } from './describe.js';
import { reportNtlm } from './facts.js';
import { type Credential, type Proof, verifyResponse } from './proof.js';
import { countFailure, proofBytesOf, refuseResponseKind, reject, reportCheck } from './refuse.js';

/** Decides about a login by the NT hash of the account that a store finds. */
export async function proveByHash(answer: Answer, asked: AccountName, store: FindingStore): Promise<Step> {
  const { settings, report } = answer;
  const account = await findAccount(answer, asked, store);
  if (account === 'store-failed') return reject('store-failed');
  report({ kind: 'account', name: asked.name, found: account !== undefined });

  if (account === undefined && settings.policy.guest === 'unknown-users') return acceptGuest(answer);
  const refusal = refuseResponseKind(answer);
  if (refusal) return reject(refusal);

  // The same work for a name that does not exist, and a result that is never looked at.
  const credential: Credential = account ?? { ntHash: settings.dummyHash };
  const proof = verifyResponse(answer.response, credential, {
    message: answer.message,
    agreedFlags: answer.agreedFlags,
    serverChallenge: answer.challenge.serverChallenge,
  });
  return account === undefined ? refuseStranger(answer, asked) : decideOnProof(answer, asked, account, proof);
}

/** A store that fails, or that gives what is no account, lets nobody in, nor makes anybody a guest. */
async function findAccount(
  answer: Answer,
  { name, domain }: AccountName,
  store: FindingStore,
): Promise<Account | undefined | 'store-failed'> {
  if (name === '') return undefined;
  try {
    const account = await store.find(name, domain);
    if (account !== undefined && !isWhole(account) && !isProvable(account)) insistOnRule(account);
    return account;
  } catch (error) {
    storeFailed(answer, error);
    return 'store-failed';
  }
}

function insistOnRule(account: Account): void {
  obey(foundAccountRule, account, ['account']);
}

function storeFailed({ report, settings }: Answer, error: unknown): void {
  report({ kind: 'account-store-failed', error });
  settings.onStoreFailure?.(error);
}

/** To the client, a name that does not exist is like one whose password was wrong, and is locked out like one. */
function refuseStranger(answer: Answer, { name }: AccountName): Step {
  reportCheck(answer, 'account', false);
  reportNtlm(answer.report, describeProofFailure(answer, undefined));
  return reject('unknown-account', countFailure(answer, name));
}

function decideOnProof(answer: Answer, asked: AccountName, account: Account, proof: Proof | undefined): Step {
  const { settings, report, response } = answer;
  const lockouts = settings.lockouts;
  reportCheck(answer, 'account', true);
  const lockedOut = lockouts?.accounts.isLocked(lockoutNameOf(account)) === true;
  const locked = account.status === 'locked' || lockedOut;
  reportCheck(answer, 'lock-out', !locked);
  if (account.status === 'locked') return reject('account-locked');
  // A right password too: while the account is locked, no answer tells that it was right.
  if (lockedOut) return reject('account-locked', countFailure(answer, asked.name));

  reportCheck(answer, 'nt-proof', proof !== undefined);
  if (proof === undefined) {
    lockouts?.accounts.recordFailure(lockoutNameOf(account), proofBytesOf(response));
    reportNtlm(report, describeProofFailure(answer, account));
    return reject('wrong-password', countFailure(answer, asked.name));
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

  const { machineSid, groups } = settings;
  const realm = { domain: domainOf(settings), machineSid, groups };
  const identity = identityOfAccount(account, realm, contextOf(answer));
  const step = completeLogin(answer, { kind: 'user', provedBy: 'hash', account }, identity, keyExchangeKey);
  if (step.kind === 'accepted') {
    lockouts?.accounts.recordSuccess(lockoutNameOf(account));
    lockouts?.names.recordSuccess(asked.name);
  }
  return step;
}

/** A store may have people of one name in several domains, whom their SIDs tell apart. */
function lockoutNameOf({ name, sid }: Account): string {
  return sid === undefined ? name : canonicalSid(sid);
}
