import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { answers, freePort } from './free-port.js';
import { until } from './until.js';

const program = '/usr/sbin/smbd';

/** smbd changes to the user who logs in, so it needs root; and Debian's own paths are not touched. */
export const canRunSmbd = existsSync(program) && process.getuid?.() === 0;

/** An account of this machine, and its password for smbd. */
export interface UnixAccount {
  readonly name: string;
  readonly uid: number;
  readonly password: string;
}

/** A real smbd on a free port of 127.0.0.1, with the account root and a folder of its own for all it writes. */
export class Smbd implements AsyncDisposable {
  readonly port: number;
  readonly #folder: string;
  readonly #process: ChildProcess;

  constructor(port: number, folder: string, child: ChildProcess) {
    this.port = port;
    this.#folder = folder;
    this.#process = child;
  }

  /**
   * @param settings lines of the section `[global]`
   * @param more further accounts, which this machine must have
   */
  static async start(
    password: string,
    settings: readonly string[] = [],
    more: readonly UnixAccount[] = [],
  ): Promise<Smbd> {
    const folder = mkdtempSync(join(tmpdir(), 'smb2-auth-smbd-'));
    for (const name of ['private', 'state', 'share']) mkdirSync(join(folder, name), { mode: 0o700 });
    const entries = [{ name: 'root', uid: 0, password }, ...more].map(entryOf);
    writeFileSync(join(folder, 'private', 'smbpasswd'), entries.join(''), { mode: 0o600 });
    const port = await freePort();
    writeFileSync(join(folder, 'smb.conf'), configuration(folder, port, settings));
    // Detached, because smbd ends by ending its whole process group.
    const args = ['--foreground', '--no-process-group', '-s', join(folder, 'smb.conf')];
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    const smbd = new Smbd(port, folder, child);
    await until('smbd answers', async () => {
      if (await answers(port)) return true;
      if (child.exitCode === null) return false;
      const log = readFileSync(join(folder, 'log'), 'utf8');
      rmSync(folder, { recursive: true });
      throw new Error(`smbd ended with ${child.exitCode}\n${log}`);
    });
    return smbd;
  }

  /** The folder that it shares as `files`. */
  get shared(): string {
    return join(this.#folder, 'share');
  }

  /** Its log so far. */
  get log(): string {
    return readFileSync(join(this.#folder, 'log'), 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'close');
    this.#process.kill();
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function entryOf({ name, uid, password }: UnixAccount): string {
  const hash = ntHashOfPassword(password).toString('hex').toUpperCase();
  return `${name}:${uid}:${'X'.repeat(32)}:${hash}:[U          ]:LCT-65000000:\n`;
}

function configuration(folder: string, port: number, settings: readonly string[]): string {
  const directories = ['lock', 'state', 'cache', 'pid'].map((name) => `${name} directory = ${folder}/state`);
  const lines = [
    '[global]',
    'server role = standalone server',
    `private dir = ${folder}/private`,
    ...directories,
    `ncalrpc dir = ${folder}/state`,
    `log file = ${folder}/log`,
    `passdb backend = smbpasswd:${folder}/private/smbpasswd`,
    `smb ports = ${port}`,
    'interfaces = 127.0.0.1',
    'bind interfaces only = yes',
    'disable spoolss = yes',
    ...settings,
    '[files]',
    `path = ${folder}/share`,
  ];
  return `${lines.join('\n')}\n`;
}
