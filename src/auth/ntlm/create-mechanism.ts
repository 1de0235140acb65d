import { obey } from '../../values/rules.js';
import { contextWith, takenContext } from '../mechanism-rules.js';
import type { Acceptor, LoginContext, Mechanism } from '../mechanism.js';
import { NtlmAcceptor } from './acceptor.js';
import { isNtlmMessage, ntlmOid } from '../ntlm-token.js';
import { ntlmName } from './message-fields.js';
import { createSettings, type NtlmOptions, type NtlmSettings } from './settings.js';
import { isAllowed, ntlmRefusal } from './refused-by-policy.js';
import { ntlmWords } from './words.js';

export type { NtlmOptions } from './settings.js';

const contextRule = contextWith();

/**
 * NTLM as a mechanism. Its acceptors share one memory of failed logins and of responses seen before, so make one per
 * server, not one per login. Where `policy.mechanisms` leaves NTLM out, it is not offered, and each login is refused.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createNtlmMechanism(options: NtlmOptions): Mechanism {
  return mechanismOf(createSettings(options));
}

/** The mechanism of settings that were made before. */
export function mechanismOf(settings: NtlmSettings): Mechanism {
  return {
    name: ntlmName,
    oids: [ntlmOid],
    createAcceptor: (login) => new NtlmAcceptor(settings, login),
    isBareToken: isNtlmMessage,
    words: ntlmWords,
    ...(!isAllowed(settings) && { refusal: ntlmRefusal }),
  };
}

/**
 * An acceptor for one login without SPNEGO: NEGOTIATE in, CHALLENGE out, AUTHENTICATE in, verdict out. It remembers
 * nothing of other logins; where lock-out matters use {@link createNtlmMechanism}.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createNtlmAcceptor(options: NtlmOptions, login: Partial<LoginContext> = {}): Acceptor {
  obey(contextRule, login, ['login']);
  return createNtlmMechanism(options).createAcceptor(takenContext(login));
}
