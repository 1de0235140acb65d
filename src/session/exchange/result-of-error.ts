import { CodecError } from '../../bytes/index.js';
import { NtStatus } from '../../constants/nt-status.js';
import { ShareError } from '../../shares/share-error.js';
import type { Connection } from '../model/connection.js';
import { type DropOutcome, internalError } from './outcome.js';
import { failure, type Response } from './request.js';

/**
 * The one place where exceptions become results. An error of a decoder or a share is the client's business; anything
 * else is a bug of ours, and ends this connection only.
 */
export function resultOfError(connection: Connection, error: unknown): Response | DropOutcome {
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
  if (error instanceof ShareError) return failure(error.status);
  return internalError(connection, error, 'serving a request');
}
