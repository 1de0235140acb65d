import { type CheckedRuntime, systemRuntime } from '../runtime/runtime.js';
import { SteppedRuntime } from '../runtime/stepped-runtime.js';
import { clockOf, type TestClock } from '../testing/clock.js';

/** A clock for the API, and the runtime of a server that has it. */
export interface ControlClock {
  readonly clock: TestClock;
  readonly runtime: CheckedRuntime;
}

/** The clocks of the system, which the API moves on. Only the wall clock can be set right: timers never go back. */
export function createControlClock(): ControlClock {
  const runtime = new SteppedRuntime(systemRuntime);
  return { runtime, clock: clockOf(runtime) };
}
