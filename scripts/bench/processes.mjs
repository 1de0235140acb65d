import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { isOnPath, Stop } from '../support/project.mjs';

/** Whether each side can have a core of its own. */
export const canPin = isOnPath('taskset') && availableParallelism() > 1;
/** The core of the servers, and the core of what talks to them. */
export const [serverCore, clientCore] = [0, 1];
/** For a process that may run on every core. */
export const everyCore = undefined;

const PATIENCE_MILLISECONDS = 5000;
/** Process groups that still run, by the id of their first process. */
const groups = new Set();
const endingSignals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
let isEndingGroups = false;

/**
 * Starts a program in a process group of its own, which ends with this process at the latest.
 *
 * `taskset` replaces itself by the program, so the process id is the program's.
 *
 * @param core where it runs; undefined for every core
 */
export function start(program, args, { core, stdio = ['ignore', 'ignore', 'inherit'], env = {} } = {}) {
  endGroupsAtExit();
  const pinned = canPin && core !== undefined;
  const command = pinned ? ['taskset', '-c', String(core), program, ...args] : [program, ...args];
  const child = spawn(command[0], command.slice(1).map(String), {
    stdio,
    detached: true,
    env: { ...process.env, ...env },
  });
  const ended = new Promise((settle) => {
    child.once('error', settle);
    child.once('close', settle);
  });
  if (child.pid !== undefined) groups.add(child.pid);
  return {
    child,
    pid: child.pid,
    ended,
    // A program that cannot be run has no process id.
    hasEnded: () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null,
  };
}

/** Asks a process to end, and ends what is left of its group: by force when it takes long. */
export async function stop({ child, pid, ended }) {
  child.kill('SIGTERM');
  const impatience = setTimeout(() => killGroup(pid), PATIENCE_MILLISECONDS);
  await ended;
  clearTimeout(impatience);
  killGroup(pid);
}

/**
 * Runs a program to its end.
 *
 * @param until a promise; once it is settled, the program is ended by force
 * @returns all that it printed on stdout, and on stderr where `stdio` says 'pipe'
 * @throws Stop when it fails, with what it printed
 */
export async function outputOf(
  program,
  args,
  { core, stdio = ['ignore', 'pipe', 'pipe'], mayFail, until } = {},
) {
  const started = start(program, args, { core, stdio });
  until?.then(() => groups.has(started.pid) && killGroup(started.pid));
  const chunks = [];
  for (const stream of [started.child.stdout, started.child.stderr])
    stream?.on('data', (chunk) => chunks.push(chunk));
  const result = await started.ended;
  groups.delete(started.pid);
  const text = Buffer.concat(chunks).toString();
  if (result === 0 || mayFail) return text;
  throw new Stop(`${program} failed (${result?.message ?? result ?? started.child.signalCode}):\n${text}`);
}

function endGroupsAtExit() {
  if (isEndingGroups) return;
  isEndingGroups = true;
  // Before the listeners that remove the folders in which these programs write.
  process.prependListener('exit', () => {
    for (const group of groups) killGroup(group);
  });
  for (const [signal, number] of Object.entries(endingSignals))
    process.on(signal, () => process.exit(128 + number));
}

function killGroup(group) {
  groups.delete(group);
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
