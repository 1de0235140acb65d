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
