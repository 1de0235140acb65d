import type { FailedProof } from '../../auth/mechanism-words.js';
import type { VariantFinding } from '../second-look.js';

/** A form of a login, with the test whether the client used it. */
export interface Candidate {
  readonly finding: VariantFinding;
  /**
   * True: it depends on one login and its names. False: it is a form of the password, and serves for later logins too.
   */
  readonly ofThisLogin: boolean;
  readonly matches: (failed: FailedProof) => boolean;
}
