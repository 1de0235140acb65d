import type { FailedProof } from '../../auth/mechanism-words.js';
import type { VariantFinding } from '../second-look.js';

/** A form of a login, and how to tell whether it is the one that the client used. */
export interface Candidate {
  readonly finding: VariantFinding;
  /** Made for one login and its names; false: a form of the password, which serves for later logins too. */
  readonly ofThisLogin: boolean;
  readonly matches: (failed: FailedProof) => boolean;
}
