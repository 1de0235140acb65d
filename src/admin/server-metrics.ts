import { Registry } from 'prom-client';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { Readiness, Server } from '../server/create-server.js';
import { defaultLimits } from '../session/model/policy.js';
import { defineMetrics, defineProcessMetrics, type Metrics } from './define-metrics.js';
import { labels } from './label-words.js';

/** The parts of a server that metrics are made of. */
export type MeasuredServer = Pick<Server, 'on' | 'load' | 'limitHits' | 'checkReadiness'>;

/** Microseconds of a second. */
const MICROSECONDS = 1_000_000;

/** Counts what a server reports, in a registry of its own. */
export class ServerMetrics {
  /** The metrics of the server and of its process. */
  readonly registry = new Registry();
  readonly #server: MeasuredServer;
  readonly #metrics: Metrics;
  readonly #unsubscribe: readonly (() => void)[];

  /** @param version that of the package */
  constructor(server: MeasuredServer, version: string) {
    this.#server = server;
    this.#metrics = defineMetrics(this.registry);
    this.#metrics.buildInfo.set({ version }, 1);
    defineProcessMetrics(this.registry);
    this.#unsubscribe = subscribe(server, this.#metrics);
  }

  /**
   * Brings up to date what is not counted as it happens.
   *
   * @returns the readiness that they show
   */
  async refresh(): Promise<Readiness> {
    const metrics = this.#metrics;
    const readiness = await this.#server.checkReadiness();
    metrics.ready.set(readiness.isReady ? 1 : 0);
    for (const { part, trouble } of readiness.parts)
      metrics.parts.set({ part }, trouble === undefined ? 1 : 0);
    const { connections, connected, sessions, beginning } = this.#server.load();
    // A server that has closed serves no carrier.
    metrics.connections.reset();
    for (const [carrier, open] of Object.entries(connections)) metrics.connections.set({ carrier }, open);
    metrics.sessions.set(sessions);
    metrics.beginning.set(beginning);
    metrics.connected.reset();
    metrics.connected.inc(connected);
    metrics.limits.reset();
    for (const limit of Object.keys(defaultLimits)) metrics.limits.inc({ limit }, 0);
    for (const [limit, times] of this.#server.limitHits) metrics.limits.inc({ limit }, times);
    return readiness;
  }

  /** Counts nothing any more. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }
}

function subscribe(server: MeasuredServer, metrics: Metrics): (() => void)[] {
  const { trees, failures, incidents, faults, kdc, domain, omitted } = metrics;
  return [
    // The reporter has it made as well; an event that nobody heard before would cost its words.
    server.on('attempt-completed', (record) => countAttempt(record, metrics)),
    server.on('tree', (record) => {
      trees.inc({ outcome: labels.later(record.reason) });
      omitted.inc(record.omitted);
    }),
    server.on('failure', (record) => {
      failures.inc({ reason: labels.later(record.reason) });
      omitted.inc(record.omitted);
    }),
    server.on('incident', (record) => {
      incidents.inc({ reason: labels.incident(record.reason) });
      omitted.inc(record.omitted);
    }),
    server.on('fault', ({ step }) => faults.inc({ step: labels.step(step) })),
    server.on('kdc', ({ exchange, outcome, error, omitted: more }) => {
      kdc.inc({ exchange, outcome, error: labels.kdcError(error) });
      omitted.inc(more);
    }),
    server.on('domain', ({ state }) => domain.inc({ state })),
  ];
}

function countAttempt(
  record: AttemptRecord,
  { attempts, durations, dialects, protections, omitted }: Metrics,
): void {
  const { connection, login, proof, negotiation, protection } = record;
  const carrier = labels.carrier(login?.carrier ?? connection.carrier);
  const verdict = labels.verdict(record.verdict);
  attempts.inc({
    carrier,
    verdict,
    reason: labels.reason(record.reason),
    mechanism: labels.mechanism(login?.mechanism),
    version: labels.version(proof?.version),
  });
  if (login !== undefined && record.verdict !== 'unfinished')
    durations.observe({ carrier, verdict }, record.duration / MICROSECONDS);
  if (negotiation !== undefined) dialects.inc({ dialect: labels.dialect(negotiation.dialect), verdict });
  if (login?.carrier === 'smb' && protection !== undefined) {
    const { signing, encryption, used } = protection;
    protections.inc({
      signing: labels.signing(signing),
      encryption: labels.encryption(encryption),
      used: labels.used(used),
    });
  }
  omitted.inc(record.omitted);
}
