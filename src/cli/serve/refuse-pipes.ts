import { statSync } from 'node:fs';
import { ConfigurationError } from '../../config/index.js';
import type { OriginOf, ServerFlags } from '../flags.js';

/** The flags whose files are read at the start, and again when a server is told so. */
const names = ['config', 'tlsCertificate', 'tlsKey'] as const;

/**
 * Refuses to read a second time what can be read once: a pipe, such as one of `<(…)`, would be waited for by
 * everybody whom the server serves.
 *
 * @throws ConfigurationError
 */
export function refusePipes(flags: ServerFlags, originOf: OriginOf): void {
  const problems = names
    .filter((name) => isPipe(flags[name]))
    .map((name) => ({ path: originOf(name), message: 'is read at the start alone: expected a file' }));
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function isPipe(path: string | undefined): boolean {
  const stats = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile();
}
