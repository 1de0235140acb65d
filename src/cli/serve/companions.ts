import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigurationError } from '../../config/index.js';
import type { OriginOf, ServerFlags } from '../flags.js';

/** Flags that say something about another one, which must be there. */
const companions = {
  captureKeys: { of: 'capture', named: '--capture' },
  recordSecrets: { of: 'record', named: '--record' },
  controlFile: { of: 'control', named: '--control' },
} as const;

/** @throws ConfigurationError for each flag that is nothing without another one, which is not there */
export function checkCompanions(flags: ServerFlags, originOf: OriginOf): void {
  const names = Object.keys(companions) as (keyof typeof companions)[];
  const problems = names
    .filter((name) => (flags[name] ?? false) !== false && flags[companions[name].of] === undefined)
    .map((name) => ({ path: originOf(name), message: `needs ${companions[name].named}` }));
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** Flags of files that the server writes. */
const written = [
  'output',
  'logFile',
  'portFile',
  'controlFile',
  'capture',
  'captureKeys',
  'record',
] as const satisfies readonly (keyof ServerFlags)[];

/** @throws ConfigurationError for each file that two flags name: each would write over what the other wrote */
export function checkDistinctFiles(flags: ServerFlags, originOf: OriginOf): void {
  const first = new Map<string, string>();
  const problems = written.flatMap((name) => {
    const path = flags[name];
    if (typeof path !== 'string' || isDevice(path)) return [];
    const before = first.get(resolve(path));
    if (before !== undefined) return [{ path: originOf(name), message: `is the file of ${before}, too` }];
    first.set(resolve(path), originOf(name));
    return [];
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** A device or a pipe, such as `/dev/null`, takes what several write. */
function isDevice(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile();
}
