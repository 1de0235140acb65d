import { anonymousIdentity, type ContextFlags, guestIdentity, type Identity } from '../identity.js';
import type { Step } from '../mechanism.js';
import type { Answer } from './answer.js';
import { micStateOf, runLoginChecks } from './login-checks.js';
import { NegotiateFlags } from './negotiate-flags.js';
import type { NtlmSettings } from './options.js';
import { reject } from './refuse.js';
import { NtlmSecurityContext } from './security-context.js';
import { exportedSessionKey } from './session-keys.js';
import type { Subject } from './subject.js';

/** The KeyExchangeKey of anonymous logins and the key of guests: there is no password to make one of. */
const zeroKey = Buffer.alloc(16);

export function acceptAnonymous(answer: Answer): Step {
  return completeLogin(answer, { kind: 'anonymous' }, anonymousIdentity(contextOf(answer)), zeroKey);
}

/** A guest's response is not judged, nor is its kind: only the name counts ([MS-NLMP] 3.2.5.1.2). */
export function acceptGuest(answer: Answer): Step {
  const { settings } = answer;
  const identity = guestIdentity(domainOf(settings), settings.machineSid, contextOf(answer));
  return completeLogin(answer, { kind: 'guest' }, identity, zeroKey);
}

/** The remaining checks, and the context if all of them pass. */
export function completeLogin(
  answer: Answer,
  subject: Subject,
  identity: Identity,
  keyExchangeKey: Buffer | undefined,
): Step {
  const { message, agreedFlags, response } = answer;
  // "the server MUST check if client supplied a valid EncryptedRandomSessionKey" (3.2.5.1.2): a guest as well.
  const exchanged =
    keyExchangeKey && exportedSessionKey(agreedFlags, keyExchangeKey, message.encryptedRandomSessionKey);
  // Yet a guest's client encrypts it under a password that we do not know: there is no common key.
  const exportedKey = subject.kind === 'guest' && exchanged ? zeroKey : exchanged;

  const failed = runLoginChecks({ ...answer, subject, exportedSessionKey: exportedKey });
  if (failed) return reject(failed);
  if (exportedKey === undefined) return reject('session-key-invalid');

  const micVerified = subject.kind === 'user' && micStateOf(message, response) === 'announced';
  return {
    kind: 'accepted',
    context: new NtlmSecurityContext(identity, agreedFlags, Buffer.from(exportedKey), micVerified),
  };
}

/** NTLM proves no server to its client, and delegates nothing. */
export function contextOf({ agreedFlags }: Answer): ContextFlags {
  return { mutual: false, delegated: false, identifyOnly: (agreedFlags & NegotiateFlags.IDENTIFY) !== 0 };
}

/** Our own domain; a server without one is its own. */
export function domainOf({ names }: NtlmSettings): string {
  return names.netbiosDomain || names.netbiosName;
}
