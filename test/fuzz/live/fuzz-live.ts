import type { ServerOptions } from '../../../src/server/options.js';
import { login, negotiate } from '../../support/smb-client-login.js';
import { SmbClient } from '../../support/smb-client.js';
import { Dice } from '../engine/dice.js';
import { FuzzedServer, wordsOf } from './fuzzed-server.js';
import type { Strangers } from './session-oracle.js';
import { World } from './world.js';

/** A server that is fuzzed, with its policy. */
export interface LivePlan {
  readonly name: string;
  readonly options: Partial<ServerOptions>;
  readonly strangers?: Strangers;
}

/** Rounds with one server; a new one makes state that piles up show itself, and begins anew. */
const ROUNDS = 30;

/** Steps of a round. */
const STEPS = 30;

/** A round in which something happened that may not. */
export interface LiveCrash {
  readonly plan: string;
  readonly seed: number;
  readonly what: string;
}

export interface LiveCounts {
  servers: number;
  rounds: number;
  steps: number;
  records: number;
  proven: number;
  readonly crashes: LiveCrash[];
}

export const livePlans: readonly LivePlan[] = [
  { name: 'usual', options: {} },
  { name: 'sealed', options: { policy: { encryption: 'required' } } },
  { name: 'signed', options: { policy: { signing: 'required' } } },
  {
    name: 'strangers',
    options: { authPolicy: { guest: 'unknown-users', anonymous: 'accept' } },
    strangers: { guest: true, anonymous: true },
  },
  { name: 'samba', options: { preset: 'samba' }, strangers: { guest: false, anonymous: true } },
];

/** Plays rounds on one server after another until the time is over. */
export async function fuzzLive(
  seed: number,
  milliseconds: number,
  plans: readonly LivePlan[] = livePlans,
): Promise<LiveCounts> {
  const counts: LiveCounts = { servers: 0, rounds: 0, steps: 0, records: 0, proven: 0, crashes: [] };
  const end = performance.now() + milliseconds;
  for (let next = seed; performance.now() < end; next += ROUNDS) {
    const plan = plans[counts.servers % plans.length]!;
    await fuzzServer(plan, next, ROUNDS, counts, () => performance.now() >= end);
    counts.servers++;
  }
  return counts;
}

/** Plays rounds with seeds one after the other on a server of a plan. */
export async function fuzzServer(
  plan: LivePlan,
  seed: number,
  rounds: number,
  counts: LiveCounts,
  isOver: () => boolean = () => false,
): Promise<void> {
  const fuzzed = await FuzzedServer.start(plan.options, plan.strangers);
  let latest = seed;
  const note = (): void => {
    for (const what of fuzzed.faults.splice(0)) counts.crashes.push({ plan: plan.name, seed: latest, what });
  };
  try {
    for (let round = 0; round < rounds && !isOver(); round++) {
      latest = seed + round;
      await playRound(fuzzed, latest, counts);
      if (round % 10 === 9) await fuzzed.judgeMemory();
      note();
    }
    await expectServing(fuzzed);
  } finally {
    await fuzzed[Symbol.asyncDispose]();
    counts.records += fuzzed.records;
    counts.proven += fuzzed.oracle.proven;
    note();
  }
}

async function playRound(fuzzed: FuzzedServer, seed: number, counts: LiveCounts): Promise<void> {
  const world = new World(new Dice(seed), fuzzed.port, fuzzed.wire);
  try {
    await world.play(STEPS);
  } catch (error) {
    fuzzed.faults.push(`the client: ${wordsOf(error)}`);
  }
  world.close();
  await fuzzed.judge();
  // Lock-outs and lifetimes pass, and challenges are those of another time.
  fuzzed.runtime.advance(60_000);
  counts.rounds++;
  counts.steps += world.steps;
}

/** A stranger logs in as if nothing had happened. */
async function expectServing(fuzzed: FuzzedServer): Promise<void> {
  const client = await SmbClient.connect(fuzzed.port);
  try {
    await negotiate(client);
    await login(client);
  } catch (error) {
    fuzzed.faults.push(`nobody is served any more: ${wordsOf(error)}`);
  } finally {
    client.close();
  }
  await fuzzed.judge();
}
