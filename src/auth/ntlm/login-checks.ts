import { fileTimeFromUnixMs } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import { equalInConstantTime } from '../../crypto/constant-time.js';
import type { MaybePromise } from '../../values/maybe-promise.js';
import { isThenable } from '../../values/realm.js';
import { refuseAccount, statusOfAccount } from '../account-checks.js';
import { type Identity, isProtectedUsers } from '../identity.js';
import { askMemory } from './ask-memory.js';
import type { AuthenticateMessage } from './authenticate-message.js';
import { checkChannelBindings, checkTargetInfo, checkTargetName } from './av-pair-checks.js';
import { AvFlags, avFlagsOf } from './av-pairs.js';
import type { ClientResponse } from './client-response.js';
import type { Failure, LoginCheck, Outcome, ProvedLogin } from './login-check.js';
import { micOf } from './mic.js';
import { isWeak } from './negotiate-flags.js';
import { everySubject, type Subject, usersOnly } from './subject.js';

const nlmp = '[MS-NLMP] 3.2.5.1.2';
const challengeSection = '[MS-NLMP] 3.2.5.1.1';

/** The checks that follow a right proof, in this order. */
export const loginChecks: readonly LoginCheck[] = [
  { name: 'account-status', section: '[MS-APDS] 3.1.5', subjects: usersOnly, run: checkAccountStatus },
  { name: 'ntlm-allowed', section: '[MS-APDS] 3.1.5', subjects: usersOnly, run: checkNtlmAllowed },
  { name: 'session-security', section: nlmp, subjects: everySubject, run: checkSessionSecurity },
  { name: 'session-key', section: nlmp, subjects: everySubject, run: checkSessionKey },
  { name: 'ntlm-mic', section: nlmp, subjects: usersOnly, run: checkMic },
  { name: 'target-info', section: '[MS-APDS] 3.1.5.2', subjects: usersOnly, run: checkTargetInfo },
  { name: 'channel-bindings', section: nlmp, subjects: usersOnly, run: checkChannelBindings },
  { name: 'target-name', section: nlmp, subjects: usersOnly, run: checkTargetName },
  { name: 'timestamp', section: nlmp, subjects: usersOnly, run: checkTimestamp },
  {
    name: 'challenge-lifetime',
    section: challengeSection,
    subjects: everySubject,
    run: checkChallengeLifetime,
  },
  { name: 'replay', section: challengeSection, subjects: usersOnly, run: checkReplay },
];

/** Runs the checks up to the first that fails and reports each; undefined when all pass. */
export function runLoginChecks(login: ProvedLogin): MaybePromise<Failure | undefined> {
  return runFrom(0, login);
}

