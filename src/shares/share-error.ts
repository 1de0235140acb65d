import { ntStatusName, type NtStatus } from '../constants/nt-status.js';

/**
 * The one way in which an operation on a share fails: it rejects with the NTSTATUS the client is to be told. Any
 * other exception that leaves a share is a bug of that share.
 */
export class ShareError extends Error {
  override readonly name = 'ShareError';
  /** The NTSTATUS on the wire. */
  readonly status: NtStatus;

  /**
   * @param status what goes on the wire
   * @param cause what the operating system said, for the log only
   */
  constructor(status: NtStatus, cause?: unknown) {
    super(ntStatusName(status), cause === undefined ? undefined : { cause });
    this.status = status;
  }
}
