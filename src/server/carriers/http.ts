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
export function listenHttp(
  options: ResolvedHttp,
  state: ServerState,
  logger: Logger,
): Listening & HttpListening {
  const server = createParser(state);
  const { host, port, tls } = options;
  let secure: { readonly certificate: ServerCertificate; readonly context: SecureContext } | undefined;
  return {
    carrier: tls === undefined ? 'http' : 'https',
    host,
    port,
    get certificate() {
      return secure?.certificate;
    },
    prepare: async () => {
      if (tls === undefined || secure !== undefined) return;
      const { names, runtime } = state;
      const surroundings = { names, host, runtime, logger, place: 'http.tls', usualKind: 'ecdsa' } as const;
      const certificate = await openCertificate(tls, surroundings);
      secure = { certificate, context: secureContextOf(certificate) };
    },
    serve: (socket, id, held) => {
      const accepted = [socket, id, held] as const;
      if (tls === undefined) {
        return new StreamConnection('http', accepted, state, (transport) => {
          return new HttpConnection(transport, { options, server, certificate: undefined });
        });
      }
      // A listener of HTTPS never speaks in the clear.
      if (secure === undefined) throw new Error('the certificate of HTTPS is not open');
      const { certificate, context } = secure;
      return new StreamConnection('https', accepted, state, (transport) => {
        transport.startTls(context);
        return new HttpConnection(transport, { options, server, certificate });
      });
    },
  };
}

/** The part of the listener that others read. */
interface HttpListening {
  /** Undefined: HTTP in the clear, or before the listener was prepared. */
  readonly certificate: ServerCertificate | undefined;
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
