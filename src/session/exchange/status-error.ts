import { ntStatusName, type NtStatus } from '../../constants/nt-status.js';
import { ShareError } from '../../shares/share-error.js';

/** A request fails with a status, found where no result can be returned: inside a function that a handler calls. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly status: NtStatus;

  constructor(status: NtStatus) {
    super(ntStatusName(status));
    this.status = status;
  }
}

/** Whether an error is the failure of a request, found by the session or by a share: anything else is a bug. */
export function isRequestFailure(error: unknown): error is StatusError | ShareError {
  return error instanceof StatusError || error instanceof ShareError;
}
