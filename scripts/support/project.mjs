import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder, wherever a script is called from. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Ends a script with a message that says why; its stack is not shown. */
export class Stop extends Error {}

/** Runs a script's main function; a Stop becomes its one sentence on stderr and exit code 1. */
export async function main(task) {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/**
 * Runs a program in the project's folder with its output shown.
 *
 * @throws Stop when it fails, with the purpose in its message
 */
export function run(purpose, program, args, options = {}) {
  const { status, signal, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw new Stop(`${purpose} failed: ${error.message}`);
  if (status !== 0) throw new Stop(`${purpose} failed${signal ? ` (${signal})` : ''}.`);
}

/** The path of a program that was installed with the project. */
export function installed(name) {
  return join(root, 'node_modules', '.bin', name);
}

/** Whether a program is on the PATH. */
export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
