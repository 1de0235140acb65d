import { ignoreFacts, type Report } from '../../facts/fact.js';
import type { Acceptor, Mechanism } from '../mechanism.js';
import { NtlmAcceptor } from './acceptor.js';
import { ntlmOid } from './message.js';
import { createSettings, type NtlmOptions } from './options.js';

export type { NtlmOptions } from './options.js';

/**
 * NTLM as a mechanism. Its acceptors share one memory of failed logins and of responses seen before, so make one per
 * server, not one per login.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createNtlmMechanism(options: NtlmOptions): Mechanism {
  const settings = createSettings(options);
  return {
    name: 'NTLM',
    oids: [ntlmOid],
    createAcceptor: (report) => new NtlmAcceptor(settings, report),
  };
}

/**
 * An acceptor for one login without SPNEGO: NEGOTIATE in, CHALLENGE out, AUTHENTICATE in, verdict out. It remembers
 * nothing of other logins; where lock-out matters use {@link createNtlmMechanism}.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createNtlmAcceptor(options: NtlmOptions, report: Report = ignoreFacts): Acceptor {
  return createNtlmMechanism(options).createAcceptor(report);
}
