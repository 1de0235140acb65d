import type { ReplayMemory } from '../auth/kerberos/replay-memory.js';
import { ownMemory } from '../auth/ntlm/own-memory.js';
import type { AuthPolicy } from '../auth/policy.js';
import type { Runtime } from '../runtime/runtime.js';
import { countedHere, sessionsHere } from './unshared.js';
import type { SharedState } from './shared-state.js';

/** The state of a process is made of these. */
export interface OwnStateOptions {
  readonly lockout: AuthPolicy['lockout'];
  readonly runtime: Runtime;
  /** The authenticators of Kerberos; absent: the server opens a memory of its own. */
  readonly replays?: ReplayMemory;
}

/** The state of a server of one process. It answers at once, and nothing leaves the process. */
export function ownState({ lockout, runtime, replays }: OwnStateOptions): SharedState {
  let attempts = 0;
  return {
    ...ownMemory(lockout, runtime),
    identity: undefined,
    replays,
    counts: countedHere,
    sessions: sessionsHere,
    nextAttemptId: () => ++attempts,
  };
}
