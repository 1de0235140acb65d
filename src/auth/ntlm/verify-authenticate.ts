import { obey } from '../../values/rules.js';
import type { Account } from '../account.js';
import { isWhole } from '../account-definition.js';
import { foundAccountRule } from '../account-rules.js';
import { anonymousIdentity, guestIdentity, userIdentity } from '../identity.js';
import type { Identity, Step } from '../mechanism.js';
import { type AccountName, accountNameOf } from './account-name.js';
import type { Answer } from './answer.js';
import { claimOf, describeAuthenticate, describeProofFailure } from './describe.js';
import { reportNtlm } from './facts.js';
import { micStateOf, runLoginChecks } from './login-checks.js';
import type { NtlmSettings } from './options.js';
import { type Credential, type Proof, verifyResponse } from './proof.js';
import { type NtlmRejectionReason, wireStatusOf } from './rejections.js';
import type { Response } from './response.js';
import { NtlmSecurityContext } from './security-context.js';
import { exportedSessionKey } from './session-keys.js';

const section = '[MS-NLMP] 3.2.5.1.2';

/** Decides about the answer to a CHALLENGE ([MS-NLMP] 3.2.5.1.2). */
export async function verifyAuthenticate(answer: Answer): Promise<Step> {
  answer.report(claimOf(answer));
  reportNtlm(answer.report, describeAuthenticate(answer));
  if (answer.response.kind !== 'anonymous') return verifyUser(answer);
  const refusal = refuseResponseKind(answer);
  return refusal ? reject(refusal) : finish(answer, anonymousIdentity, undefined, zeroKey);
}

/** The KeyExchangeKey of anonymous logins and the key of guests: there is no password to make one of. */
const zeroKey = Buffer.alloc(16);

/** Whether the policy accepts this kind of response, whoever sends it. */
function refuseResponseKind(answer: Answer): NtlmRejectionReason | undefined {
  const refusal = refusalOfKind(answer);
  reportCheck(answer, 'response-kind', refusal === undefined);
  return refusal;
}

/** Asks for the words that accept: a policy that a program has left out or misspelt accepts nothing. */
function refusalOfKind({ response, settings: { policy } }: Answer): NtlmRejectionReason | undefined {
  switch (response.kind) {
    case 'anonymous':
      return policy.anonymous === 'accept' || policy.anonymous === 'ipc' ? undefined : 'anonymous-refused';
    case 'lm':
      return policy.ntlm.lm === 'accept' ? undefined : 'lm-refused';
    case 'ntlmv1':
    case 'ntlmv1-ess':
      return policy.ntlm.v1 === 'accept' ? undefined : 'ntlmv1-refused';
    default:
      return undefined;
  }
}

async function verifyUser(answer: Answer): Promise<Step> {
  const { settings, report, message } = answer;
  const asked = accountNameOf(message.userName, message.domainName);
  const account = await findAccount(answer, asked);
  if (account === 'store-failed') return reject('store-failed');
  report({ kind: 'account', name: asked.name, found: account !== undefined });

  // A guest's response is not judged, nor is its kind: only the name counts ([MS-NLMP] 3.2.5.1.2).
  if (account === undefined && settings.policy.guest === 'unknown-users') {
    return finish(answer, guestIdentity(domainOf(settings), settings.machineSid), undefined, zeroKey);
  }
  const refusal = refuseResponseKind(answer);
  if (refusal) return reject(refusal);

  // The same work for a name that does not exist, and a result that is never looked at.
  const credential: Credential = account ?? { ntHash: settings.dummyHash };
  const proof = verifyResponse(answer.response, credential, {
    message,
    agreedFlags: answer.agreedFlags,
    serverChallenge: answer.challenge.serverChallenge,
  });
  return account === undefined
    ? refuseStranger(answer, asked)
    : decideOnProof(answer, { account, asked }, proof);
}

/** A store that fails, or that gives what is no account, lets nobody in, nor makes anybody a guest. */
async function findAccount(
  { settings, report }: Answer,
  { name, domain }: AccountName,
): Promise<Account | undefined | 'store-failed'> {
  if (name === '') return undefined;
  try {
    const account = await settings.accounts.find(name, domain);
    if (account !== undefined && !isWhole(account)) obey(foundAccountRule, account, ['account']);
    return account;
  } catch (error) {
    report({ kind: 'account-store-failed', error });
    settings.onStoreFailure?.(error);
    return 'store-failed';
  }
}

