import { Backlog } from '../../runtime/backlog.js';
import type { Pending, Response } from './request.js';

/** Thousands of requests may have begun to wait together; their interim responses take turns of the event loop. */
const impatient = new Backlog<{ readonly wait: () => void }>(({ wait }) => wait());

/**
 * Starts something that may take a while, and turns it into a pending request when it does: the client is told that it
 * waits, and may cancel ([MS-SMB2] 3.3.4.2).
 *
 * @param patience milliseconds within which no interim response is worth its bytes
 * @param keeps bytes that `start` keeps of the request; it must keep no message, which is a view of a whole frame
 */
export async function pendingAfter(
  patience: number,
  start: (signal: AbortSignal) => Promise<Response>,
  keeps = 0,
): Promise<Response | Pending> {
  const controller = new AbortController();
  const pending = start(controller.signal);
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => {};
  const impatience = new Promise<'waiting'>((resolve) => {
    const request = { wait: () => resolve('waiting') };
    timer = setTimeout(() => impatient.add(request), patience);
    stop = () => impatient.drop(request);
  });
  const first = await Promise.race([pending, impatience]).finally(() => {
    clearTimeout(timer);
    stop();
  });
  return first === 'waiting' ? { pending, cancel: () => controller.abort(), keeps } : first;
}
