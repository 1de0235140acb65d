import { type ChildProcess, spawn } from 'node:child_process';
import type { ClientEnd, ClientRun, RunClient } from '../../scorecard/client.js';
import { fillPlaceholders } from '../../scorecard/placeholders.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { BoundedOutput } from './bounded-output.js';
import { masked } from './masked.js';

/** The command of a user, and how its end is read. */
export interface CommandOptions {
  /** Program and arguments, with placeholders. */
  readonly command: readonly string[];
  readonly timeoutMilliseconds: number;
  /** Output that tells of a crash. */
  readonly crashWords?: RegExp;
  /** Ends what runs. */
  readonly signal: AbortSignal;
}

/** Runs a program without a shell, and ends it with all that it started once its time is over. */
export function runnerOf(options: CommandOptions): RunClient {
  return (run) => runCommand(options, run);
}

/** Milliseconds that something which the program left behind may hold its output open. */
const PATIENCE = 500;

async function runCommand(
  { command, timeoutMilliseconds, crashWords, signal }: CommandOptions,
  { values, environment, secrets }: ClientRun,
): Promise<ClientEnd> {
  const [program = '', ...args] = fillPlaceholders(command, values);
  const began = systemRuntime.monotonic();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    // A group of its own can be ended as a whole, with what a script has started.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const output = new BoundedOutput();
  child.stdout.on('data', (chunk: Buffer) => output.add(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.add(chunk));
  const kill = (): void => killGroup(child);
  let timedOut = false;
  const onTime = (): void => {
    timedOut = true;
    kill();
  };
  const cancel = systemRuntime.after(timeoutMilliseconds, onTime, { keepsProcess: true });
  signal.addEventListener('abort', kill, { once: true });
  try {
    const exit = await exitOf(child);
    // A process that a program leaves behind must not meet the next server.
    kill();
    const text = output.text();
    return {
      ...(timedOut ? { how: 'timed-out' } : endOf(exit, text, crashWords)),
      milliseconds: systemRuntime.monotonic() - began,
      output: masked(text, secrets, values),
    };
  } finally {
    cancel();
    signal.removeEventListener('abort', kill);
  }
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** @throws the error of the system when the program cannot be started */
function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const giveUp = systemRuntime.after(PATIENCE, () => resolve({ code, signal }), { keepsProcess: true });
      child.on('close', () => {
        giveUp();
        resolve({ code, signal });
      });
    });
  });
}

function endOf(
  { code, signal }: Exit,
  output: string,
  crashWords: RegExp | undefined,
): Pick<ClientEnd, 'how' | 'code' | 'signal' | 'crash'> {
  if (code === null) return { how: 'killed', signal: signal ?? 'an unknown signal' };
  const crash = crashOf(code, output, crashWords);
  return { how: 'ended', code, ...(crash !== undefined && { crash }) };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Exit codes with which a shell tells the signals of a crash: SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV. */
const crashCodes: ReadonlySet<number> = new Set([132, 133, 134, 135, 136, 139]);

/** Exit codes of Windows from here on are exceptions, such as an access violation. */
const FIRST_EXCEPTION = 0xc000_0000;

function crashOf(code: number, output: string, crashWords: RegExp | undefined): string | undefined {
  if (crashCodes.has(code) || code >= FIRST_EXCEPTION) return `exit code ${code}`;
  if (code === 0 || crashWords === undefined) return undefined;
  const [found] = crashWords.exec(output) ?? [];
  return found === undefined ? undefined : `its output has “${found.slice(0, 80)}”`;
}
