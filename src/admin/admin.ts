import { Hono } from 'hono';
import { Registry } from 'prom-client';
import type { LocalPart } from '../local-http/local-part.js';
import { notKept } from '../local-http/problem.js';
import type { PartState, ServerPart } from '../server/create-server.js';
import { printable } from '../text/printable.js';
import { ServerMetrics, type MeasuredServer } from './server-metrics.js';
import { takeSnapshot, textOf } from './snapshot.js';

/** The state of a part of a server, or of its workers. */
export interface AdminState extends Omit<PartState, 'part'> {
  readonly part: ServerPart | 'workers';
}

/** Whether logins can be served, and the parts that this was told from. */
export interface AdminReadiness {
  readonly isReady: boolean;
  readonly parts: readonly AdminState[];
}

/** Where health and metrics come from: a server of this process, or the workers of one. */
export interface AdminSource {
  readiness(): Promise<AdminReadiness>;
  /** In the text format of Prometheus, version 0.0.4. */
  metrics(): Promise<string>;
  /** Lets go of the server. */
  close(): void;
}

/** The server of this process as a source. */
export function sourceOf(server: MeasuredServer, version: string): AdminSource {
  const metrics = new ServerMetrics(server, version);
  return {
    readiness: () => server.checkReadiness(),
    metrics: async () => {
      await metrics.refresh();
      return textOf(await takeSnapshot(metrics.registry));
    },
    close: () => metrics.close(),
  };
}

/** Liveness, readiness and metrics, for Kubernetes, balancers and Prometheus. */
export function createAdmin(source: AdminSource): LocalPart {
  const readiness = atOnce(() => source.readiness());
  const metrics = atOnce(() => source.metrics());
  const routes = new Hono();
  // An answer says that the event loop turns, which is all that another process could do better than this one.
  routes.get('/livez', () => text(200, 'ok\n'));
  routes.get('/readyz', async ({ req }) => {
    const state = await readiness();
    const words = req.query('verbose') === undefined ? brief(state) : verbose(state);
    return text(state.isReady ? 200 : 503, words);
  });
  routes.get('/metrics', async () => text(200, await metrics(), Registry.PROMETHEUS_CONTENT_TYPE));
  for (const path of paths)
    routes.all(path, () => text(405, 'expected GET or HEAD\n', plainText, { allow: 'GET, HEAD' }));
  routes.notFound(() => text(404, `there are ${paths.join(', ')}\n`));
  routes.onError((error) => {
    throw error;
  });
  return { name: 'admin', routes, paths, close: () => source.close() };
}

const paths = ['/livez', '/readyz', '/metrics'] as const;

const plainText = 'text/plain; charset=utf-8';

function text(
  status: number,
  body: string,
  type: string = plainText,
  fields: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      ...notKept,
      'x-content-type-options': 'nosniff',
      ...fields,
    },
  });
}

/** A question that comes before the answer to another one gets that answer: many who ask cost as much as one. */
function atOnce<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asking: Promise<Answer> | undefined;
  return () => (asking ??= ask().finally(() => (asking = undefined)));
}

/** `ok`, or a line for each cause. */
function brief({ isReady, parts }: AdminReadiness): string {
  if (isReady) return 'ok\n';
  return linesOf(parts.filter(({ isNeeded, trouble }) => isNeeded && trouble !== undefined));
}

/** A line for each part, and the verdict. */
function verbose({ isReady, parts }: AdminReadiness): string {
  return `${linesOf(parts, true)}${isReady ? 'ready' : 'not ready'}\n`;
}

function linesOf(parts: readonly AdminState[], withMarks = false): string {
  return parts
    .map(({ part, isNeeded, trouble }) => {
      const mark = withMarks ? `[${trouble === undefined ? '+' : '-'}] ` : '';
      const words = trouble === undefined ? '' : `: ${printable(trouble)}`;
      return `${mark}${part}${words}${isNeeded || trouble === undefined ? '' : ' (logins go on without it)'}\n`;
    })
    .join('');
}
