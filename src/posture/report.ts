import type { Catalogue } from './catalogue.js';
import type { PostureRow } from './posture.js';

/** The parts of a report. */
export interface PostureReport {
  readonly catalogue: Catalogue;
  readonly rows: readonly PostureRow[];
  /** Milliseconds since 1970. */
  readonly generatedAt: number;
  /** Version of the package. */
  readonly version: string;
  /** Attempts of clients there was no room for. */
  readonly omitted: number;
}