function runFrom(first: number, login: ProvedLogin): MaybePromise<Failure | undefined> {
  for (let at = first; at < loginChecks.length; at++) {
    const check = loginChecks[at] as LoginCheck;
    // A subject of a kind that is not listed runs them all.
    if (check.subjects[login.subject.kind] === 'exempt') continue;
    const outcome = check.run(login);
    if (isThenable(outcome)) {
      return outcome.then((known) => reportOutcome(login, check, known) ?? runFrom(at + 1, login));
    }
    const failed = reportOutcome(login, check, outcome);
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function reportOutcome(
  { answer: { report } }: ProvedLogin,
  { name: check, section }: LoginCheck,
  outcome: Outcome,
): Failure | undefined {
  if (outcome === 'inapplicable') return undefined;
  if (outcome === 'passed' || 'passed' in outcome) {
    if (outcome === 'passed') report({ kind: 'check', check, outcome, section });
    else report({ kind: 'check', check, outcome: 'passed', section, ...outcome.passed });
    return undefined;
  }
  const { reason: _reason, status: _status, ...detail } = outcome;
  report({ kind: 'check', check, outcome: 'failed', section, ...detail });
  return outcome;
}

/** A store that proves a user judges the account as well, and refuses in its place. */
function checkAccountStatus({ subject, answer }: ProvedLogin): Outcome {
  const { message, settings } = answer;
  if (subject.kind !== 'user' || subject.provedBy === 'store') return 'inapplicable';
  const reason = refuseAccount(subject.account, message.workstation, settings.runtime.now());
  if (reason === undefined) return 'passed';
  const status = statusOfAccount(reason, subject.account);
  return { reason, ...(status !== undefined && { status }) };
}

/**
 * "Upon successful validation: […] the user is a member of PROTECTED_USERS […] return STATUS_ACCOUNT_RESTRICTION"
 * ([MS-APDS] 3.1.5): a wrong password reveals nothing of it. Samba's controller returns it for a wrong one as well.
 */
function checkNtlmAllowed({ subject, identity }: ProvedLogin): Outcome {
  const why = subject.kind === 'user' ? whyNoNtlm(subject, identity) : undefined;
  if (why === undefined) return 'inapplicable';
  return { reason: 'ntlm-refused', status: NtStatus.STATUS_ACCOUNT_RESTRICTION, detail: why };
}

function whyNoNtlm(subject: Extract<Subject, { kind: 'user' }>, { groupSids }: Identity): string | undefined {
  for (const sid of groupSids) {
    if (isProtectedUsers(sid)) return `the password is right, and the user is in Protected Users (${sid})`;
  }
  if (subject.provedBy === 'store') return undefined;
  // A program's own store may give a word that the type does not allow: only `accept`, or none, allows NTLM.
  const { ntlm = 'accept' } = subject.account;
  return ntlm === 'accept' ? undefined : 'the password is right, and the account’s ntlm is "refuse"';
}

function checkSessionSecurity({ answer: { agreedFlags, settings } }: ProvedLogin): Outcome {
  if (!settings.policy.ntlm.require128) return 'inapplicable';
  return isWeak(agreedFlags)
    ? { reason: 'weak-session-security', detail: 'signing or sealing without 128-bit keys' }
    : 'passed';
}

function checkSessionKey({ exportedSessionKey, answer: { message } }: ProvedLogin): Outcome {
  if (exportedSessionKey) return 'passed';
  const { length } = message.encryptedRandomSessionKey;
  return { reason: 'session-key-invalid', detail: `EncryptedRandomSessionKey of ${length} bytes` };
}

/** Whether MsvAvFlags announces a MIC, and the message has one. */
export function micStateOf(
  message: AuthenticateMessage,
  response: ClientResponse,
): 'unannounced' | 'announced' | 'missing-though-flagged' {
  if (response.kind !== 'ntlmv2') return 'unannounced';
  if ((avFlagsOf(response.clientChallenge.avPairs) & AvFlags.MIC_PRESENT) === 0) return 'unannounced';
  return message.mic ? 'announced' : 'missing-though-flagged';
}

/** The MIC is there when the proof-protected MsvAvFlags say so, whatever the header looks like. */
function checkMic({ answer, exportedSessionKey }: ProvedLogin): Outcome {
  const { message, response, settings, challenge, rawAuthenticate } = answer;
  const state = micStateOf(message, response);
  if (state === 'missing-though-flagged')
    return { reason: 'ntlm-mic-missing', detail: 'announced, not sent' };
  if (state === 'unannounced') {
    return settings.policy.ntlm.mic === 'when-flagged' ? 'inapplicable' : { reason: 'ntlm-mic-missing' };
  }
  if (message.mic === undefined || exportedSessionKey === undefined) return { reason: 'ntlm-mic-invalid' };
  const { rawNegotiate, rawChallenge } = challenge;
  const expected = micOf(exportedSessionKey, rawNegotiate, rawChallenge, rawAuthenticate);
  return equalInConstantTime(expected, message.mic)
    ? 'passed'
    : { reason: 'ntlm-mic-invalid', detail: 'it covers other bytes, or is made with another key' };
}

function checkTimestamp({ answer: { response, settings } }: ProvedLogin): Outcome {
  const { maxClockSkewSeconds } = settings.policy.ntlm;
  if (maxClockSkewSeconds === null || response.kind !== 'ntlmv2') return 'inapplicable';
  const skew = skewMilliseconds(response.clientChallenge.timeStamp, settings.runtime.now());
  return Math.abs(skew) <= maxClockSkewSeconds * 1000
    ? 'passed'
    : { reason: 'clock-skew', detail: `${Math.round(skew / 1000)} seconds` };
}

/** A FILETIME minus our clock. */
export function skewMilliseconds(timeStamp: bigint, now: number): number {
  return Number((timeStamp - fileTimeFromUnixMs(now)) / 10_000n);
}

function checkChallengeLifetime({ answer: { answeredAt, challenge, settings } }: ProvedLogin): Outcome {
  const age = answeredAt - challenge.issuedAt;
  return age <= settings.policy.ntlm.challengeLifetimeSeconds * 1000
    ? 'passed'
    : { reason: 'challenge-expired', detail: `answered after ${Math.round(age / 1000)} seconds` };
}

/** This check runs last, because it remembers the response. */
function checkReplay({ answer }: ProvedLogin): MaybePromise<Outcome> {
  const { response, challenge, message, settings } = answer;
  const isV2 = response.kind === 'ntlmv2';
  // Older responses depend on the challenge alone: where it may repeat, none proves anything twice.
  if (!isV2 && !challenge.repeatable) return 'inapplicable';
  const { ntChallengeResponse, lmChallengeResponse } = message;
  const proof = isV2 ? response.ntProofStr : Buffer.concat([ntChallengeResponse, lmChallengeResponse]);
  const judge = (isNew: unknown): Outcome =>
    isNew === true
      ? 'passed'
      : { reason: 'replayed', detail: `its ${isV2 ? 'NTProofStr' : 'response'} was accepted before` };
  const ask = (): MaybePromise<boolean> => settings.replays.remember(proof, challenge.repeatable);
  return askMemory(answer, ask, judge, (reason): Outcome => ({ reason }));
}
