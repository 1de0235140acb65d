import { once } from 'node:events';
import { getRequestListener } from '@hono/node-server';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { hostAndPort } from '../text/host-and-port.js';
import { createBoundedServer } from './bounded-server.js';
import { guardHost, isLoopbackName } from './guard.js';
import type { LocalPart } from './local-part.js';
import { Refusal, responseTo } from './problem.js';

/** Milliseconds in which a request must have come as a whole. An answer may take longer: it is a stream. */
const REQUEST_TIMEOUT = 10_000;

/** Milliseconds from one look for late requests to the next. */
const LOOK_INTERVAL = 1000;

/** Milliseconds that answers have at the end. */
const LAST_ANSWERS = 250;

/** The most bytes of a request's fields. */
const MAX_HEADER_SIZE = 8192;

/** Options of {@link createLocalListener}. */
export interface LocalListenerOptions {
  /** An address, such as 127.0.0.1. On loopback, every request must name it so in its Host. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** A socket that listens at that place already; absent: it is bound here. */
  readonly descriptor?: number | undefined;
  /** The timers of the system, which nobody moves. */
  readonly runtime: CheckedRuntime;
  /** Told of errors that are bugs. */
  readonly onError: (error: unknown) => void;
}

/** A listener at a port of this machine. */
export interface LocalListener {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:4456`. */
  readonly url: string;
  /** Ends every wait with its answer, and closes. */
  close(): Promise<void>;
}

/** A listener before it listens. */
export interface CreatedLocalListener {
  /**
   * Opens it.
   *
   * @throws the error of `node:net` when the port cannot be bound
   */
  open(): Promise<LocalListener>;
}

/** Creates the listener of some parts. That takes longer than a turn may, so it is done before the server listens. */
export function createLocalListener(
  parts: readonly LocalPart[],
  { host, port, descriptor, runtime, onError }: LocalListenerOptions,
): CreatedLocalListener {
  const loopback = isLoopbackName(host);
  const serve = getRequestListener(dispatching(parts, loopback, onError), {
    overrideGlobalObjects: false,
    // HTTP/1.0 has no Host (RFC 1945 5.2), and balancers ask so how a server is. The guards read the field itself.
    hostname: 'localhost',
  });
  const http = createBoundedServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: REQUEST_TIMEOUT,
      // Node.js looks for late requests every 30 seconds by default.
      connectionsCheckingInterval: LOOK_INTERVAL,
      maxHeaderSize: MAX_HEADER_SIZE,
    },
    (request, response) => void serve(request, response),
    !loopback,
  );
  const open = async (): Promise<LocalListener> => {
    if (descriptor === undefined) http.listen(port, host);
    else http.listen({ fd: descriptor });
    await once(http, 'listening');
    // Without a listener, a connection that the system cannot give would end the process.
    http.on('error', onError);
    const { port: bound } = http.address() as { port: number };
    return {
      host,
      port: bound,
      url: `http://${hostAndPort(host, bound)}`,
      close: async () => {
        if (!http.listening) return;
        const closed = once(http, 'close');
        http.close();
        for (const part of parts) part.close?.();
        const cancel = runtime.after(LAST_ANSWERS, () => http.closeAllConnections(), { keepsProcess: true });
        await closed;
        cancel();
      },
    };
  };
  return { open };
}

type Fetch = (request: Request) => Response | Promise<Response>;

/** A path that no part has is the first part's affair, which guards itself before it says that there is none. */
function dispatching(
  parts: readonly LocalPart[],
  loopback: boolean,
  onError: (error: unknown) => void,
): Fetch {
  return async (request) => {
    try {
      if (loopback) guardHost(request.headers.get('host'));
      const { pathname } = new URL(request.url);
      const part = parts.find(({ paths }) => paths.includes(firstOf(pathname))) ?? parts[0];
      if (part === undefined) throw new Refusal(404, 'nothing is served here');
      return await part.routes.fetch(request);
    } catch (error) {
      if (error instanceof Refusal) return responseTo(error);
      onError(error);
      return responseTo(new Refusal(500, 'its log has the error'));
    }
  };
}

/** `/v1` of `/v1/accounts`. */
function firstOf(path: string): string {
  return `/${path.split('/', 2)[1] ?? ''}`;
}
