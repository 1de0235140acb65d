import { Hono } from 'hono';
import type { ServerNames } from '../auth/server-names.js';
import type { Tap } from '../facts/tap.js';
import type { LocalPart } from '../local-http/local-part.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Server } from '../server/create-server.js';

/** Bytes of the token. */
const TOKEN_BYTES = 32;

/** Options of a {@link Watch}. */
export interface WatchOptions {
  /** The clocks and timers of the system, which nobody moves, and the source of the token. */
  readonly runtime: CheckedRuntime;
  /** Version of the package. */
  readonly version: string;
  /** The names that the configuration says. */
  readonly names: Partial<ServerNames>;
  /** The names of the shares. */
  readonly shares: readonly string[];
}

/** The live page of a server, as a part of a listener. */
export class Watch implements LocalPart {
  readonly name = 'watch';
  readonly paths = ['/watch'];
  readonly routes = new Hono();
  /** The secret that every request for data must show; 64 hexadecimal digits, new at each start. */
  readonly token: string;
  /** Sees the bytes of the server; given to it before it is made. */
  readonly tap: Tap = { connectionOpened: () => ({ received: () => {}, sent: () => {}, closed: () => {} }) };

  constructor({ runtime }: WatchOptions) {
    this.token = runtime.randomBytes(TOKEN_BYTES).toString('hex');
  }

  /** Shows what a server reports from now on. */
  observe(_server: Pick<Server, 'on' | 'addresses'>): void {}
}
