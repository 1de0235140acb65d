import type { AttemptRecord, IncidentRecord, TreeRecord } from '../diagnosis/attempt-record.js';
import type { Fault, FaultStep } from '../faults/fault.js';
import type { FaultEvent } from '../server/options.js';
import type { Server } from '../server/create-server.js';
import { countedSteps } from './cases/steps-beyond.js';

/** How often the client got an answer at each step; a step that it never came to is absent. */
export type StepCounts = ReadonlyMap<FaultStep, number>;

/** The events of one server while a client was tried on it. */
export interface Evidence {
  readonly attempts: readonly AttemptRecord[];
  readonly trees: readonly TreeRecord[];
  readonly incidents: readonly IncidentRecord[];
  readonly faults: readonly FaultEvent[];
  readonly steps: StepCounts;
  /** The answers since the first fault; undefined: none happened. */
  readonly stepsAfterFault: StepCounts | undefined;
}

const PROBE = 'counts.';

/** More answers than any client gets. */
const NEVER = 2 ** 40;

/**
 * Faults that never happen, one for each step: the plan counts their matches, and so every answer, in the clear or
 * encrypted.
 */
export const probes: readonly Fault[] = countedSteps.map((step) => ({
  name: `${PROBE}${step}`,
  when: { step, after: NEVER },
  what: { do: 'close' },
}));

/** Collects the events of a server from now on. The result is whole once the server has closed. */
export function collectEvidence(server: Server): () => Evidence {
  const attempts: AttemptRecord[] = [];
  const trees: TreeRecord[] = [];
  const incidents: IncidentRecord[] = [];
  const faults: FaultEvent[] = [];
  let before: StepCounts | undefined;
  server.on('attempt-completed', (record) => attempts.push(record));
  server.on('tree', (record) => trees.push(record));
  server.on('incident', (record) => incidents.push(record));
  server.on('fault', (event) => {
    before ??= countsOf(server);
    faults.push(event);
  });
  return () => {
    const steps = countsOf(server);
    const stepsAfterFault = before === undefined ? undefined : difference(steps, before);
    return { attempts, trees, incidents, faults, steps, stepsAfterFault };
  };
}

function countsOf(server: Server): Map<FaultStep, number> {
  const counts = [...server.faults]
    .filter(({ name, matched }) => name.startsWith(PROBE) && matched > 0)
    .map(({ fault, matched }): [FaultStep, number] => [fault.when.step, matched]);
  return new Map(counts);
}

function difference(counts: StepCounts, before: StepCounts): StepCounts {
  return new Map(
    [...counts]
      .map(([step, count]): [FaultStep, number] => [step, count - (before.get(step) ?? 0)])
      .filter(([, count]) => count > 0),
  );
}
