import type { MessageSecurity } from '../../auth/mechanism.js';
import type { Terms } from '../pdu-protection.js';

/** A security context that a client begins in its bind and that the bind_ack completes ([MS-RPCE] 3.3.1.5.2.1). */
export interface ClientSecurity {
  /** The auth_type, auth_level and auth_context_id of all PDUs. */
  readonly terms: Terms;
  /** The token of the bind. */
  readonly token: Buffer;
  /**
   * Takes the token of the bind_ack.
   *
   * @returns the protection of all calls; undefined when the token does not complete the context
   */
  complete(token: Buffer): MessageSecurity | undefined;
}
