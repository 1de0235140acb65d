// Loaded before a server under test (`--import`): measures the turns of its event loop from when it listens, and talks
// to `watchdog.ts` in the test over descriptor 3.
import diagnostics from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { cpuClock } from './cpu-clock.js';
import type { WatchdogReport } from './watchdog.js';

const DESCRIPTOR = 3;

/** Milliseconds between two checks; shorter turns are of no interest. */
const TICK = 5;

/** Leaves out the turn up to here. */
let beginAnew = (): void => {};

if (isMainThread) {
  // The turn that begins to listen is still start-up.
  diagnostics.subscribe('tracing:net.server.listen:asyncEnd', () => setImmediate(watch));
  answerQuestions();
}

/**
 * A turn is as long as the wall says, but no longer than what the thread computed meanwhile: on a machine with other
 * work the thread waits for a processor in the middle of a turn, and the server is not at fault.
 */
function watch(): void {
  const computed = cpuClock();
  const look = () => ({ wall: performance.now(), cpu: computed() });
  let last = look();
  let longest = 0;
  beginAnew = () => (last = look());
  setInterval(() => {
    const now = look();
    const turn = Math.min(now.wall - last.wall, now.cpu - last.cpu);
    last = now;
    if (turn <= longest) return;
    longest = turn;
    tell({ longestTurn: Math.round(turn) });
  }, TICK).unref();
}

/** Each byte that arrives asks how much memory is in use once the garbage is collected. */
function answerQuestions(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // V8 takes what was compiled at the build under the same flags only.
  setFlagsFromString('--no-expose-gc');
  new Socket({ fd: DESCRIPTOR, readable: true, writable: false })
    .on('data', () => {
      collect();
      const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
      tell({ memory: { rss, heapUsed, arrayBuffers } });
      beginAnew();
    })
    .on('error', () => {})
    .unref();
}

function tell(report: WatchdogReport): void {
  try {
    writeSync(DESCRIPTOR, `${JSON.stringify(report)}\n`);
  } catch {
    // The test process is gone, and with it the reader of the report.
  }
}
