import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Readiness } from '../server/create-server.js';
import type { AdminReadiness, AdminSource, AdminState } from './admin.js';
import { JointMetrics } from './joint-metrics.js';
import type { Snapshot } from './snapshot.js';
import { MetricReader } from './told-metrics.js';
import { readReadiness } from './told-readiness.js';

/** Milliseconds that workers have to answer: Kubernetes gives up after a second, Prometheus after ten. */
const PATIENCE = 800;

/** A question to a worker. */
export interface Inquiry {
  /** The number of the question, which the answer repeats. */
  readonly question: number;
  /** Whether metrics are asked for as well as readiness. */
  readonly withMetrics: boolean;
}

/** An answer of a worker. */
export interface Told {
  readonly readiness: Readiness;
  /** Undefined: they were not asked for. */
  readonly metrics: Snapshot | undefined;
}

/** A question that workers have. */
interface Asking {
  readonly answers: Map<number, Told>;
  /** The workers whose answers are to come. */
  readonly missing: Set<number>;
  readonly done: () => void;
}

/** Health and metrics of a server whose workers are asked, none of whom is waited for. */
export class JointSource implements AdminSource {
  readonly #size: number;
  readonly #runtime: CheckedRuntime;
  readonly #metrics: JointMetrics;
  readonly #reader = new MetricReader();
  /** The workers that can be asked, by number. */
  readonly #workers = new Map<number, (inquiry: Inquiry) => void>();
  readonly #asking = new Map<number, Asking>();
  #questions = 0;

  /** @param size the number of workers of the server, from 1 on */
  constructor(size: number, version: string, runtime: CheckedRuntime) {
    this.#size = size;
    this.#runtime = runtime;
    this.#metrics = new JointMetrics(version);
  }

  /** A worker is there. */
  joined(worker: number, ask: (inquiry: Inquiry) => void): void {
    this.#workers.set(worker, ask);
  }

  /** A worker has ended. */
  ended(worker: number): void {
    this.#workers.delete(worker);
    this.#metrics.ended(worker);
    for (const asking of this.#asking.values()) settle(asking, worker);
  }

  /**
   * Takes the answer of a worker; one that comes late changes nothing.
   *
   * @throws TypeError for what no worker of ours tells
   */
  take(worker: number, question: unknown, readiness: unknown, metrics: unknown): void {
    const told: Told = {
      readiness: readReadiness(readiness),
      metrics: metrics === undefined ? undefined : this.#reader.read(metrics),
    };
    const asking = this.#asking.get(Number(question));
    if (asking === undefined || !asking.missing.has(worker)) return;
    asking.answers.set(worker, told);
    settle(asking, worker);
  }

  async readiness(): Promise<AdminReadiness> {
    return this.#joined(await this.#ask(false));
  }

  async metrics(): Promise<string> {
    const answers = await this.#ask(true);
    const told = new Map(this.#numbers().map((worker) => [worker, answers.get(worker)?.metrics]));
    return this.#metrics.text(told, this.#joined(answers).isReady);
  }

  close(): void {
    this.#workers.clear();
    for (const { done } of this.#asking.values()) done();
  }

  #numbers(): number[] {
    return Array.from({ length: this.#size }, (_, index) => index + 1);
  }

  async #ask(withMetrics: boolean): Promise<ReadonlyMap<number, Told>> {
    const question = ++this.#questions;
    const answers = new Map<number, Told>();
    if (this.#workers.size === 0) return answers;
    const missing = new Set(this.#workers.keys());
    await new Promise<void>((resolve) => {
      const cancel = this.#runtime.after(PATIENCE, resolve);
      const done = (): void => {
        cancel();
        resolve();
      };
      this.#asking.set(question, { answers, missing, done });
      for (const ask of this.#workers.values()) ask({ question, withMetrics });
    });
    this.#asking.delete(question);
    return answers;
  }

  /** Every worker gets its part of the connections, so each must be ready; one that is away gets none. */
  #joined(answers: ReadonlyMap<number, Told>): AdminReadiness {
    const silent = this.#numbers().filter((worker) => !answers.has(worker));
    const workers: AdminState = {
      part: 'workers',
      isNeeded: answers.size === 0,
      trouble:
        silent.length === 0
          ? undefined
          : silent.map((worker) => `worker ${worker} does not answer`).join(', '),
    };
    const states = [...answers].flatMap(([worker, { readiness }]) =>
      readiness.parts.map((state) => ({ ...state, worker })),
    );
    const names = [...new Set(states.map(({ part }) => part))];
    const parts = names.map((name): AdminState => {
      const same = states.filter(({ part }) => part === name);
      const troubled = same.find(({ trouble }) => trouble !== undefined) ?? same[0];
      const isNeeded = same.some((state) => state.isNeeded);
      const ofAll = same.every(({ trouble }) => trouble === troubled?.trouble);
      const trouble = troubled?.trouble;
      return {
        part: name,
        isNeeded,
        trouble: trouble === undefined || ofAll ? trouble : `worker ${troubled?.worker}: ${trouble}`,
      };
    });
    const isReady = answers.size > 0 && [...answers.values()].every(({ readiness }) => readiness.isReady);
    return { isReady, parts: [...parts, workers] };
  }
}

function settle({ missing, done }: Asking, worker: number): void {
  missing.delete(worker);
  if (missing.size === 0) done();
}
