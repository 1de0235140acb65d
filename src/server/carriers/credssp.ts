import type { AccountStore } from '../../auth/account.js';
import { passwordVerifier, type VerifyPassword } from '../../credssp/index.js';
import type { ServerState } from '../../session/model/server-state.js';
import type { Logger } from '../options.js';
import type { ResolvedCredSsp } from '../resolve-carriers.js';
import { secureContextOf } from '../tls/secure-context.js';
import { openCertificate } from '../tls/server-certificate.js';
import { CredSspConnection, type CredSspListener } from './credssp-connection.js';
import type { Listening } from './listeners.js';
import { StreamConnection } from './stream-connection.js';

/** The listener of CredSSP. */
export function credSspListening(
  { host, port, tls, minVersion, verifyPassword }: ResolvedCredSsp,
  state: ServerState,
  accounts: AccountStore,
  logger: Logger,
): Listening {
  const carrier = 'credssp';
  let listener: CredSspListener | undefined;
  return {
    carrier,
    host,
    port,
    prepare: async () => {
      const { names, runtime } = state;
      const surroundings = { names, host, runtime, logger, place: 'credssp.tls', usualKind: 'rsa' } as const;
      const certificate = await openCertificate(tls, surroundings);
      listener = {
        secureContext: secureContextOf(certificate),
        subjectPublicKey: certificate.subjectPublicKey,
        minVersion,
        verifyPassword: verifyPassword === false ? undefined : loggedVerifier(accounts, logger),
      };
      return certificate;
    },
    serve: (...accepted) =>
      new StreamConnection(carrier, accepted, state, (transport) => {
        if (listener === undefined) throw new Error('the certificate of CredSSP is not open');
        return new CredSspConnection(transport, listener);
      }),
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