/** To the client, a name that does not exist is like one whose password was wrong, and is locked out like one. */
function refuseStranger(answer: Answer, { name }: AccountName): Step {
  reportCheck(answer, 'account', false);
  reportNtlm(answer.report, describeProofFailure(answer, undefined));
  return reject('unknown-account', countFailure(answer, name));
}

/**
 * Counts a failed login of a name, whether it has an account or not.
 *
 * @returns the reason whose NTSTATUS the client is told: it depends on the name's own failures alone, so that nobody
 * learns which names exist by pushing others out of the memory
 */
function countFailure({ settings, response }: Answer, name: string): NtlmRejectionReason {
  const names = settings.lockouts?.names;
  if (names?.isLocked(name)) return 'account-locked';
  names?.recordFailure(name, proofBytesOf(response));
  return 'wrong-password';
}

function decideOnProof(
  answer: Answer,
  { account, asked }: { readonly account: Account; readonly asked: AccountName },
  proof: Proof | undefined,
): Step {
  const { settings, report, response } = answer;
  const lockouts = settings.lockouts;
  reportCheck(answer, 'account', true);
  const lockedOut = lockouts?.accounts.isLocked(account.name) === true;
  const locked = account.status === 'locked' || lockedOut;
  reportCheck(answer, 'lock-out', !locked);
  if (account.status === 'locked') return reject('account-locked');
  // A right password too: that it was right is told to nobody while the account is locked.
  if (lockedOut) return reject('account-locked', countFailure(answer, asked.name));

  reportCheck(answer, 'nt-proof', proof !== undefined);
  if (proof === undefined) {
    lockouts?.accounts.recordFailure(account.name, proofBytesOf(response));
    reportNtlm(report, describeProofFailure(answer, account));
    return reject('wrong-password', countFailure(answer, asked.name));
  }
  const { domainForm, keyExchangeKey } = proof;
  reportNtlm(report, { kind: 'proof', domainForm, keyExchangeKey });

  const identity = userIdentity(account, domainOf(settings), settings.machineSid);
  const step = finish(answer, identity, account, keyExchangeKey);
  if (step.kind === 'accepted') {
    lockouts?.accounts.recordSuccess(account.name);
    lockouts?.names.recordSuccess(asked.name);
  }
  return step;
}

/** The remaining checks, and the context if all of them pass. */
function finish(
  answer: Answer,
  identity: Identity,
  account: Account | undefined,
  keyExchangeKey: Buffer | undefined,
): Step {
  const { message, agreedFlags, response } = answer;
  // "the server MUST check if client supplied a valid EncryptedRandomSessionKey" (3.2.5.1.2): a guest as well.
  const exchanged =
    keyExchangeKey && exportedSessionKey(agreedFlags, keyExchangeKey, message.encryptedRandomSessionKey);
  // Yet a guest's client encrypts it under a password that we do not know: there is no common key.
  const exportedKey = identity.kind === 'guest' && exchanged ? zeroKey : exchanged;

  const failed = runLoginChecks({ ...answer, account, exportedSessionKey: exportedKey });
  if (failed) return reject(failed);
  if (exportedKey === undefined) return reject('session-key-invalid');

  const micVerified = account !== undefined && micStateOf(message, response) === 'announced';
  return {
    kind: 'accepted',
    context: new NtlmSecurityContext(identity, agreedFlags, Buffer.from(exportedKey), micVerified),
  };
}

/** @param toldAs the reason whose NTSTATUS the client gets */
export function reject(reason: NtlmRejectionReason, toldAs: NtlmRejectionReason = reason): Step {
  return { kind: 'rejected', reason, status: wireStatusOf(toldAs) };
}

function reportCheck(answer: Answer, check: string, passed: boolean): void {
  answer.report({ kind: 'check', check, outcome: passed ? 'passed' : 'failed', section });
}

/** The bytes by which wrong responses are told apart. */
function proofBytesOf(response: Response): Buffer {
  switch (response.kind) {
    case 'ntlmv2':
      return response.ntProofStr;
    case 'ntlmv1':
    case 'ntlmv1-ess':
      return response.nt;
    case 'lm':
      return response.lm;
    default:
      return Buffer.alloc(0);
  }
}

/** Our own domain; a server without one is its own. */
function domainOf({ names }: NtlmSettings): string {
  return names.netbiosDomain || names.netbiosName;
}
