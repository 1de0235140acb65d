import { AggregatorRegistry, Gauge, Registry } from 'prom-client';
import { defineMetrics, defineProcessMetrics, PREFIX } from './define-metrics.js';
import { type Snapshot, takeSnapshot, textOfAll } from './snapshot.js';

/** The metrics of the process that asks the others, beside those of its own process. */
const joint: readonly string[] = [`${PREFIX}ready`, `${PREFIX}worker_up`, `${PREFIX}build_info`];

/**
 * Joins the metrics of workers. A counter never falls: of a worker that is silent the last count that it told stays in
 * the sum, and so does that of one that has ended, since Prometheus takes a fall for a new beginning and counts
 * everything anew.
 */
export class JointMetrics {
  readonly #registry = new Registry();
  readonly #ready: Gauge;
  readonly #workerUp: Gauge<'worker'>;
  /** The last word of each worker. */
  readonly #latest = new Map<number, Snapshot>();
  /** The counts of workers that have ended. */
  #past: readonly Snapshot[] = [];

  constructor(version: string) {
    const { ready, buildInfo } = defineMetrics(this.#registry);
    defineProcessMetrics(this.#registry);
    this.#ready = ready;
    buildInfo.set({ version }, 1);
    this.#workerUp = new Gauge({
      name: `${PREFIX}worker_up`,
      help: 'Whether a worker has told its metrics in time: 1 or 0.',
      labelNames: ['worker'],
      registers: [this.#registry],
    });
  }

  /** A worker has ended; the one in its place counts from 0. */
  ended(worker: number): void {
    const latest = this.#latest.get(worker);
    this.#latest.delete(worker);
    if (latest !== undefined) this.#past = [...this.#past, countsOf(latest)];
  }

  /**
   * The text of all.
   *
   * @param told by each worker of the server; undefined: it is silent, or not there
   */
  async text(told: ReadonlyMap<number, Snapshot | undefined>, isReady: boolean): Promise<string> {
    this.#ready.set(isReady ? 1 : 0);
    const snapshots: Snapshot[] = [];
    for (const [worker, snapshot] of told) {
      this.#workerUp.set({ worker }, snapshot === undefined ? 0 : 1);
      const last = this.#latest.get(worker);
      if (snapshot !== undefined) this.#latest.set(worker, snapshot);
      const counted = snapshot ?? (last && countsOf(last));
      if (counted !== undefined) snapshots.push(counted);
    }
    if (this.#past.length > 1) this.#past = [await sumOf(this.#past)];
    return textOfAll([await this.#own(), ...snapshots, ...this.#past]);
  }

  /** This process serves nobody: it has no counts of a server. */
  async #own(): Promise<Snapshot> {
    return (await takeSnapshot(this.#registry)).map((metric) =>
      metric.name.startsWith(PREFIX) && !joint.includes(metric.name) ? { ...metric, values: [] } : metric,
    );
  }
}

/** The counters and histograms: the others tell of a moment that is over. */
function countsOf(snapshot: Snapshot): Snapshot {
  return snapshot.filter(({ type }) => ['counter', 'histogram'].includes(String(type)));
}

function sumOf(snapshots: readonly Snapshot[]): Promise<Snapshot> {
  return AggregatorRegistry.aggregate([...snapshots]).getMetricsAsJSON();
}
