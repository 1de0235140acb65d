import type { MistakenKey } from '../auth/mechanism-words.js';

/** A login that was verified, with its key. */
export interface VerifiedLogin {
  /** The mechanism's key in full length: secret. */
  readonly sessionKey: Buffer;
  /** Keys of the mechanism that clients take for those of SMB. */
  readonly mistakenKeys: readonly MistakenKey[];
}
