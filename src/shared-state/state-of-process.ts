import type { ReplayMemory } from '../auth/kerberos/replay-memory.js';
import { memoryOfProcess } from '../auth/ntlm/memory-of-process.js';
import type { AuthPolicy } from '../auth/policy.js';
import type { Runtime } from '../runtime/runtime.js';
import { countedHere, sessionsHere } from './one-process.js';
import type { SharedState } from './shared-state.js';

/** The state of a process is made of these. */
export interface ProcessStateOptions {
  readonly lockout: AuthPolicy['lockout'];
  readonly runtime: Runtime;
  /** The authenticators of Kerberos; absent: the server opens a memory of its own. */
  readonly replays?: ReplayMemory;
}

/** The state of a server of one process. It answers at once, and nothing leaves the process. */
export function stateOfProcess({ lockout, runtime, replays }: ProcessStateOptions): SharedState {
  let attempts = 0;
  return {
    ...memoryOfProcess(lockout, runtime),
    identity: undefined,
    replays,
    counts: countedHere,
    sessions: sessionsHere,
    nextAttemptId: () => ++attempts,
  };
}
