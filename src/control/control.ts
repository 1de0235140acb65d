import type { LocalPart } from '../local-http/local-part.js';
import type { Runtime } from '../runtime/runtime.js';
import { createApp } from './create-app.js';
import type { ControlledServer } from './controlled-server.js';

/** Bytes of the token. */
const TOKEN_BYTES = 32;

/** Options of {@link createControl}. */
export interface ControlOptions {
  /** The source of the token. */
  readonly runtime: Pick<Runtime, 'randomBytes'>;
  /** The text of the OpenAPI document. */
  readonly document: () => string;
  /** Told of errors that are bugs. */
  readonly onError: (error: unknown) => void;
}

/** The API of a server, as a part of a listener. */
export interface Control extends LocalPart {
  /** The secret that every request must show; 64 hexadecimal digits, new at each start. */
  readonly token: string;
}

/** Creates the API of a server. */
export function createControl(
  server: ControlledServer,
  { runtime, document, onError }: ControlOptions,
): Control {
  const token = runtime.randomBytes(TOKEN_BYTES).toString('hex');
  const closing = new AbortController();
  return {
    name: 'control',
    routes: createApp(server, { token, document, closing: closing.signal, onError }),
    paths: ['/v1', '/openapi.json'],
    token,
    close: () => closing.abort(),
  };
}
