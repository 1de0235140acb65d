import { shown } from './figures.mjs';

/**
 * A line of what is to be reached: at least `wanted`.
 *
 * @param measured undefined where a side could not be measured; then nothing is said to be reached
 * @param unit put behind both numbers
 */
export function atLeast(goal, measured, wanted, unit) {
  return line(goal, measured, 'at least', wanted, unit, measured >= wanted);
}

/** The same, at most `wanted`. */
export function atMost(goal, measured, wanted, unit) {
  return line(goal, measured, 'at most', wanted, unit, measured <= wanted);
}

function line(goal, measured, bound, wanted, unit, reached) {
  const isKnown = Number.isFinite(measured);
  return {
    goal,
    wanted: `${bound} ${shown(wanted)}${unit}`,
    measured: isKnown ? `${shown(measured)}${unit}` : shown(undefined),
    reached: isKnown ? reached : undefined,
  };
}
