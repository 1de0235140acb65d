import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { CheckedRuntime } from '../runtime/runtime.js';
import { createApp } from './create-app.js';
import type { ControlledServer } from './controlled-server.js';

/** The only address of the API: whoever can reach it decides who may log in. */
const LOOPBACK = '127.0.0.1';

/** Bytes of the token. */
const TOKEN_BYTES = 32;

/** The most connections at once: those that wait, and as many others. */
const MAX_CONNECTIONS = 128;

/** Milliseconds in which a request must have come as a whole. */
const REQUEST_TIMEOUT = 10_000;

/** Milliseconds from one look for late requests to the next. */
const LOOK_INTERVAL = 1000;

/** Milliseconds that answers have at the end. */
const LAST_ANSWERS = 250;

/** Options of {@link openControl}. */
export interface ControlOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The clocks and timers of the system, which nobody moves, and the source of the token. */
  readonly runtime: CheckedRuntime;
  /** The text of the OpenAPI document. */
  readonly document: () => string;
  /** Told of errors that are bugs. */
  readonly onError: (error: unknown) => void;
}

/** An API that listens. */
export interface Control {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:4456`. */
  readonly url: string;
  /** The secret that every request must show; 64 hexadecimal digits, new at each start. */
  readonly token: string;
  /** Ends every wait with its answer, and closes. */
  close(): Promise<void>;
}

/** An API before it listens. */
export interface CreatedControl {
  /**
   * Opens it on loopback.
   *
   * @throws the error of `node:net` when the port cannot be bound
   */
  open(): Promise<Control>;
}

/** Creates the API of a server. That takes longer than a turn may, so it is done before the server listens. */
export function createControl(
  server: ControlledServer,
  { port, runtime, document, onError }: ControlOptions,
): CreatedControl {
  const token = runtime.randomBytes(TOKEN_BYTES).toString('hex');
  const closing = new AbortController();
  const app = createApp(server, { token, document, closing: closing.signal, onError });
  const http = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: REQUEST_TIMEOUT,
      // Node.js looks for late requests every 30 seconds by default.
      connectionsCheckingInterval: LOOK_INTERVAL,
      maxHeaderSize: 8192,
    },
  });
  http.maxConnections = MAX_CONNECTIONS;
  const open = async (): Promise<Control> => {
    http.listen(port, LOOPBACK);
    await once(http, 'listening');
    // Without a listener, a connection that the system cannot give would end the process.
    http.on('error', onError);
    const { port: bound } = http.address() as { port: number };
    return {
      host: LOOPBACK,
      port: bound,
      url: `http://${LOOPBACK}:${bound}`,
      token,
      close: async () => {
        if (!http.listening) return;
        const closed = once(http, 'close');
        http.close();
        closing.abort();
        const cancel = runtime.after(
          LAST_ANSWERS,
          () => 'closeAllConnections' in http && http.closeAllConnections(),
          { keepsProcess: true },
        );
        await closed;
        cancel();
      },
    };
  };
  return { open };
}
