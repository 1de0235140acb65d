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

/** Milliseconds that a program has to go once it was ended. */
const PATIENCE_AFTER_KILL = 5000;

async function runCommand(
  { command, timeoutMilliseconds, crashWords, signal }: CommandOptions,
  { values, environment, secrets }: ClientRun,
): Promise<ClientEnd> {
  const [program = '', ...args] = fillPlaceholders(command, values);
  const began = systemRuntime.monotonic();
  signal.throwIfAborted();
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
  const outlived = new AbortController();
  const kill = (): void => {
    killGroup(child);
    // A program of another user, such as one behind sudo, cannot be ended: it must not hold the scorecard.
    cancelPatience = systemRuntime.after(PATIENCE_AFTER_KILL, () => outlived.abort(), { keepsProcess: true });
  };
  let cancelPatience = (): void => {};
  let timedOut = false;
  const onTime = (): void => {
    timedOut = true;
    kill();
  };
  const cancel = systemRuntime.after(timeoutMilliseconds, onTime, { keepsProcess: true });
  signal.addEventListener('abort', kill, { once: true });
  try {
    const exit = await exitOf(child, outlived.signal);
    // A process that a program leaves behind must not meet the next server.
    killGroup(child);
    const text = masked(output.text(), secrets, values);
    return {
      ...(timedOut || exit === undefined ? { how: 'timed-out' } : endOf(exit, text, crashWords)),
      milliseconds: systemRuntime.monotonic() - began,
      output: text,
    };
  } finally {
    cancel();
    cancelPatience();
    child.unref();
    // A process that has left the group may hold the pipes: they must not hold us.
    child.stdout.destroy();
    child.stderr.destroy();
    signal.removeEventListener('abort', kill);
  }
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * @returns undefined: it outlived its end
 * @throws the error of the system when the program cannot be started
 */
function exitOf(child: ChildProcess, outlived: AbortSignal): Promise<Exit | undefined> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    outlived.addEventListener('abort', () => resolve(undefined));
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
