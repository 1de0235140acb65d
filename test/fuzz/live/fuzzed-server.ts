import { setTimeout as pause } from 'node:timers/promises';
import { createServer, type Server } from '../../../src/server/create-server.js';
import type { ServerOptions } from '../../../src/server/options.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { OracleError } from '../engine/fuzz-target.js';
import { bytesInUse } from './collect-garbage.js';
import { type OtherProofs, SessionOracle, type Strangers } from './session-oracle.js';
import { WireLog } from './wire-log.js';

export const users = [
  { name: 'alice', password: 'secret' },
  { name: 'bob', password: 'hunter2' },
];

/** Milliseconds, at least, in which connections end and records come. */
const PATIENCE = 2000;

/** Bytes that may stay in use when everybody has left. */
const MOST_LEFT = 24 * 1024 * 1024;

/** A server with an oracle on its wire and at its records. */
export class FuzzedServer implements AsyncDisposable {
  readonly server: Server;
  readonly wire = new WireLog();
  readonly oracle: SessionOracle;
  readonly runtime = new FixedRuntime();
  /** Everything that should not have happened. */
  readonly faults: string[] = [];
  records = 0;
  #port = 0;
  #inUse: number | undefined;
  readonly #unhandled = (error: unknown): void => void this.faults.push(`unhandled: ${wordsOf(error)}`);

  private constructor(
    options: Partial<ServerOptions>,
    strangers: Strangers = { guest: false, anonymous: false },
    others?: OtherProofs,
  ) {
    this.oracle = new SessionOracle(this.wire, strangers, others);
    this.server = createServer({
      accounts: users,
      shares: [{ name: 'disk', temporary: true }],
      runtime: this.runtime,
      logger: {
        error: (message, { error }) => this.faults.push(`${message}: ${wordsOf(error)}`),
        warn: () => {},
      },
      tap: this.wire,
      ...options,
    });
    this.server.on('attempt', (record) => this.#judge(() => this.oracle.attempt(record)));
    this.server.on('attempt-completed', (record) => this.#judge(() => this.oracle.completed(record)));
    process.on('unhandledRejection', this.#unhandled);
  }

  static async start(
    options: Partial<ServerOptions> = {},
    strangers?: Strangers,
    others?: OtherProofs,
  ): Promise<FuzzedServer> {
    const fuzzed = new FuzzedServer(options, strangers, others);
    const { port } = await fuzzed.server.listen();
    fuzzed.#port = port;
    return fuzzed;
  }

  get port(): number {
    return this.#port;
  }

  /** Judges what passed, once every connection has ended and its records are there. */
  async judge(): Promise<void> {
    const isOver = (): boolean => [...this.wire.connections.values()].every(({ closed }) => closed);
    for (let tries = 0; tries < PATIENCE && !(isOver() && this.oracle.settled); tries++) await pause(1);
    if (!isOver()) this.faults.push('a connection outlives its client');
    this.#judge(() => this.oracle.judgeWire());
    this.oracle.forget();
  }

  /** Everybody has left: nothing may be left of them. */
  async judgeMemory(): Promise<void> {
    const inUse = await bytesInUse();
    this.#inUse ??= inUse;
    if (inUse - this.#inUse > MOST_LEFT) this.faults.push(`${inUse - this.#inUse} bytes are held for nobody`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.close().catch((error: unknown) => this.faults.push(`close: ${wordsOf(error)}`));
    this.#judge(() => this.oracle.judgeEnd());
    process.off('unhandledRejection', this.#unhandled);
  }

  #judge(judge: () => void): void {
    this.records++;
    try {
      judge();
    } catch (error) {
      this.faults.push(error instanceof OracleError ? error.message : wordsOf(error));
    }
  }
}

/** The error with the place where it was thrown. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = error.stack?.split('\n').find((each) => each.includes('/build/')) ?? '';
  return `${error.name}: ${error.message} at ${/build\/[^)]*/.exec(line)?.[0] ?? 'an unknown place'}`;
}
