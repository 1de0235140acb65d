import { Backlog } from '../../runtime/backlog.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';
import type { Pending, HandlerResult } from './request.js';

/** Thousands of requests may have begun to wait together; their interim responses take turns of the event loop. */
const impatient = new Backlog<{ readonly wait: () => void }>(({ wait }) => wait());

/** The conditions under which a request waits. */
export interface Waiting {
  readonly runtime: CheckedRuntime;
  /** Milliseconds to wait for the result before STATUS_PENDING is sent. */
  readonly patience: number;
  /**
   * Bytes of the request that `start` keeps. It must not keep the message, because that is a view of a whole frame.
   * Default: 0.
   */
  readonly keeps?: number;
}

/**
 * Starts work that may take a while. If it does, the result is a pending request: the client gets STATUS_PENDING, and
 * may cancel the request ([MS-SMB2] 3.3.4.2).
 */
export async function pendingAfter(
  { runtime, patience, keeps = 0 }: Waiting,
  start: (signal: AbortSignal) => Promise<HandlerResult>,
): Promise<HandlerResult | Pending> {
  const controller = new AbortController();
  const pending = start(controller.signal);
  let stop = (): void => {};
  const impatience = new Promise<'waiting'>((resolve) => {
    const request = { wait: () => resolve('waiting') };
    const cancel = runtime.after(patience, () => impatient.add(request));
    stop = () => {
      cancel();
      impatient.drop(request);
    };
  });
  const first = await Promise.race([pending, impatience]).finally(stop);
  return first === 'waiting' ? { pending, cancel: () => controller.abort(), keeps } : first;
}
