import type { Readiness } from '../server/create-server.js';
import type { Inquiry } from './joint-source.js';
import type { ServerMetrics } from './server-metrics.js';
import { takeSnapshot } from './snapshot.js';
import { type ToldMetric, toldMetrics } from './told-metrics.js';

export { ServerMetrics } from './server-metrics.js';

/** The answer of a worker, as data. */
export interface InquiryAnswer {
  readonly question: number;
  readonly readiness: Readiness;
  /** Absent: they were not asked for. */
  readonly metrics?: readonly ToldMetric[];
}

/** Answers a question about the server of this process. */
export async function answerTo(
  { question, withMetrics }: Inquiry,
  metrics: ServerMetrics,
): Promise<InquiryAnswer> {
  const readiness = await metrics.refresh();
  if (!withMetrics) return { question, readiness };
  return { question, readiness, metrics: toldMetrics(await takeSnapshot(metrics.registry)) };
}
