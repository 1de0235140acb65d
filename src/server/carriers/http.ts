import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SecureContext } from 'node:tls';
import type { ServerState } from '../../session/model/server-state.js';
import type { ResolvedHttp } from '../resolve-carriers.js';
import { secureContextOf } from '../tls/secure-context.js';
import type { ServerCertificate } from '../tls/server-certificate.js';
import { connectionOf, HttpConnection } from './http-connection.js';
import type { Listening } from './listeners.js';
import { StreamConnection } from './stream-connection.js';

/**
 * The listener of HTTP, or of HTTPS where it has a certificate.
 *
 * @param certificate asked for at each connection; undefined: HTTP in the clear
 */
export function listenHttp(
  options: ResolvedHttp,
  state: ServerState,
  certificate: () => ServerCertificate | undefined,
): Listening {
  const server = createParser(state);
  const carrier = options.tls === undefined ? 'http' : 'https';
  let secure: { readonly of: ServerCertificate; readonly context: SecureContext } | undefined;
  return {
    carrier,
    host: options.host,
    port: options.port,
    serve: (socket, id, held) => {
      const of = certificate();
      // Without its certificate, a listener of HTTPS must not speak in the clear.
      if (carrier === 'https' && of === undefined) throw new Error('the certificate of HTTPS is not there');
      if (of !== undefined && secure?.of !== of) secure = { of, context: secureContextOf(of) };
      return new StreamConnection(carrier, [socket, id, held], state, (transport) => {
        const connection = new HttpConnection(transport, { options, server, certificate: of });
        if (of !== undefined && secure !== undefined) transport.startTls(secure.context);
        return connection;
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
