import { anonymousIdentity, type ContextFlags, guestIdentity, type Identity } from '../identity.js';
import type { Step } from '../mechanism.js';
import { type MaybePromise, whenKnown } from '../../values/maybe-promise.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import { micStateOf, runLoginChecks } from './login-checks.js';
import { NegotiateFlags } from './negotiate-flags.js';
import { reject } from './refuse.js';
import { NtlmSecurityContext } from './security-context.js';
import { exportedSessionKey } from './session-keys.js';
import type { Subject } from './subject.js';

/** The KeyExchangeKey of anonymous logins and the key of guests: there is no password to derive one from. */
const zeroKey = Buffer.alloc(16);

export function acceptAnonymous(answer: ChallengeAnswer): MaybePromise<Step> {
  return completeLogin(answer, { kind: 'anonymous' }, anonymousIdentity(contextOf(answer)), zeroKey);
}

/** Accepts a guest. Neither the response nor its kind is checked; only the name counts ([MS-NLMP] 3.2.5.1.2). */
export function acceptGuest(answer: ChallengeAnswer): MaybePromise<Step> {
  const { settings } = answer;
  const identity = guestIdentity(settings.localDomain, settings.machineSid, contextOf(answer));
  return completeLogin(answer, { kind: 'guest' }, identity, zeroKey);
}

/** Runs the remaining checks, and makes the context if all of them pass. */
export function completeLogin(
  answer: ChallengeAnswer,
  subject: Subject,
  identity: Identity,
  keyExchangeKey: Buffer | undefined,
): MaybePromise<Step> {
  const { message, agreedFlags, response } = answer;
  // "the server MUST check if client supplied a valid EncryptedRandomSessionKey" (3.2.5.1.2), for a guest too.
  const exchanged =
    keyExchangeKey && exportedSessionKey(agreedFlags, keyExchangeKey, message.encryptedRandomSessionKey);
  // A guest's client encrypts it under a password that the server does not know, so there is no common key.
  const exportedKey = subject.kind === 'guest' && exchanged ? zeroKey : exchanged;

  const failure = runLoginChecks({ answer, subject, identity, exportedSessionKey: exportedKey });
  return whenKnown(failure, (failed): Step => {
    if (failed) return reject(failed.reason, failed.status);
    if (exportedKey === undefined) return reject('session-key-invalid');

    const micVerified = subject.kind === 'user' && micStateOf(message, response) === 'announced';
    return {
      kind: 'accepted',
      context: new NtlmSecurityContext(identity, agreedFlags, Buffer.from(exportedKey), micVerified),
    };
  });
}

/** The GSS flags of a login. NTLM never proves the server to the client, and delegates no credentials. */
export function contextOf({ agreedFlags }: ChallengeAnswer): ContextFlags {
  return (agreedFlags & NegotiateFlags.IDENTIFY) === 0 ? impersonating : identifying;
}

const impersonating: ContextFlags = Object.freeze({ mutual: false, delegated: false, identifyOnly: false });
const identifying: ContextFlags = Object.freeze({ mutual: false, delegated: false, identifyOnly: true });
