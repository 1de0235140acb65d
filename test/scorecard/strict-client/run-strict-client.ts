import type { ClientEnd, RunClient } from '../../../src/scorecard/client.js';
import { strictClient, type StrictClientOptions } from './strict-client.js';
import type { Weakness } from './weakness.js';

/** Runs the strict client inside this process, as a command would run. */
export function runStrictClient(
  lacks: readonly Weakness[] = [],
  {
    milliseconds = 15_000,
    dialects,
    signs,
  }: Omit<StrictClientOptions, 'log' | 'signal'> & { milliseconds?: number } = {},
): RunClient {
  return async ({ values }): Promise<ClientEnd> => {
    const began = performance.now();
    const lines: string[] = [];
    const signal = AbortSignal.timeout(milliseconds);
    const late = new Promise<'late'>((resolve) => {
      signal.addEventListener('abort', () => resolve('late'));
    });
    const end = await Promise.race([
      late,
      strictClient(values, lacks, {
        log: (line) => lines.push(line),
        signal,
        ...(dialects && { dialects }),
        ...(signs !== undefined && { signs }),
      }).catch((error: unknown) => ({ error })),
    ]);
    const rest = { milliseconds: performance.now() - began, output: lines.join('\n') };
    if (end === 'late') return { how: 'timed-out', ...rest };
    if (typeof end === 'number') return { how: 'ended', code: end, ...rest };
    return { how: 'ended', code: 1, crash: String(end.error), ...rest };
  };
}
