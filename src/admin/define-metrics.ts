import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** The beginning of the name of each metric that is the server's own. */
export const PREFIX = 'smb2_auth_';

/** Seconds. A login with NTLM takes some milliseconds, one that a controller decides up to eight seconds. */
const DURATIONS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The metrics of a server, which `METRICS.md` explains. */
export type Metrics = ReturnType<typeof defineMetrics>;

/** Makes the metrics of a server in a registry. */
export function defineMetrics(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string = never>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter<Label>({ name: `${PREFIX}${name}`, help, labelNames, registers });
  return {
    buildInfo: new Gauge({
      name: `${PREFIX}build_info`,
      help: 'Always 1; the label is the version of the package.',
      labelNames: ['version'],
      registers,
      aggregator: 'first',
    }),
    attempts: counter(
      'attempts_total',
      'Login attempts that have a record, by their outcome.',
      'carrier',
      'verdict',
      'reason',
      'mechanism',
      'version',
    ),
    durations: new Histogram({
      name: `${PREFIX}login_duration_seconds`,
      help: 'Time from the first token of a login to its verdict, the rounds of the client included.',
      labelNames: ['carrier', 'verdict'],
      buckets: DURATIONS,
      registers,
    }),
    dialects: counter(
      'dialects_total',
      'Attempts whose connection negotiated SMB, by dialect.',
      'dialect',
      'verdict',
    ),
    protections: counter(
      'protections_total',
      'Accepted logins of SMB, by the protection of their session and of the first request in it.',
      'signing',
      'encryption',
      'used',
    ),
    connections: new Gauge({
      name: `${PREFIX}connections`,
      help: 'Open connections.',
      labelNames: ['carrier'],
      registers,
    }),
    connected: counter(
      'connections_made_total',
      'Connections that were made, those without a place included.',
    ),
    sessions: new Gauge({
      name: `${PREFIX}sessions`,
      help: 'Sessions of SMB with a user, a guest or an anonymous client.',
      registers,
    }),
    beginning: new Gauge({
      name: `${PREFIX}sessions_beginning`,
      help: 'Sessions of SMB whose first login is in progress.',
      registers,
    }),
    limits: counter('limit_hits_total', 'How often a limit was reached.', 'limit'),
    trees: counter('tree_connects_total', 'Tree connects that have a record, by their outcome.', 'outcome'),
    failures: counter('failures_total', 'Failed requests on shares that have a record.', 'reason'),
    incidents: counter('incidents_total', 'Incidents after a login that have a record.', 'reason'),
    faults: counter('faults_total', 'Scripted faults that happened.', 'step'),
    kdc: counter(
      'kdc_exchanges_total',
      'Exchanges with the KDC of the test realm that have a record.',
      'exchange',
      'outcome',
      'error',
    ),
    domain: counter('domain_changes_total', 'Changes of the way to a domain controller.', 'state'),
    omitted: counter('omitted_events_total', 'Events without a record of their own, as later records say.'),
    ready: new Gauge({
      name: `${PREFIX}ready`,
      help: 'Whether logins can be served: 1 or 0, as /readyz says.',
      registers,
      aggregator: 'min',
    }),
    parts: new Gauge({
      name: `${PREFIX}part_up`,
      help: 'Whether a part of the server that logins need is there: 1 or 0.',
      labelNames: ['part'],
      registers,
      aggregator: 'min',
    }),
  };
}

/** Makes the metrics of the process, which have the names that dashboards for Node.js know. */
export function defineProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  // They go through every connection each time, and their names break the rules of Prometheus.
  for (const { name } of registry.getMetricsAsArray())
    if (name.startsWith('nodejs_active_')) registry.removeSingleMetric(name);
}
