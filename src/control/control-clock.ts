import { type CheckedRuntime, systemRuntime } from '../runtime/runtime.js';
import { SteppedRuntime } from '../runtime/stepped-runtime.js';
import { clockOf } from '../testing/clock.js';
import type { MovingClock } from './controlled-server.js';

/** A clock for the API, and the runtime of a server that has it. */
export interface ControlClock {
  readonly clock: MovingClock;
  readonly runtime: CheckedRuntime;
}

/** The clocks of the system, which the API moves on. Only the wall clock can be set right: timers never go back. */
export function createControlClock(): ControlClock {
  const stepped = new SteppedRuntime(systemRuntime);
  let takenBack = 0;
  const now = (): number => stepped.now() - takenBack;
  const forward = clockOf(stepped);
  return {
    runtime: {
      now,
      monotonic: () => stepped.monotonic(),
      randomBytes: (length) => stepped.randomBytes(length),
      after: (...timer) => stepped.after(...timer),
    },
    clock: {
      get now() {
        return now();
      },
      advance: (span) => forward.advance(span),
      reset: () => {
        takenBack = stepped.now() - systemRuntime.now();
      },
    },
  };
}
