import { systemRuntime, type CheckedRuntime } from '../../runtime/runtime.js';
import { ExitCode } from '../exit-code.js';
import type { Log } from '../log.js';
import type { Serving } from '../serve/serving.js';
import { unpacked } from './messages.js';
import type { Primary } from './primary.js';

/** Milliseconds in which a file that is being written, such as one of accounts, is whole again. */
const PATIENCE_MILLISECONDS = 5000;

/** Milliseconds from one try to the next. */
const PAUSE_MILLISECONDS = 50;

/** The parts of a worker that takes other configurations. */
export interface RereadSurroundings {
  readonly primary: Pick<Primary, 'onReread'>;
  readonly reread: Serving['reread'];
  readonly log: Pick<Log, 'error'>;
  /** Default: the clocks of the system. */
  readonly runtime?: Pick<CheckedRuntime, 'monotonic' | 'after'>;
}

/**
 * Takes each configuration that the primary tells, one after the other. The primary has found that it can be used, yet
 * files can be written just then: what was served before goes on until they are whole. A worker that cannot follow
 * nevertheless ends, and the one in its place begins with it, so that all serve the same.
 *
 * @returns resolves when one cannot be taken
 */
export function rereadWhenTold(surroundings: RereadSurroundings): Promise<ExitCode> {
  const { primary, reread, log, runtime = systemRuntime } = surroundings;
  const take = async (configuration: string): Promise<void> => {
    const deadline = runtime.monotonic() + PATIENCE_MILLISECONDS;
    for (;;) {
      try {
        await reread(unpacked(configuration));
        return;
      } catch (error) {
        if (runtime.monotonic() >= deadline) throw error;
      }
      await new Promise<void>((resolve) => runtime.after(PAUSE_MILLISECONDS, resolve));
    }
  };
  return new Promise((resolve) => {
    let turn = Promise.resolve();
    primary.onReread((configuration) => {
      turn = turn
        .then(() => take(configuration))
        .catch((error: unknown) => {
          log.error(`this process cannot serve what was read again: ${(error as Error).message}`);
          resolve(ExitCode.FAILED);
        });
    });
  });
}
