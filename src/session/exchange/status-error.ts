import { ntStatusName, type NtStatus } from '../../constants/nt-status.js';
import { ShareError } from '../../shares/share-error.js';

/** The failure of a request with a status, for functions of a handler that cannot return a result. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly status: NtStatus;

  constructor(status: NtStatus) {
    super(ntStatusName(status));
    this.status = status;
  }
}

/** Whether an error is the failure of a request, raised by the session or by a share; any other error is a bug. */
export function isRequestFailure(error: unknown): error is StatusError | ShareError {
  return error instanceof StatusError || error instanceof ShareError;
}
