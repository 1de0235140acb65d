import type { AcceptorCounts } from './acceptors/fuzz-acceptors.js';
import type { CarrierCounts } from './live/fuzz-carriers.js';
import type { RecordingCounts } from './live/fuzz-recordings.js';
import type { LiveCounts } from './live/fuzz-live.js';
import type { DecoderCounts } from './decoders.js';

/** Milliseconds per second. */
const SECOND = 1000;

export interface PartReport {
  /** Its counts, in one line. */
  readonly line: string;
  /** A line for each crash, with what a vector needs. */
  readonly crashes: readonly string[];
}

export function reportDecoders(counts: DecoderCounts, milliseconds: number): PartReport {
  const { cases, targets, corpus, blocks, outlines } = counts;
  const rate = perSecond(cases, milliseconds);
  return {
    line: `decoders: ${cases} inputs (${rate}/s) to ${targets} targets, ${corpus} kept, ${outlines} outcomes, ${blocks} blocks of code`,
    crashes: counts.crashes.map(
      ({ target, input, what }) => `${what}\n  ${JSON.stringify({ target, hex: input.toString('hex') })}`,
    ),
  };
}

export function reportAcceptors(counts: AcceptorCounts, milliseconds: number): PartReport {
  const { logins, proven } = counts;
  return {
    line: `acceptors: ${logins} conversations (${perSecond(logins, milliseconds)}/s), ${proven} right proofs`,
    crashes: counts.crashes.map(
      ({ scenario, seed, what }) => `${what}\n  ${JSON.stringify({ scenario, seed })}`,
    ),
  };
}

export function reportLive(counts: LiveCounts, milliseconds: number): PartReport {
  const { servers, rounds, steps, proven, records } = counts;
  const rate = perSecond(steps, milliseconds);
  return {
    line: `sessions: ${steps} steps (${rate}/s) in ${rounds} rounds on ${servers} servers, ${proven} right proofs, ${records} records judged`,
    crashes: counts.crashes.map(({ plan, seed, what }) => `${what}\n  ${JSON.stringify({ plan, seed })}`),
  };
}

export function reportRecordings(counts: RecordingCounts, milliseconds: number): PartReport {
  const { replays, frames, proven } = counts;
  const rate = perSecond(replays, milliseconds);
  return {
    line: `recordings: ${replays} changed ones (${rate}/s) of ${frames} frames, ${proven} right proofs`,
    crashes: counts.crashes.map(({ recipe, seed, what }) => `${what}\n  ${JSON.stringify({ recipe, seed })}`),
  };
}

export function reportCarriers(counts: CarrierCounts, milliseconds: number): PartReport {
  const { conversations, proven } = counts;
  const rate = perSecond(conversations, milliseconds);
  return {
    line: `carriers: ${conversations} conversations (${rate}/s), ${proven} right proofs`,
    crashes: counts.crashes.map(
      ({ carrier, seed, what }) => `${what}\n  ${JSON.stringify({ carrier, seed })}`,
    ),
  };
}

function perSecond(count: number, milliseconds: number): number {
  return Math.round((count * SECOND) / milliseconds);
}
