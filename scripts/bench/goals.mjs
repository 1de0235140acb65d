import { shown } from './figures.mjs';

/**
 * A line of what is to be reached: at least `wanted`.
 *
 * @param measured undefined where a side could not be measured; then nothing is said to be reached
 * @param unit put behind all numbers
 * @param alone the same figure for Node alone; undefined where there is none
 */
export function atLeast(goal, measured, wanted, unit, alone) {
  return line(goal, measured, 'at least', wanted, unit, measured >= wanted, alone);
}

/** The same, at most `wanted`. */
export function atMost(goal, measured, wanted, unit, alone) {
  return line(goal, measured, 'at most', wanted, unit, measured <= wanted, alone);
}

function line(goal, measured, bound, wanted, unit, reached, alone) {
  const text = (number) => (Number.isFinite(number) ? `${shown(number)}${unit}` : shown(undefined));
  return {
    goal,
    wanted: `${bound} ${text(wanted)}`,
    measured: text(measured),
    reached: Number.isFinite(measured) ? reached : undefined,
    alone: text(alone),
  };
}
