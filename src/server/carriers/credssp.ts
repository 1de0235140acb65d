import type { AccountStore } from '../../auth/account.js';
import { passwordVerifier, type VerifyPassword } from '../../credssp/index.js';
import type { ServerState } from '../../session/model/server-state.js';
import type { Logger } from '../options.js';
import type { ResolvedCredSsp } from '../resolve-carriers.js';
import { secureContextOf } from '../tls/secure-context.js';
import { openCertificate, type ServerCertificate } from '../tls/server-certificate.js';
import { CredSspConnection, type CredSspListener } from './credssp-connection.js';
import type { Listening } from './listeners.js';
import { StreamConnection } from './stream-connection.js';

/** The part of the listener that others read. */
interface CredSspListening {
  /** Undefined before the listener was prepared. */
  readonly certificate: ServerCertificate | undefined;
}

/** The listener of CredSSP. */
export function listenCredSsp(
  { host, port, tls, minVersion, verifyPassword }: ResolvedCredSsp,
  state: ServerState,
  accounts: AccountStore,
  logger: Logger,
): Listening & CredSspListening {
  let opened: { readonly certificate: ServerCertificate; readonly listener: CredSspListener } | undefined;
  return {
    carrier: 'credssp',
    host,
    port,
    get certificate() {
      return opened?.certificate;
    },
    prepare: async () => {
      if (opened !== undefined) return;
      const { names, runtime } = state;
      const surroundings = { names, host, runtime, logger, place: 'credssp.tls', usualKind: 'rsa' } as const;
      const certificate = await openCertificate(tls, surroundings);
      const listener = {
        secureContext: secureContextOf(certificate),
        subjectPublicKey: certificate.subjectPublicKey,
        minVersion,
        verifyPassword: verifyPassword === false ? undefined : loggedVerifier(accounts, logger),
      };
      opened = { certificate, listener };
    },
    serve: (socket, id, held) => {
      if (opened === undefined) throw new Error('the certificate of CredSSP is not open');
      const { listener } = opened;
      return new StreamConnection(
        'credssp',
        [socket, id, held],
        state,
        (transport) => new CredSspConnection(transport, listener),
      );
    },
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
