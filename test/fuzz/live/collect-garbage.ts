import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use once the garbage is gone, memory of buffers included. */
export async function bytesInUse(): Promise<number> {
  // The buffers behind the garbage are freed some time after a collection.
  collect();
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
