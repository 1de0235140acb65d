import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { faultsOf, faultsOfOutput } from './output-lines.js';
import { run, type Finished, type RunOptions } from './run.js';
import { secretsOf } from './secrets-of-run.js';
import { Watchdog, watched } from './watchdog.js';

/** The compiled command line. */
export const cliPath = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

/** A line of `--json` output. */
export interface OutputRecord {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * Runs the command line to its end.
 *
 * @throws AssertionError when what it prints in JSON is not as its schema says
 */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const env = cleanEnvironment(options.env);
  const finished = await run(process.execPath, [cliPath, ...args], { ...options, env });
  assert.deepEqual(faultsOfOutput(args, finished.stdout), []);
  return finished;
}

/**
 * Starts a command that serves, on a free port, and waits until it listens. From then on its event loop is watched: a
 * turn that takes too long fails what stops it.
 */
export async function startCli(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  command: 'serve' | 'diagnose' | 'audit' = 'serve',
): Promise<RunningCli> {
  const port = args.includes('--no-smb') ? [] : ['--port', '0'];
  // Descriptor 3 of a worker is its channel to the primary.
  const watch = args.includes('--workers') ? [] : watched;
  const child = spawn(process.execPath, [...watch, cliPath, command, ...port, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: cleanEnvironment(env),
  });
  const cli = new RunningCli(child, secretsOf(args));
  await cli.record(({ type }) => type === 'listening');
  return cli;
}

/** Variables that this machine sets for a server of its own must not reach the tests. */
function cleanEnvironment(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SMB2_AUTH_'));
  return { ...Object.fromEntries(inherited), ...env };
}

export class RunningCli implements AsyncDisposable {
  readonly process: ChildProcess;
  /** Every record so far. */
  readonly records: OutputRecord[] = [];
  /** Everything on stderr so far. */
  log = '';
  readonly watchdog: Watchdog;
  readonly #ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly #waiting = new Set<() => void>();

  readonly #secrets: string[];
  /** Faults of its lines, by their schema. */
  readonly #faults: string[] = [];
  /** Every line of its output. */
  #output = '';

  /** @param secrets that no output may have */
  constructor(child: ChildProcess, secrets: readonly string[] = []) {
    this.process = child;
    this.#secrets = [...secrets];
    const { stdout, stderr } = child;
    const [, , , reports] = child.stdio;
    if (!stdout || !stderr || !reports) throw new Error('the output must be piped');
    this.watchdog = new Watchdog(reports as Duplex);
    stderr.setEncoding('utf8').on('data', (text: string) => (this.log += text));
    createInterface(stdout).on('line', (line) => {
      this.#output += `${line}\n`;
      const record = JSON.parse(line) as OutputRecord;
      const faults = faultsOf('output', record);
      if (faults !== undefined) this.#faults.push(faults);
      this.records.push(record);
      for (const look of this.#waiting) look();
    });
    this.#ended = once(child, 'close').then(([code, signal]) => {
      for (const look of this.#waiting) look();
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
  }

  get port(): number {
    return this.records[0]?.['port'] as number;
  }

  /** Texts that no output may have, beside those of its arguments. */
  mustHide(...secrets: readonly string[]): void {
    this.#secrets.push(...secrets);
  }

  /** The first record that matches, now or later. Rejects when the process ends without one. */
  record(matches: (record: OutputRecord) => boolean): Promise<OutputRecord> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.records.find(matches);
        if (!found && this.process.exitCode === null && this.process.signalCode === null) return;
        this.#waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`the server ended without such a record\n${this.log}`));
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Waits until something is on stderr. */
  async logged(words: RegExp): Promise<void> {
    while (!words.test(this.log)) {
      if (this.process.exitCode !== null) throw new Error(`the server ended without ${words}\n${this.log}`);
      await once(this.process.stderr ?? this.process, 'data');
    }
  }

  /**
   * Ends the server and waits until it is gone.
   *
   * @throws AssertionError when a turn of its event loop took too long, a line is not as its schema says, or a secret
   * is in its output
   */
  async stop(
    signal: NodeJS.Signals = 'SIGTERM',
  ): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    this.process.kill(signal);
    const ended = await this.#ended;
    this.watchdog.verify();
    assert.deepEqual(this.#faults, []);
    for (const secret of this.#secrets) {
      assert.ok(!`${this.#output}${this.log}`.includes(secret), 'a password or its hash is in the output');
    }
    return ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
