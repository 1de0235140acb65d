import { fuzzAcceptors } from './acceptors/fuzz-acceptors.js';
import { fuzzDecoders } from './decoders.js';
import { fuzzLive } from './live/fuzz-live.js';
import { fuzzCarriers } from './live/fuzz-carriers.js';
import { fuzzRecordings } from './live/fuzz-recordings.js';
import {
  type PartReport,
  reportAcceptors,
  reportCarriers,
  reportDecoders,
  reportLive,
  reportRecordings,
} from './report.js';

/** Milliseconds of a part before the next one has its turn, so that each has been tried when somebody stops the run. */
const TURN = 60_000;

const parts: readonly ((seed: number, milliseconds: number) => Promise<PartReport>)[] = [
  async (seed, milliseconds) => reportDecoders(await fuzzDecoders(seed, milliseconds), milliseconds),
  async (seed, milliseconds) => reportAcceptors(await fuzzAcceptors(seed, milliseconds), milliseconds),
  async (seed, milliseconds) => reportLive(await fuzzLive(seed, milliseconds), milliseconds),
  async (seed, milliseconds) => reportRecordings(await fuzzRecordings(seed, milliseconds), milliseconds),
  async (seed, milliseconds) => reportCarriers(await fuzzCarriers(seed, milliseconds), milliseconds),
];

/**
 * Fuzzes for so many milliseconds, each part in turn with a seed of its own, and prints what was done and found.
 *
 * @returns how many crashes there were
 */
export async function fuzzFor(
  milliseconds: number,
  seed: number,
  print: (line: string) => void,
): Promise<number> {
  const end = performance.now() + milliseconds;
  let crashes = 0;
  for (let turn = 0; performance.now() < end; turn++) {
    const left = end - performance.now();
    const time = Math.min(TURN, Math.max(1000, turn < parts.length ? milliseconds / parts.length : left));
    const turnSeed = seed + turn * 1_000_003;
    const report = await parts[turn % parts.length]!(turnSeed, Math.min(time, Math.max(1000, left)));
    print(`seed ${turnSeed} ${report.line}`);
    for (const crash of report.crashes) print(`CRASH ${crash}`);
    crashes += report.crashes.length;
  }
  return crashes;
}
