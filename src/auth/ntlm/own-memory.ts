import type { Runtime } from '../../runtime/runtime.js';
import { Lockout } from '../lockout.js';
import type { LoginMemory } from '../login-memory.js';
import type { AuthPolicy } from '../policy.js';
import { ReplayCache } from './replay-cache.js';

/** The memory of logins that one process has for itself. */
export function ownMemory(lockout: AuthPolicy['lockout'], runtime: Runtime): LoginMemory {
  return {
    proofs: new ReplayCache(),
    lockouts: lockout
      ? { accounts: new Lockout(lockout, runtime), names: new Lockout(lockout, runtime) }
      : undefined,
  };
}
