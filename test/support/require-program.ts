import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';

/**
 * Skips the suite, one visible line for each of its tests, where a program is missing.
 * @param program a name that is looked for on the path, or a path of its own
 * @param mandatory under CI=true a missing program is a failure
 */
export function requireProgram(context: Mocha.Context, program: string, mandatory = true): void {
  if (isOnPath(program)) return;
  if (mandatory && process.env['CI'] === 'true') throw new Error(`${program} is not installed`);
  context.skip();
}

/** Whether a program is there, on the path or at a path of its own. */
export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(resolve(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
