import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ServerState } from '../../session/model/server-state.js';
import type { Logger } from '../options.js';
import type { ResolvedHttp } from '../resolve-carriers.js';
import { usualKeyKinds } from '../tls/options.js';
import { secureContextOf } from '../tls/secure-context.js';
import { openCertificate } from '../tls/server-certificate.js';
import { connectionOf, HttpConnection } from './http-connection.js';
import { balancersOf } from './balancers.js';
import type { Listening } from './listeners.js';
import { StreamConnection } from './stream-connection.js';
import type { Surroundings } from './stream-protocol.js';

/** Makes the listener of HTTP, or of HTTPS with its certificate where the options have `tls`. */
export async function httpListening(
  options: ResolvedHttp,
  surroundings: Surroundings,
  logger: Logger,
): Promise<Listening> {
  const { host, port, tls, proxyProtocol } = options;
  const balancers = balancersOf(proxyProtocol);
  const server = createParser(surroundings.server);
  if (tls === undefined) {
    const listener = { options, server, certificate: undefined };
    return {
      carrier: 'http',
      host,
      port,
      balancers,
      serve: (...accepted) =>
        new StreamConnection(
          'http',
          accepted,
          surroundings,
          (transport) => new HttpConnection(transport, listener),
        ),
    };
  }
  const { names, runtime } = surroundings.server;
  const owner = { names, host, runtime, logger, place: 'http.tls', usualKind: usualKeyKinds.http };
  const certificate = await openCertificate(tls, owner);
  const secureContext = secureContextOf(certificate);
  const listener = { options, server, certificate };
  return {
    carrier: 'https',
    host,
    port,
    tls: certificate,
    balancers,
    serve: (...accepted) =>
      new StreamConnection('https', accepted, surroundings, (transport) => {
        transport.startTls(secureContext);
        return new HttpConnection(transport, listener);
      }),
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
  // Node.js leaves out the fields beyond its limit: a second Host or Authorization could hide behind them.
  server.maxHeadersCount = 0;
  const take = (message: IncomingMessage, response: ServerResponse): void =>
    connectionOf(message.socket)?.take(message, response);
  server.on('request', take);
  // An expectation that nobody knows may be passed over (RFC 9110 10.1.1): 417 would come from Node.js, out of turn.
  server.on('checkExpectation', take);
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
