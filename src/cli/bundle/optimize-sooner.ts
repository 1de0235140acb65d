import { setFlagsFromString } from 'node:v8';

/** The newest Node.js that was seen to know the flag. V8 complains on stderr about one that it does not know. */
const NEWEST_MAJOR = 24;

/**
 * Lets V8 optimize a function after fewer runs than it does by itself: a server does the same few things over and over.
 * Both the process that compiles the bundle and the one that loads it call this first, since V8 takes what was compiled
 * under the same flags only.
 */
export function optimizeSooner(): void {
  const [major] = process.versions.node.split('.');
  if (Number(major) <= NEWEST_MAJOR) setFlagsFromString('--interrupt-budget=20000');
}
