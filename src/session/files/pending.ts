import type { Pending, Response } from '../request.js';

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
  const impatience = new Promise<'waiting'>((resolve) => {
    timer = setTimeout(resolve, patience, 'waiting');
  });
  const first = await Promise.race([pending, impatience]).finally(() => clearTimeout(timer));
  return first === 'waiting' ? { pending, cancel: () => controller.abort(), keeps } : first;
}
