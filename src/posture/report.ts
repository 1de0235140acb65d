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
  /** The number of attempts by clients that are not in the report because it is full. */
  readonly omitted: number;
}
