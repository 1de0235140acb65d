import { fileURLToPath } from 'node:url';
import { run } from './run.js';

/** Debian's own Python: the package python3-impacket is not to be seen by any other. */
export const python = '/usr/bin/python3';

/** The path of a script beside the interop tests. */
export function impacketScript(name: string): string {
  return fileURLToPath(new URL(`../../../test/interop/${name}`, import.meta.url));
}

/** Skips the suite where impacket is missing; under CI=true that is a failure. */
export async function requireImpacket(context: Mocha.Context): Promise<void> {
  const found = await run(python, ['-c', 'import impacket']).catch(() => undefined);
  if (found?.code === 0) return;
  if (process.env['CI'] === 'true') throw new Error(`${python} has no impacket (python3-impacket)`);
  context.skip();
}
