import { NtStatus } from '../../nt-status.js';
import type { OpenPipe } from '../../shares/pipe-share.js';
import {
  Channel,
  CreateOptions,
  decodeReadRequest,
  decodeWriteRequest,
  encodeReadResponse,
  encodeWriteResponse,
  WriteFlags,
} from '../../smb2-codec/index.js';
import { chargeCovers } from '../credit-charge.js';
import { failure, type Request, type Response } from '../request.js';
import type { Established } from '../session.js';
import type { Tree } from '../tree-table.js';
import { findOpen } from './find-open.js';

/** READ ([MS-SMB2] 3.3.5.12). */
export async function handleRead(request: Request, established: Established, tree: Tree): Promise<Response> {
  const body = decodeReadRequest(request.message);
  const open = findOpen(request, established, tree, body.fileId);
  const { maxTransactSize } = request.connection.negotiated;
  // There is no RDMA here: a channel is a request that cannot be understood.
  if (body.length > maxTransactSize || body.channel !== Channel.NONE || !chargeCovers(request, body.length)) {
    return { ...failure(NtStatus.STATUS_INVALID_PARAMETER), fileId: open.fileId };
  }
  const { target } = open;
  const { data, status } =
    target.type === 'disk'
      ? { data: await target.file.read(body.offset, body.length), status: NtStatus.STATUS_SUCCESS }
      : await readPipe(target.pipe, body.length);
  // "If the number of bytes returned … is less than … MinimumCount, the server MUST fail with STATUS_END_OF_FILE."
  if (data.length < body.minimumCount)
    return { ...failure(NtStatus.STATUS_END_OF_FILE), fileId: open.fileId };
  return {
    status,
    fileId: open.fileId,
    write: (w) => encodeReadResponse(w, { dataRemaining: 0, flags: 0, data }),
  };
}

async function readPipe(pipe: OpenPipe, length: number): Promise<{ data: Buffer; status: NtStatus }> {
  const { data, more } = await pipe.read(length);
  return { data, status: more ? NtStatus.STATUS_BUFFER_OVERFLOW : NtStatus.STATUS_SUCCESS };
}

/** WRITE ([MS-SMB2] 3.3.5.13): the response means that every byte is in the file. */
export async function handleWrite(request: Request, established: Established, tree: Tree): Promise<Response> {
  const body = decodeWriteRequest(request.message);
  const open = findOpen(request, established, tree, body.fileId);
  const { maxTransactSize } = request.connection.negotiated;
  const count = body.data.length;
  if (count > maxTransactSize || body.channel !== Channel.NONE || !chargeCovers(request, count)) {
    return { ...failure(NtStatus.STATUS_INVALID_PARAMETER), fileId: open.fileId };
  }
  const { target } = open;
  if (target.type === 'disk') {
    const through =
      (body.flags & WriteFlags.WRITE_THROUGH) !== 0 || (target.options & CreateOptions.WRITE_THROUGH) !== 0;
    await target.file.write(body.offset, body.data, through);
  } else {
    await target.pipe.write(body.data);
  }
  return {
    status: NtStatus.STATUS_SUCCESS,
    fileId: open.fileId,
    write: (w) => encodeWriteResponse(w, { count }),
  };
}
