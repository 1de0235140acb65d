import { NtStatus } from '../../../constants/nt-status.js';
import type { FileInfo } from '../../../shares/file-info.js';
import { StatusError } from '../../exchange/status-error.js';
import {
  CreateContextName,
  CreateDisposition,
  CreateOptions,
  decodeAllocationSize,
  decodeMaximalAccessRequest,
  encodeMaximalAccessResponse,
  encodeOnDiskId,
  type CreateContext,
  type CreateRequest,
} from '../../../smb2-codec/index.js';
import type { OpenTarget } from '../../model/open-table.js';

/**
 * The wishes in the create contexts of a request, those left out that are ignored ([MS-SMB2] 3.3.5.9.1 to 3.3.5.9.14).
 */
export interface CreateWishes {
  /** Bytes to reserve for a file that is created. */
  readonly allocationSize: bigint | undefined;
  readonly maximalAccess: { readonly unlessChangeTime: bigint | undefined } | undefined;
  readonly onDiskId: boolean;
}

/**
 * Reads the contexts. Security descriptors, leases and durable handles are ignored, as by any server that has none.
 *
 * @throws CodecError for data that means nothing
 * @throws StatusError for what cannot be ignored
 */
export function readCreateContexts(body: CreateRequest): CreateWishes {
  let allocationSize: bigint | undefined;
  let maximalAccess: CreateWishes['maximalAccess'];
  let onDiskId = false;
  for (const { name, data } of body.createContexts) {
    switch (name) {
      case CreateContextName.ALLOCATION_SIZE:
        allocationSize = decodeAllocationSize(data);
        break;
      case CreateContextName.QUERY_MAXIMAL_ACCESS:
        maximalAccess = { unlessChangeTime: decodeMaximalAccessRequest(data) };
        break;
      case CreateContextName.QUERY_ON_DISK_ID:
        onDiskId = true;
        break;
      case CreateContextName.EA_BUFFER:
        refuseAttributes(body);
        break;
      // Handles are never durable and volumes have no snapshots, so there is nothing to come back to.
      case CreateContextName.DURABLE_HANDLE_RECONNECT:
      case CreateContextName.DURABLE_HANDLE_RECONNECT_V2:
      case CreateContextName.TIMEWARP_TOKEN:
        throw new StatusError(NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
      default:
    }
  }
  return { allocationSize, maximalAccess, onDiskId };
}

/** Extended attributes of a file that may be created, which nothing here could keep (3.3.5.9.1). */
function refuseAttributes({ createDisposition, createOptions }: CreateRequest): void {
  // [MS-SMB2] 2.2.13: who knows nothing of such attributes cannot set them.
  if ((createOptions & CreateOptions.FILE_NO_EA_KNOWLEDGE) !== 0) {
    throw new StatusError(NtStatus.STATUS_ACCESS_DENIED);
  }
  if (createDisposition !== CreateDisposition.FILE_OPEN)
    throw new StatusError(NtStatus.STATUS_EAS_NOT_SUPPORTED);
}

/** The contexts of the response. */
export async function answerCreateContexts(
  { maximalAccess, onDiskId }: CreateWishes,
  { file, share }: Extract<OpenTarget, { type: 'disk' }>,
  info: FileInfo,
): Promise<CreateContext[]> {
  const contexts: CreateContext[] = [];
  if (maximalAccess !== undefined) {
    // 3.3.5.9.5: nothing has changed since the client last asked.
    const known = maximalAccess.unlessChangeTime === info.changeTime;
    const data = encodeMaximalAccessResponse({
      queryStatus: known ? NtStatus.STATUS_NONE_MAPPED : NtStatus.STATUS_SUCCESS,
      maximalAccess: known ? 0 : await file.maximalAccess(),
    });
    contexts.push({ name: CreateContextName.QUERY_MAXIMAL_ACCESS, data });
  }
  if (onDiskId) {
    const { serialNumber } = await share.volume();
    const data = encodeOnDiskId({ diskFileId: info.fileId, volumeId: BigInt(serialNumber) });
    contexts.push({ name: CreateContextName.QUERY_ON_DISK_ID, data });
  }
  return contexts;
}
