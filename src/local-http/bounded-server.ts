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

/**
 * Makes the server of a listener, which no client can keep from others: where there are too many connections, the
 * oldest one that waits for no answer ends.
 *
 * @param yields whether one that waits for an answer ends as well. Strangers can hold all places so that a health check
 * finds none, and the server is taken for dead; on loopback, the pages and programs of its owner wait
 */
export function createBoundedServer(options: ServerOptions, serve: RequestListener, yields: boolean): Server {
  /** The requests of each connection that have no answer yet; the oldest connection is first. */
  const unanswered = new Map<Socket, number>();
  const change = (socket: Socket, difference: number): number => {
    const count = (unanswered.get(socket) ?? 0) + difference;
    if (unanswered.has(socket)) unanswered.set(socket, count);
    return count;
  };
  const server = createServer(options, (request, response) => {
    const { socket } = request;
    if (change(socket, 1) > MOST_UNANSWERED) {
      socket.destroy();
      return;
    }
    response.once('close', () => change(socket, -1));
    serve(request, response);
  });
  server.timeout = SILENCE;
  server.on('connection', (socket: Socket) => {
    unanswered.set(socket, 0);
    socket.once('close', () => unanswered.delete(socket));
    if (unanswered.size <= MAX_CONNECTIONS) return;
    const [oldest] = [...unanswered].find(([, count]) => yields || count === 0) ?? [];
    oldest?.destroy();
  });
  return server;
}
