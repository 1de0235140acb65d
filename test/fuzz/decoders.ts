import { Coverage } from './engine/coverage.js';
import { Dice } from './engine/dice.js';
import { type FuzzCounts, Fuzzing } from './engine/fuzz.js';
import type { FuzzTarget } from './engine/fuzz-target.js';
import { recordAll } from './live/fuzz-recordings.js';
import { fileTargets } from './targets/file-targets.js';
import { loginTargets } from './targets/login-targets.js';
import { localTargets } from './targets/local-targets.js';
import { messagesOfVectors } from './targets/pool.js';
import { rpcTargets } from './targets/rpc-targets.js';
import { smb2Targets } from './targets/smb2-targets.js';
import { textTargets } from './targets/text-targets.js';
import { watchTargets } from './targets/watch-targets.js';

/** Everything that takes bytes at once. */
export function decoderTargets(transcripts: readonly Buffer[] = []): FuzzTarget[] {
  return [
    ...smb2Targets(),
    ...loginTargets(),
    ...rpcTargets(),
    ...fileTargets({ transcripts }),
    ...textTargets(),
    ...watchTargets(),
    ...localTargets(),
  ];
}

export interface DecoderCounts extends FuzzCounts {
  readonly targets: number;
  /** Blocks of code that ran. */
  readonly blocks: number;
}

/** Gives inputs to all decoders for so many milliseconds. */
export async function fuzzDecoders(seed: number, milliseconds: number): Promise<DecoderCounts> {
  const recorded = await recordAll();
  const pool = [...messagesOfVectors(), ...recorded.flatMap(({ messages }) => messages)];
  using coverage = new Coverage();
  const targets = decoderTargets(recorded.map(({ transcript }) => transcript));
  const fuzzing = new Fuzzing(targets, pool, new Dice(seed), coverage);
  await fuzzing.runFor(milliseconds);
  return { ...fuzzing.counts, targets: targets.length, blocks: coverage.blocks };
}
