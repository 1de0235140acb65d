import { createHash } from 'node:crypto';
import type { Runtime } from '../../src/index.js';

/**
 * Clocks that stand still, and chance that depends on the client's step alone: all draws of one length between two
 * steps are the same bytes, so that neither the order nor the number of draws shows on the wire. Each step has bytes of
 * its own, or a second challenge would be a replay of the first and a second session would have its id.
 */
export class SteadyRuntime implements Runtime {
  /** 2024-01-03 12:00 UTC. */
  wallClock = Date.UTC(2024, 0, 3, 12);
  elapsed = 0;
  step = 0;

  now(): number {
    return this.wallClock;
  }

  monotonic(): number {
    return this.elapsed;
  }

  randomBytes(length: number): Buffer {
    const blocks: Buffer[] = [];
    for (let block = 0; block * 32 < length; block++) {
      blocks.push(createHash('sha256').update(`${this.step}:${length}:${block}`).digest());
    }
    return Buffer.concat(blocks, length);
  }

  /** Moves both clocks on. */
  advance(milliseconds: number): void {
    this.wallClock += milliseconds;
    this.elapsed += milliseconds;
  }
}
