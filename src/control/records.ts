import type {
  AttemptRecord,
  FailureRecord,
  IncidentRecord,
  TreeRecord,
} from '../diagnosis/attempt-record.js';
import type { KdcRecord } from '../facts/kdc-record.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Server } from '../server/create-server.js';
import { Journal } from './journal.js';
import { Refusal } from '../local-http/problem.js';

/** The most records of each kind that are retained. */
export const RECORDS_RETAINED = 1000;

/** The most requests that wait at once, over all kinds. */
export const WAITS_AT_ONCE = 32;

/** The records of a server, by kind. */
export class Records {
  readonly attempts: Journal<AttemptRecord>;
  readonly trees: Journal<TreeRecord>;
  readonly incidents: Journal<IncidentRecord>;
  readonly failures: Journal<FailureRecord>;
  readonly kdc: Journal<KdcRecord>;
  #waits = 0;

  /** @param runtime its timers end waits; nobody must move its clock */
  constructor(runtime: CheckedRuntime) {
    const journal = <Item>(): Journal<Item> => new Journal<Item>(RECORDS_RETAINED, runtime);
    this.attempts = journal();
    this.trees = journal();
    this.incidents = journal();
    this.failures = journal();
    this.kdc = journal();
  }

  /** Retains what a server reports from now on: an attempt from its verdict on, and its final record in its place. */
  watch(server: Pick<Server, 'on'>): void {
    server.on('attempt', (attempt) => this.attempts.add(attempt.id, attempt));
    server.on('attempt-completed', (attempt) => this.attempts.replace(attempt.id, attempt));
    server.on('tree', (tree) => this.trees.add(tree.attempt, tree));
    server.on('incident', (incident) => this.incidents.add(incident.attempt, incident));
    server.on('failure', (failure) => this.failures.add(failure.attempt, failure));
    server.on('kdc', (exchange) => this.kdc.add(0, exchange));
  }

  /**
   * Counts a wait while it lasts.
   *
   * @throws Refusal when there are too many
   */
  async counted<Result>(wait: () => Promise<Result>): Promise<Result> {
    if (this.#waits >= WAITS_AT_ONCE) throw new Refusal(503, `${WAITS_AT_ONCE} requests wait already`);
    this.#waits += 1;
    try {
      return await wait();
    } finally {
      this.#waits -= 1;
    }
  }

  /** Forgets all of them. */
  clear(): void {
    for (const journal of [this.attempts, this.trees, this.incidents, this.failures, this.kdc])
      journal.clear();
  }
}
