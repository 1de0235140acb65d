import type { NtStatus } from '../../constants/nt-status.js';
import type { ReasonText } from '../../text/reason-text.js';

/** Everything about one reason for which an acceptor refuses a login. */
export interface Rejection extends ReasonText {
  /** The NTSTATUS that the client is told: a failure. */
  readonly status: NtStatus;
}

/**
 * Reasons by their codes. The codes are stable, because logs and records hold them. A row without one of its columns
 * does not compile.
 */
export type Rejections = Readonly<Record<string, Rejection>>;
