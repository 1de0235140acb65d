import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { SmbClient } from './smb-client.js';
import { login, negotiate } from './smb-client-login.js';
import { cliPath } from './start-cli.js';

/** How a service is started. */
export interface ServiceOptions {
  readonly command?: 'serve' | 'diagnose' | 'audit';
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Starts a command that serves as a service manager does, without a terminal and with a descriptor by which it tells
 * that it listens; nothing of its output is waited for.
 */
export async function startService(
  args: readonly string[],
  { command = 'serve', env = {} }: ServiceOptions = {},
): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'smb2-auth-service-'));
  const files = ['--port', '0', '--port-file', join(folder, 'port'), '--ready-fd', '3'];
  const child = spawn(process.execPath, [cliPath, command, ...files, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const service = new Service(child, folder);
  if ((await service.ready) !== '\n') throw new Error(`it does not listen\n${service.stderr}`);
  return service;
}

/** A command that serves, as a service manager sees it. */
export class Service implements AsyncDisposable {
  readonly process: ChildProcess;
  /** Resolves with everything that came by the descriptor, once it is closed. */
  readonly ready: Promise<string>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  stdout = '';
  stderr = '';
  readonly #folder: string;

  constructor(child: ChildProcess, folder: string) {
    this.process = child;
    this.#folder = folder;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(child, 'close').then(([code]) => code as number | null);
    this.ready = allOf(child.stdio[3] as Readable);
  }

  get port(): number {
    return Number(readFileSync(join(this.#folder, 'port'), 'utf8'));
  }

  /** Logs in on a connection of its own, which stays. */
  async login(options: Parameters<typeof login>[1] = {}): Promise<SmbClient> {
    const client = await SmbClient.connect(this.port);
    try {
      await negotiate(client);
      await login(client, options);
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /**
   * Waits until something is on stderr.
   *
   * @param from characters of it that do not count, because they were there before; default: none
   */
  async logged(words: RegExp, from = 0): Promise<void> {
    const { stderr } = this.process;
    if (stderr === null) throw new TypeError('stderr must be piped');
    while (!words.test(this.stderr.slice(from))) {
      if (stderr.readableEnded) throw new Error(`it ended without ${words}\n${this.stderr}`);
      await Promise.race([once(stderr, 'data'), once(stderr, 'end')]);
    }
  }

  /** Sends SIGHUP, and waits until something new is on stderr. */
  async hangUp(words: RegExp): Promise<void> {
    const already = this.stderr.length;
    this.process.kill('SIGHUP');
    await this.logged(words, already);
  }

  /** @returns the exit code */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal);
    const code = await this.ended;
    rmSync(this.#folder, { recursive: true, force: true });
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

async function allOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk as string;
  return text;
}
