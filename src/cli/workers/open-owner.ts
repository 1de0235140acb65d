import { replaysInFolder } from '../../accounts/replay-folder.js';
import type { ServeConfiguration } from '../../config/index.js';
import { systemRuntime } from '../../runtime/runtime.js';
import { defaultLimits } from '../../session/model/policy.js';
import { createOwner, type StateOwner } from '../../shared-state/create-owner.js';
import { filled } from '../../values/filled.js';
import type { Log } from '../log.js';

/** The state that workers share, and the files that it is kept in. */
export interface OpenedOwner {
  readonly owner: StateOwner;
  /** Lets go of the files. */
  close(): void;
}

/**
 * Opens the state that the workers of a configuration share.
 *
 * @throws ConfigurationError when the folder of the replay memory can be neither made nor written
 */
export function openOwner(
  { authPolicy: { lockout }, limits, kerberos }: ServeConfiguration,
  processes: number,
  log: Log,
): OpenedOwner {
  const runtime = systemRuntime;
  const place = 'kerberos.stateFolder';
  const onProblem = (problem: string): void => log.warn(problem);
  const { stateFolder } = kerberos ?? {};
  const replays =
    stateFolder === undefined ? undefined : replaysInFolder(stateFolder, { place, onProblem, runtime });
  const owner = createOwner({
    processes,
    lockout,
    limits: filled(defaultLimits, limits),
    runtime,
    ...(replays && { replays }),
    failed: (error) => log.error('the state that the workers share failed', { error }),
  });
  return { owner, close: () => replays?.close() };
}
