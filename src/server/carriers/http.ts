import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SecureContext } from 'node:tls';
import type { ServerState } from '../../session/model/server-state.js';
import type { Logger } from '../options.js';
import type { ResolvedHttp } from '../resolve-carriers.js';
import { secureContextOf } from '../tls/secure-context.js';
import { openCertificate, type ServerCertificate } from '../tls/server-certificate.js';
import { connectionOf, HttpConnection } from './http-connection.js';
import type { Listening } from './listeners.js';
import { StreamConnection } from './stream-connection.js';

/** The listener of HTTP, or of HTTPS where its options have `tls`. */
export function httpListening(options: ResolvedHttp, state: ServerState, logger: Logger): Listening {
  const { host, port, tls } = options;
  const server = createParser(state);
  if (tls === undefined) {
    return {
      carrier: 'http',
      host,
      port,
      serve: (...accepted) =>
        new StreamConnection('http', accepted, state, (transport) => {
          return new HttpConnection(transport, { options, server, certificate: undefined });
        }),
    };
  }
  let open: { readonly certificate: ServerCertificate; readonly secureContext: SecureContext } | undefined;
  return {
    carrier: 'https',
    host,
    port,
    prepare: async () => {
      const { names, runtime } = state;
      const surroundings = { names, host, runtime, logger, place: 'http.tls', usualKind: 'ecdsa' } as const;
      const certificate = await openCertificate(tls, surroundings);
      open = { certificate, secureContext: secureContextOf(certificate) };
      return certificate;
    },
    serve: (...accepted) => {
      // A listener of HTTPS never speaks in the clear.
      if (open === undefined) throw new Error('the certificate of HTTPS is not open');
      const { certificate, secureContext } = open;
      return new StreamConnection('https', accepted, state, (transport) => {
        transport.startTls(secureContext);
        return new HttpConnection(transport, { options, server, certificate });
      });
    },
  };
}

/**
 * The server of Node.js as a parser of requests: it listens on nothing. Its own time limits are off, because those of
 * the carrier hold, and so is the answer of its own to a request without Host.
 */
function createParser(state: ServerState): Server {
  const server = createServer({
    maxHeaderSize: state.limits.unauthenticatedFrameBytes,
    requireHostHeader: false,
    headersTimeout: 0,
    requestTimeout: 0,
    keepAliveTimeout: 0,
  });
  server.timeout = 0;
  const take = (message: IncomingMessage, response: ServerResponse): void =>
    connectionOf(message.socket)?.take(message, response);
  server.on('request', take);
  // The client waits with its body until it is asked for it; without it, its next request could not be found.
  server.on('checkContinue', (message: IncomingMessage, response: ServerResponse) => {
    if (!(Number(message.headers['content-length'] ?? 0) > state.limits.transactBytes))
      response.writeContinue();
    take(message, response);
  });
  server.on('connect', (message: IncomingMessage, stream: object, head: Buffer) =>
    connectionOf(stream)?.takeConnect(message, head),
  );
  server.on('clientError', (error: Error, stream: object) => connectionOf(stream)?.fail(error));
  return server;
}
