import { Dice } from '../engine/dice.js';
import { wordsOf } from '../live/fuzzed-server.js';
import { acceptorScenarios } from './acceptor-scenarios.js';
import { Doors } from './doors.js';

/** A scenario in which something happened that may not. */
export interface AcceptorCrash {
  readonly scenario: string;
  readonly seed: number;
  readonly what: string;
}

export interface AcceptorCounts {
  logins: number;
  proven: number;
  readonly crashes: AcceptorCrash[];
}

/** Plays scenarios in turn until the time is over. */
export async function fuzzAcceptors(seed: number, milliseconds: number): Promise<AcceptorCounts> {
  const counts: AcceptorCounts = { logins: 0, proven: 0, crashes: [] };
  const end = performance.now() + milliseconds;
  for (let next = seed; performance.now() < end || counts.logins < acceptorScenarios.length; next++) {
    const { name } = acceptorScenarios[next % acceptorScenarios.length]!;
    await playAcceptorScenario(name, next, counts);
  }
  return counts;
}

export async function playAcceptorScenario(
  name: string,
  seed: number,
  counts: AcceptorCounts,
): Promise<void> {
  const scenario = acceptorScenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new RangeError(`no scenario ${name}`);
  const doors = new Doors();
  try {
    await scenario.play(doors, new Dice(seed));
  } catch (error) {
    counts.crashes.push({ scenario: name, seed, what: wordsOf(error) });
  }
  counts.logins++;
  counts.proven += doors.judge.proven;
}
