import { isBareMessage, kerberosOids } from '../../krb5/gss/context-token.js';
import type { Mechanism } from '../mechanism.js';
import { KerberosAcceptor } from './acceptor.js';
import { kerberosName } from './facts.js';
import { kerberosVariants } from './variants.js';
import { createKerberosSettings, type KerberosMechanismOptions } from './settings.js';
import { kerberosWordsOf } from './words.js';

export type { KerberosMechanismOptions } from './settings.js';

/**
 * Kerberos as a mechanism (RFC 4121, [MS-KILE]). Its acceptors share one memory of authenticators, so make one per
 * server, not one per login.
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createKerberosMechanism(options: KerberosMechanismOptions): Mechanism {
  const settings = createKerberosSettings(options);
  return {
    name: kerberosName,
    oids: kerberosOids,
    createAcceptor: (login) => new KerberosAcceptor(settings, login),
    isBareToken: isBareMessage,
    words: kerberosWordsOf(settings.names.dnsName),
    refusedVariants: kerberosVariants,
  };
}
