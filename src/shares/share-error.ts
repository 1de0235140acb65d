import { ntStatusName, type NtStatus } from '../constants/nt-status.js';

/**
 * The failure of an operation on a share, with the NTSTATUS for the client. Any other exception of a share is a bug of
 * that share.
 */
export class ShareError extends Error {
  override readonly name = 'ShareError';
  /** The NTSTATUS on the wire. */
  readonly status: NtStatus;

  /**
   * @param status the status of the response
   * @param cause the error of the operating system, for the log only
   */
  constructor(status: NtStatus, cause?: unknown) {
    super(ntStatusName(status), cause === undefined ? undefined : { cause });
    this.status = status;
  }
}
