import { AggregatorRegistry, type Registry } from 'prom-client';

/** The metrics of one process at a moment, as data. */
export type Snapshot = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** The gauges of the event loop that mean nothing before a first measurement. */
const measured = /^nodejs_eventloop_lag_(min|max|mean|stddev|p\d+)_seconds$/;
const MEAN = 'nodejs_eventloop_lag_mean_seconds';

/** Takes a snapshot; gauges that have measured nothing have no value in it. */
export async function takeSnapshot(registry: Registry): Promise<Snapshot> {
  const metrics = await registry.getMetricsAsJSON();
  const mean = metrics.find(({ name }) => name === MEAN)?.values[0]?.value;
  // It measures every ten milliseconds, and begins anew with each question.
  const isIdle = !Number.isFinite(mean);
  return metrics.map((metric) =>
    isIdle && measured.test(metric.name)
      ? { ...metric, values: [] }
      : { ...metric, values: metric.values.filter(({ value }) => Number.isFinite(value)) },
  );
}

/** The text of a process that is alone. */
export function textOf(snapshot: Snapshot): Promise<string> {
  // Several processes have nothing in common where one has its own, such as the time of its start.
  return textOfAll([snapshot.map((metric) => ({ ...metric, aggregator: 'first' as const }))]);
}

/** The text of several processes together: sums, or the least, the greatest or the average, as each metric says. */
export function textOfAll(snapshots: readonly Snapshot[]): Promise<string> {
  return AggregatorRegistry.aggregate([...snapshots]).metrics();
}
