import { types } from 'node:util';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Shorter memory is not worth a call. */
const LEAST_BYTES = 16 * 1024;

let closed: MessagePort | undefined;

/**
 * Returns memory to the allocator of the system at once, which gives it out again while the processor has it in its
 * cache. The garbage collector does the same hundreds of chunks later, and until then each chunk takes fresh pages.
 *
 * @param bytes all of the memory, which nobody else uses; the view is empty afterwards. A part of some memory, or a
 *   short one, is left alone
 */
export function returnMemory(bytes: Buffer): void {
  // This comes first: a short array has no ArrayBuffer until one is asked for, and that costs more than its length.
  if (bytes.length < LEAST_BYTES) return;
  const { buffer, length } = bytes;
  if (!types.isArrayBuffer(buffer) || buffer.byteLength !== length) return;
  // Memory that is transferred to a closed port has no owner any more.
  closed ??= closedPort();
  closed.postMessage(undefined, [buffer]);
}

function closedPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.close();
  return port1;
}
