import { cpuClock } from './cpu-clock.js';

/** Measures how long others of the event loop have to wait. */
export interface TurnWatch {
  /** Ends the measuring: the milliseconds of the longest turn. */
  end(): number;
}

/**
 * Watches every turn of the event loop from now on, this one included. A turn lasts as long as it computes: the time
 * that other programs take of the machine does not count.
 */
export function watchTurns(): TurnWatch {
  const computed = cpuClock();
  let lastWall = performance.now();
  let lastComputed = computed();
  let longest = 0;
  let next: NodeJS.Immediate;
  const look = () => {
    const [wall, computing] = [performance.now(), computed()];
    longest = Math.max(longest, Math.min(wall - lastWall, computing - lastComputed));
    [lastWall, lastComputed] = [wall, computing];
  };
  const watch = () => {
    look();
    next = setImmediate(watch).unref();
  };
  next = setImmediate(watch).unref();
  return {
    end: () => {
      clearImmediate(next);
      look();
      return longest;
    },
  };
}
