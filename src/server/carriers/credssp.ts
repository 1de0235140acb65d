import type { AccountStore } from '../../auth/account.js';
import { passwordVerifier, type VerifyPassword } from '../../credssp/index.js';
import type { Logger } from '../options.js';
import type { ResolvedCredSsp } from '../resolve-carriers.js';
import { usualKeyKinds } from '../tls/options.js';
import { secureContextOf } from '../tls/secure-context.js';
import { openCertificate } from '../tls/server-certificate.js';
import { CredSspConnection } from './credssp-connection.js';
import { balancersOf } from './balancers.js';
import type { Listening } from './listeners.js';
import { StreamConnection } from './stream-connection.js';
import type { Surroundings } from './stream-protocol.js';

/** Makes the listener of CredSSP, with its certificate. */
export async function credSspListening(
  { host, port, tls, minVersion, verifyPassword, proxyProtocol }: ResolvedCredSsp,
  surroundings: Surroundings,
  accounts: AccountStore,
  logger: Logger,
): Promise<Listening> {
  const { names, runtime } = surroundings.server;
  const owner = { names, host, runtime, logger, place: 'credssp.tls', usualKind: usualKeyKinds.credssp };
  const certificate = await openCertificate(tls, owner);
  const listener = {
    secureContext: secureContextOf(certificate),
    subjectPublicKey: certificate.subjectPublicKey,
    minVersion,
    verifyPassword: verifyPassword === false ? undefined : loggedVerifier(accounts, logger),
  };
  const carrier = 'credssp';
  return {
    carrier,
    host,
    port,
    tls: certificate,
    balancers: balancersOf(proxyProtocol),
    serve: (...accepted) =>
      new StreamConnection(
        carrier,
        accepted,
        surroundings,
        (transport) => new CredSspConnection(transport, listener),
      ),
  };
}

/** A store that fails refuses the client, and its error is the server's. */
function loggedVerifier(accounts: AccountStore, logger: Logger): VerifyPassword {
  const verify = passwordVerifier(accounts);
  return async (...question) => {
    try {
      return await verify(...question);
    } catch (error) {
      logger.error('the account store failed', { error });
      throw error;
    }
  };
}
