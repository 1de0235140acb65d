import type { Account } from '../accounts/account.js';
import { anonymousIdentity, guestIdentity, userIdentity } from '../accounts/identity.js';
import type { Identity, Step } from '../mechanism.js';
import { type RejectionReason, wireStatusOf } from '../rejection.js';
import { type AccountName, accountNameOf } from './account-name.js';
import type { Attempt } from './attempt.js';
import { describeAuthenticate, describeProofFailure } from './describe.js';
import { micStateOf, runLoginChecks } from './login-checks.js';
import type { NtlmSettings } from './options.js';
import { type Credential, type Proof, verifyResponse } from './proof.js';
import type { Response } from './response.js';
import { NtlmSecurityContext } from './security-context.js';
import { exportedSessionKey } from './session-keys.js';

const section = '[MS-NLMP] 3.2.5.1.2';

/** Decides about the answer to a CHALLENGE ([MS-NLMP] 3.2.5.1.2). */
export async function verifyAuthenticate(attempt: Attempt): Promise<Step> {
  attempt.report(describeAuthenticate(attempt));
  if (attempt.response.kind !== 'anonymous') return verifyUser(attempt);
  const refusal = refuseResponseKind(attempt);
  return refusal ? reject(refusal) : finish(attempt, anonymousIdentity, undefined, zeroKey);
}

/** The KeyExchangeKey of anonymous logins and the key of guests: there is no password to make one of. */
const zeroKey = Buffer.alloc(16);

/** Whether the policy accepts this kind of response, whoever sends it. */
function refuseResponseKind(attempt: Attempt): RejectionReason | undefined {
  const refusal = refusalOfKind(attempt);
  reportCheck(attempt, 'response-kind', refusal === undefined);
  return refusal;
}

function refusalOfKind({ response, settings: { policy } }: Attempt): RejectionReason | undefined {
  switch (response.kind) {
    case 'anonymous':
      return policy.anonymous === 'refuse' ? 'anonymous-refused' : undefined;
    case 'lm':
      return policy.ntlm.lm === 'refuse' ? 'lm-refused' : undefined;
    case 'ntlmv1':
    case 'ntlmv1-ess':
      return policy.ntlm.v1 === 'refuse' ? 'ntlmv1-refused' : undefined;
    default:
      return undefined;
  }
}

async function verifyUser(attempt: Attempt): Promise<Step> {
  const { settings, report, message } = attempt;
  const asked = accountNameOf(message.userName, message.domainName);
  const account = await findAccount(attempt, asked);
  if (account === 'store-failed') return reject('store-failed');
  report({ kind: 'ntlm-account', name: asked.name, found: account !== undefined });

  // A guest's response is not judged, nor is its kind: only the name counts ([MS-NLMP] 3.2.5.1.2).
  if (account === undefined && settings.policy.guest === 'unknown-users') {
    return finish(attempt, guestIdentity(domainOf(settings), settings.machineSid), undefined, zeroKey);
  }
  const refusal = refuseResponseKind(attempt);
  if (refusal) return reject(refusal);

  // The same work for a name that does not exist, and a result that is never looked at.
  const credential: Credential = account ?? { ntHash: settings.dummyHash };
  const proof = verifyResponse(attempt.response, credential, {
    message,
    agreedFlags: attempt.agreedFlags,
    serverChallenge: attempt.challenge.serverChallenge,
  });
  return account === undefined ? refuseStranger(attempt, asked) : decideOnProof(attempt, account, proof);
}

/** A store that fails, or that knows an account without an NT hash, lets nobody in. */
async function findAccount(
  { settings, report }: Attempt,
  { name, domain }: AccountName,
): Promise<Account | undefined | 'store-failed'> {
  if (name === '') return undefined;
  try {
    const account = await settings.accounts.find(name, domain);
    if (account === undefined || account.ntHash.length === 16) return account;
    throw new TypeError(`the NT hash of account ${account.name} is not 16 bytes long`);
  } catch (error) {
    report({ kind: 'account-store-failed', error });
    return 'store-failed';
  }
}

/** To the client, a name that does not exist is like one whose password was wrong, and is locked out like one. */
function refuseStranger(attempt: Attempt, { name }: AccountName): Step {
  const { settings, response } = attempt;
  reportCheck(attempt, 'account', false);
  const lockout = settings.lockouts?.unknown;
  if (lockout?.isLocked(name)) return reject('unknown-account', 'account-locked');
  lockout?.recordFailure(name, proofBytesOf(response));
  return reject('unknown-account');
}

function decideOnProof(attempt: Attempt, account: Account, proof: Proof | undefined): Step {
  const { settings, report, response } = attempt;
  const lockout = settings.lockouts?.known;
  reportCheck(attempt, 'account', true);
  const locked = account.status === 'locked' || lockout?.isLocked(account.name) === true;
  reportCheck(attempt, 'lock-out', !locked);
  if (locked) return reject('account-locked');

  reportCheck(attempt, 'nt-proof', proof !== undefined);
  if (proof === undefined) {
    lockout?.recordFailure(account.name, proofBytesOf(response));
    report(describeProofFailure(attempt, account));
    return reject('wrong-password');
  }
  const { domainForm, keyExchangeKey } = proof;
  report({ kind: 'ntlm-proof', domainForm, keyExchangeKey });

  const identity = userIdentity(account, domainOf(settings), settings.machineSid);
  const step = finish(attempt, identity, account, keyExchangeKey);
  if (step.kind === 'accepted') lockout?.recordSuccess(account.name);
  return step;
}

/** The remaining checks, and the context if all of them pass. */
function finish(
  attempt: Attempt,
  identity: Identity,
  account: Account | undefined,
  keyExchangeKey: Buffer | undefined,
): Step {
  const { message, agreedFlags, response } = attempt;
  // A guest's client encrypts its key under a password that we do not know: there is no common key.
  const exportedKey =
    identity.kind === 'guest'
      ? zeroKey
      : keyExchangeKey && exportedSessionKey(agreedFlags, keyExchangeKey, message.encryptedRandomSessionKey);

  const failed = runLoginChecks({ ...attempt, account, exportedSessionKey: exportedKey });
  if (failed) return reject(failed);
  if (exportedKey === undefined) return reject('session-key-invalid');

  const micVerified = account !== undefined && micStateOf(message, response) === 'announced';
  return {
    kind: 'accepted',
    context: new NtlmSecurityContext(identity, agreedFlags, Buffer.from(exportedKey), micVerified),
  };
}

/** @param toldAs the reason whose NTSTATUS the client gets */
export function reject(reason: RejectionReason, toldAs: RejectionReason = reason): Step {
  return { kind: 'rejected', reason, status: wireStatusOf(toldAs) };
}

function reportCheck(attempt: Attempt, check: string, passed: boolean): void {
  attempt.report({ kind: 'check', check, outcome: passed ? 'passed' : 'failed', section });
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
