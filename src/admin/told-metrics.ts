import { Registry } from 'prom-client';
import { defineMetrics, defineProcessMetrics } from './define-metrics.js';
import type { Snapshot } from './snapshot.js';

/** The values of a metric, as a process tells them to another. */
export interface ToldMetric {
  readonly name: string;
  readonly values: readonly ToldValue[];
}

/** One time series. */
export interface ToldValue {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  /** The name behind which it is, such as that of a bucket; absent: the metric's. */
  readonly metricName?: string;
}

/** The most time series of a process. With every carrier, reason and mechanism in use there are hundreds. */
const MOST_VALUES = 20_000;

/** The series of a histogram. */
const histogramSuffixes: readonly string[] = ['_bucket', '_sum', '_count'];

/** A metric that this server has. */
type Known = Omit<Snapshot[number], 'values'>;

const labelName = /^[a-z_]{1,32}$/;
const LONGEST_LABEL = 128;

/** A snapshot without what every process of the server knows. */
export function toldMetrics(snapshot: Snapshot): ToldMetric[] {
  return snapshot.map(({ name, values }) => ({
    name,
    values: values.map(({ labels, value, ...rest }) => {
      const { metricName } = rest as { readonly metricName?: string };
      return {
        labels: labels as ToldValue['labels'],
        value,
        ...(metricName !== undefined && { metricName }),
      };
    }),
  }));
}

/** Reads what a process has told, of which nothing is known: strangers may have taken it over. */
export class MetricReader {
  readonly #known: ReadonlyMap<string, Known>;

  constructor() {
    const registry = new Registry();
    defineMetrics(registry);
    defineProcessMetrics(registry);
    this.#known = new Map(registry.getMetricsAsArray().map((metric) => [metric.name, metric]));
  }

  /** @throws TypeError for what no process of ours tells */
  read(told: unknown): Snapshot {
    let left = MOST_VALUES;
    return listOf(told).map((each) => {
      const { name, values } = Object(each) as Partial<Record<keyof ToldMetric, unknown>>;
      const known = this.#known.get(String(name));
      if (known === undefined) throw new TypeError('a metric of no known name');
      const list = listOf(values);
      left -= list.length;
      if (left < 0) throw new TypeError('too many time series');
      const { help, type, aggregator, collect } = known;
      return {
        name: known.name,
        help,
        type,
        aggregator,
        collect,
        values: list.map((value) => valueOf(value, known)),
      };
    });
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('expected a list');
  return value;
}

function valueOf(told: unknown, { name, type }: Known): Snapshot[number]['values'][number] {
  const { labels, value, metricName = name } = Object(told) as Partial<Record<keyof ToldValue, unknown>>;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('expected a number');
  const suffix =
    typeof metricName === 'string' && metricName.startsWith(name) ? metricName.slice(name.length) : '?';
  // A reader of metrics may refuse all of them for one series that its type does not have.
  const suffixes = String(type) === 'histogram' ? histogramSuffixes : [''];
  if (!suffixes.includes(suffix)) throw new TypeError('expected a part of the metric');
  if (value < 0 && String(type) !== 'gauge') throw new TypeError('expected a count');
  const pairs = Object.entries(Object(labels) as Record<string, unknown>);
  if (!pairs.every(([key, text]) => labelName.test(key) && isLabel(text)))
    throw new TypeError('expected labels');
  return {
    labels: Object.fromEntries(pairs) as Record<string, string>,
    value,
    ...(suffix !== '' && { metricName: `${name}${suffix}` }),
  };
}

function isLabel(value: unknown): value is string | number {
  return typeof value === 'string' ? value.length <= LONGEST_LABEL : Number.isFinite(value);
}
