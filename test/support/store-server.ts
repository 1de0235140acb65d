import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers, freePort } from './free-port.js';
import { isOnPath, requireProgram } from './require-program.js';
import { run } from './run.js';

/** The server of the one or the other project, whichever is there, and its command line. */
const program = isOnPath('valkey-server') ? 'valkey-server' : 'redis-server';
const client = program.replace('server', 'cli');

/** Skips the suite visibly where no store is installed. */
export function requireStore(context: Mocha.Context): void {
  requireProgram(context, program);
}

/** A store of its own on a free port of loopback, with nothing on its disk unless a test says so. */
export class StoreServer implements AsyncDisposable {
  readonly port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'smb2-auth-store-'));
  readonly #options: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, options: readonly string[]) {
    this.port = port;
    this.#options = options;
  }

  /** @param options of its command line */
  static async start(...options: string[]): Promise<StoreServer> {
    const store = new StoreServer(await freePort(), options);
    await store.start();
    return store;
  }

  get url(): string {
    return `valkey://127.0.0.1:${this.port}`;
  }

  /** Starts it on its port, with what is on its disk. */
  async start(): Promise<void> {
    const usual = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--loglevel', 'warning'];
    const args = ['--port', String(this.port), '--dir', this.#folder, ...usual, ...this.#options];
    this.#process = spawn(program, args, { stdio: 'ignore' });
    const { port } = this;
    while (!(await answers(port))) {
      if (this.#process.exitCode !== null) throw new Error(`${program} ended`);
    }
  }

  /** Ends it at once, as a power failure does. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined) return;
    const ended = once(child, 'close');
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  }

  /** Stops it where it is: its port is taken, and nobody answers. */
  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  /** The output of the store's command line for a command. */
  async tell(...command: string[]): Promise<string> {
    const { stdout } = await run(client, ['-p', String(this.port), ...command]);
    return stdout.trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
