import type { Server } from 'node:http';
import type { LoginFacts, ProofRecord } from '../../auth/mechanism-words.js';
import { withScript } from '../../auth/token-script.js';
import { HttpAuthentication } from '../../http/index.js';
import type { ServerState } from '../../session/model/server-state.js';
import type { ResolvedHttp } from '../resolve-carriers.js';
import type { ServerCertificate } from '../tls/server-certificate.js';
import type { TlsChannel } from '../tls/tls-channel.js';
import type { CarrierConnection } from './carrier-connection.js';

/** The parts of a listener that its connections share. */
export interface HttpListener {
  readonly options: ResolvedHttp;
  /** Parses requests; it listens on nothing. */
  readonly server: Server;
  /** Undefined: HTTP in the clear. */
  readonly certificate: ServerCertificate | undefined;
}

/**
 * The authentication of a connection, with the mechanisms of its server.
 *
 * @param channel undefined: HTTP in the clear, or TLS that is not there yet, on which no request can come
 */
export function authenticationOf(
  connection: CarrierConnection,
  listener: HttpListener,
  channel: TlsChannel | undefined,
): HttpAuthentication {
  const { info, server } = connection;
  const { mechanisms, runtime } = server;
  const { schemes, proxy } = listener.options;
  const context = {
    carrier: listener.certificate === undefined ? 'http' : 'https',
    peer: info.remote,
    ...protectionOf(listener, channel),
  } as const;
  // The signal is made when an acceptor asks for it.
  const withSignal = Object.defineProperty(context, 'signal', {
    get: () => connection.signal,
    enumerable: true,
  });
  return new HttpAuthentication({
    mechanisms,
    schemes,
    proxy,
    context: withScript(withSignal, server.scripts, { connection: info }),
    // Asked for anew for each login.
    get recorder() {
      return connection.recorder;
    },
    now: () => runtime.now(),
    describe: (name, login) => describe(server, name, login),
  });
}

/** The channel of each login. Where any service may be meant, the policy of the mechanisms still decides. */
function protectionOf({ certificate, options }: HttpListener, channel: TlsChannel | undefined) {
  const { channelBindings, serviceNames } = options;
  const services = serviceNames === 'any' ? {} : { serviceNames };
  if (certificate === undefined || channelBindings === 'never') return { extendedProtection: services };
  const mistakes = [...certificate.endPointMistakes, ...(channel?.mistakes ?? [])];
  return {
    channelBindings: certificate.endPoint,
    extendedProtection: { channelBindings, mistakes, ...services },
  };
}

/** The words of a program's own mechanism may throw: its client is told less then. */
function describe(
  { mechanisms, onInternalError }: ServerState,
  name: string,
  login: LoginFacts,
): ProofRecord | undefined {
  try {
    return mechanisms.find((mechanism) => mechanism.name === name)?.words?.record(login);
  } catch (error) {
    onInternalError(error, 'describing a login to its client');
    return undefined;
  }
}
