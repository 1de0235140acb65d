import type { AccountStore } from '../../auth/account.js';
import { passwordVerifier, type VerifyPassword } from '../../credssp/index.js';
import type { ServerState } from '../../session/model/server-state.js';
import type { Logger } from '../options.js';
import type { ResolvedCredSsp } from '../resolve-carriers.js';
import { secureContextOf } from '../tls/secure-context.js';
import { openCertificate } from '../tls/server-certificate.js';
import { CredSspConnection } from './credssp-connection.js';
import type { Listening } from './listeners.js';
import { StreamConnection } from './stream-connection.js';

/** Makes the listener of CredSSP, with its certificate. */
export async function credSspListening(
  { host, port, tls, minVersion, verifyPassword }: ResolvedCredSsp,
  state: ServerState,
  accounts: AccountStore,
  logger: Logger,
): Promise<Listening> {
  const { names, runtime } = state;
  const surroundings = { names, host, runtime, logger, place: 'credssp.tls', usualKind: 'rsa' } as const;
  const certificate = await openCertificate(tls, surroundings);
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
    serve: (...accepted) =>
      new StreamConnection(
        carrier,
        accepted,
        state,
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
