import { obey } from '../../values/rules.js';
import type { LoginContext } from '../mechanism.js';
import { contextWith, takenContext } from '../mechanism-rules.js';
import { DatagramAcceptor, type NtlmDatagramAcceptor } from './datagram-acceptor.js';
import { createSettings, type NtlmOptions } from './settings.js';

export type { NtlmDatagramAcceptor, NtlmDatagramContext, NtlmDatagramStep } from './datagram-acceptor.js';
export type { DatagramSecurity } from './datagram-security.js';

/** Connectionless NTLM of one server. SPNEGO does not carry it, because it begins with the server's message. */
export interface NtlmDatagramMechanism {
  /**
   * An acceptor for one login. Returns at once.
   *
   * @throws ConfigurationError with a line for each key of `login` that cannot be used
   */
  createAcceptor(login?: Partial<LoginContext>): NtlmDatagramAcceptor;
}

const contextRule = contextWith();

/**
 * NTLM for datagrams ([MS-NLMP] 1.3.1.2, 3.2.5.2): the CHALLENGE goes first, and the application numbers the messages
 * that follow. Its acceptors share one memory of failed logins and of responses seen before, so make one per server.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createNtlmDatagramMechanism(options: NtlmOptions): NtlmDatagramMechanism {
  const settings = createSettings(options);
  return {
    createAcceptor: (login = {}) => {
      obey(contextRule, login, ['login']);
      return new DatagramAcceptor(settings, takenContext(login));
    },
  };
}

/**
 * An acceptor for one connectionless login: CHALLENGE out, AUTHENTICATE in, verdict out. It remembers nothing of other
 * logins; where lock-out matters use {@link createNtlmDatagramMechanism}.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createNtlmDatagramAcceptor(
  options: NtlmOptions,
  login: Partial<LoginContext> = {},
): NtlmDatagramAcceptor {
  return createNtlmDatagramMechanism(options).createAcceptor(login);
}
