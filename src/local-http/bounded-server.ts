import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
} from 'node:http';

type Socket = IncomingMessage['socket'];

/** The most connections at once: those that wait, and as many others. */
const MAX_CONNECTIONS = 128;

/**
 * The most requests of a connection that have no answer yet. Node.js serves all that come in one piece at once, and
 * holds their answers until the client reads: a thousand requests for the page would take a hundred megabytes.
 */
const MOST_UNANSWERED = 4;

/** Milliseconds in which nothing passes. A request that waits for records has an answer after 60 seconds at most. */
const SILENCE = 90_000;

/** Makes the server of a listener on loopback, where the oldest connections keep their places. */
export function createBoundedServer(options: ServerOptions, serve: RequestListener): Server {
  const server = createServer(options, withinBounds(serve));
  server.maxConnections = MAX_CONNECTIONS;
  // A client that does not read its answer would keep its place for ever.
  server.timeout = SILENCE;
  return server;
}

/** Makes the server of a listener that strangers reach: the oldest connection gives its place to a new one. */
export function createYieldingServer(options: ServerOptions, serve: RequestListener): Server {
  const server = createServer(options, withinBounds(serve));
  const sockets = new Set<Socket>();
  // With all places held, a health check finds none, and the server is taken for dead.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const [oldest] = sockets;
    if (sockets.size > MAX_CONNECTIONS) oldest?.destroy();
  });
  return server;
}

function withinBounds(serve: RequestListener): RequestListener {
  const unanswered = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    const count = (unanswered.get(socket) ?? 0) + 1;
    if (count > MOST_UNANSWERED) {
      socket.destroy();
      return;
    }
    unanswered.set(socket, count);
    response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    serve(request, response);
  };
}
