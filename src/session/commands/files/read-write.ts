import { NtStatus } from '../../../constants/nt-status.js';
import type { SpareBuffers } from '../../../runtime/spare-buffers.js';
import type { OpenFile } from '../../../shares/open-file.js';
import type { OpenPipe } from '../../../shares/pipe-share.js';
import {
  Channel,
  CreateOptions,
  decodeReadRequest,
  decodeWriteRequest,
  Dialect,
  encodeReadResponse,
  encodeWriteResponse,
  READ_DATA_OFFSET,
  ReadFlags,
  type ReadRequest,
  WriteFlags,
} from '../../../smb2-codec/index.js';
import { isSmb3 } from '../../../protection/dialect.js';
import { FRAME_HEAD_LENGTH } from '../../exchange/encode-answers.js';
import { Answer, failure, type Request } from '../../exchange/request.js';
import { onOpen } from './on-open.js';
import { checkPayload } from './payload.js';

/** READ ([MS-SMB2] 3.3.5.12). */
export const handleRead = onOpen(decodeReadRequest, async ({ request, body, open }) => {
  const { target } = open;
  checkPayload(request, body.length);
  const unbuffered = hasUnbuffered(request) && (body.flags & ReadFlags.READ_UNBUFFERED) !== 0;
  if (usesRdma(request, body.channel) || (unbuffered && target.type === 'pipe')) {
    return failure(NtStatus.STATUS_INVALID_PARAMETER);
  }
  const { data, status, memory } =
    target.type === 'disk'
      ? await readFile(target.file, body, request.connection.server.spares)
      : await readPipe(target.pipe, body.length);
  // "fewer bytes than specified by the MinimumCount field": 3.3.5.12.
  if (data.length < body.minimumCount) return failure(NtStatus.STATUS_END_OF_FILE);
  if (request.connection.server.profile.filePosition === 'after-read') {
    open.position = body.offset + BigInt(data.length);
  }
  const answer = new Answer(status, (w) => encodeReadResponse(w, { dataRemaining: 0, flags: 0, data }));
  answer.memory = memory;
  return answer;
});

/** Bytes that were read, and the memory for the frame, if they lie in their place in it. */
interface ReadBytes {
  readonly data: Buffer;
  readonly memory?: Buffer;
  readonly status: NtStatus;
}

/** Reads into the frame of the answer. */
async function readFile(
  file: OpenFile,
  { offset, length }: ReadRequest,
  spares: SpareBuffers,
): Promise<ReadBytes> {
  const taken: Buffer[] = [];
  const data = await file.read(offset, length, (bytes) => {
    const memory = spares.take(DATA_IN_FRAME + bytes);
    taken.push(memory);
    return memory.subarray(DATA_IN_FRAME);
  });
  const [memory] = taken;
  const status = NtStatus.STATUS_SUCCESS;
  if (memory === undefined) return { data, status };
  if (data.length * 2 >= length) return { data, memory, status };
  // A short answer must not keep the memory of a long one until the client has read it.
  const few = Buffer.from(data);
  spares.giveBack(memory);
  return { data: few, status };
}

/** Offset of the data of a READ response in the memory of its frame. */
const DATA_IN_FRAME = FRAME_HEAD_LENGTH + READ_DATA_OFFSET;

async function readPipe(pipe: OpenPipe, length: number): Promise<ReadBytes> {
  const { data, more } = await pipe.read(length);
  return { data, status: more ? NtStatus.STATUS_BUFFER_OVERFLOW : NtStatus.STATUS_SUCCESS };
}

/** WRITE ([MS-SMB2] 3.3.5.13): the response means that every byte is in the file. */
export const handleWrite = onOpen(decodeWriteRequest, async ({ request, body, open }) => {
  const { target } = open;
  const count = body.data.length;
  checkPayload(request, count);
  if (usesRdma(request, body.channel)) return failure(NtStatus.STATUS_INVALID_PARAMETER);
  if (target.type === 'pipe') {
    await target.pipe.write(body.data);
  } else {
    const through = writesThrough(request, body.flags);
    if (through && !mayWriteThrough(request, body.flags, target.options)) {
      return failure(NtStatus.STATUS_INVALID_PARAMETER);
    }
    await target.file.write(body.offset, body.data, through);
  }
  const answer = new Answer(NtStatus.STATUS_SUCCESS, (w) => encodeWriteResponse(w, { count }));
  answer.spendsRequest = target.type === 'disk' && target.file.borrowsData;
  return answer;
});

/** There is no RDMA here, and before SMB 3 the field means nothing ([MS-SMB2] 2.2.19, 2.2.21). */
function usesRdma({ connection }: Request, channel: number): boolean {
  return isSmb3(connection.negotiated.dialect) && channel !== Channel.NONE;
}

/** SMB2_WRITEFLAG_WRITE_THROUGH; 2.0.2 does not have it. */
function writesThrough({ connection }: Request, flags: number): boolean {
  return connection.negotiated.dialect !== Dialect.SMB_2_0_2 && (flags & WriteFlags.WRITE_THROUGH) !== 0;
}

/** A client that buffers itself cannot write through ([MS-SMB2] 3.3.5.13). */
function mayWriteThrough(request: Request, flags: number, options: number): boolean {
  const unbuffered = hasUnbuffered(request) && (flags & WriteFlags.WRITE_UNBUFFERED) !== 0;
  return unbuffered || (options & CreateOptions.FILE_NO_INTERMEDIATE_BUFFERING) !== 0;
}

/** The flags that say so for one READ or WRITE came with 3.0.2 ([MS-SMB2] 2.2.19, 2.2.21). */
function hasUnbuffered({ connection }: Request): boolean {
  return connection.negotiated.dialect >= Dialect.SMB_3_0_2;
}
