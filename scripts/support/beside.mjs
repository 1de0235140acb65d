import { spawn } from 'node:child_process';
import { root, Stop } from './project.mjs';

/**
 * Runs a program in the project's folder beside others: its output is shown at its end, so that no two are mixed.
 *
 * @throws Stop when it fails, with the purpose in its message
 */
export async function runBeside(purpose, program, args, options = {}) {
  const { failure, output } = await outputOf(program, args, options);
  process.stderr.write(output);
  if (failure !== undefined) throw new Stop(`${purpose} failed${failure && ` (${failure})`}.`);
}

/** Waits for all, however many fail; then each failure is told. */
export async function together(works) {
  const failures = (await Promise.allSettled(works)).flatMap(({ reason }) => (reason ? [reason] : []));
  const other = failures.find((failure) => !(failure instanceof Stop));
  if (other) throw other;
  if (failures.length > 0) throw new Stop(failures.map(({ message }) => message).join('\n'));
}

/** `failure` is undefined for exit code 0, and empty where there is no more to say than that there was another. */
function outputOf(program, args, options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const chunks = [];
    const ended = (failure) => resolve({ failure, output: Buffer.concat(chunks) });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', ({ message }) => ended(message));
    child.on('close', (code, signal) => ended(code === 0 ? undefined : (signal ?? '')));
  });
}
