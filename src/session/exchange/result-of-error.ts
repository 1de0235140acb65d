import { CodecError } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import type { Connection } from '../model/connection.js';
import { type DropOutcome, internalError } from './outcome.js';
import { failure, type HandlerResult } from './request.js';
import { isRequestFailure } from './status-error.js';

/**
 * The one place where exceptions become results. A malformed request and a failure with a status are answered; any
 * other error is a bug of the server, and ends this connection only.
 */
export function resultOfError(connection: Connection, error: unknown): HandlerResult | DropOutcome {
  if (error instanceof CodecError) {
    const status = NtStatus.STATUS_INVALID_PARAMETER;
    connection.recorder.report({
      kind: 'protocol-violation',
      code: 'malformed-request',
      section: '[MS-SMB2] 3.3.5.2.6',
      detail: error.message,
      status,
    });
    return failure(status);
  }
  if (isRequestFailure(error)) return failure(error.status);
  return internalError(connection, error, 'serving a request');
}
