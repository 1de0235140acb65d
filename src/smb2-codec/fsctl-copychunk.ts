import { Reader, Writer } from '../bytes/index.js';

/** SRV_COPYCHUNK ([MS-SMB2] 2.2.31.1.1). */
export interface CopyChunk {
  readonly sourceOffset: bigint;
  readonly targetOffset: bigint;
  /** Bytes. */
  readonly length: number;
}

/** SRV_COPYCHUNK_COPY ([MS-SMB2] 2.2.31.1). */
export interface CopyChunkRequest {
  /** The 24 bytes of the source's resume key. */
  readonly sourceKey: Buffer;
  readonly chunks: readonly CopyChunk[];
}

/** SRV_COPYCHUNK_RESPONSE ([MS-SMB2] 2.2.32.1); with STATUS_INVALID_PARAMETER the server's limits instead. */
export interface CopyChunkResponse {
  readonly chunksWritten: number;
  readonly chunkBytesWritten: number;
  readonly totalBytesWritten: number;
}

/** @throws CodecError if the chunks do not fit the data */
export function decodeCopyChunkRequest(data: Buffer): CopyChunkRequest {
  const r = new Reader(data, 'SRV_COPYCHUNK_COPY');
  const sourceKey = r.bytes(24, 'SourceKey');
  const count = r.u32('ChunkCount');
  r.skip(4, 'Reserved');
  const chunks: CopyChunk[] = [];
  for (let i = 0; i < count; i++) {
    const sourceOffset = r.u64('SourceOffset');
    const targetOffset = r.u64('TargetOffset');
    chunks.push({ sourceOffset, targetOffset, length: r.u32('Length') });
    r.skip(4, 'Reserved');
  }
  return { sourceKey, chunks };
}

export function encodeCopyChunkRequest(value: CopyChunkRequest): Buffer {
  const w = new Writer(256).bytes(value.sourceKey).u32(value.chunks.length).u32(0);
  for (const chunk of value.chunks) {
    w.u64(chunk.sourceOffset).u64(chunk.targetOffset).u32(chunk.length).u32(0);
  }
  return w.finish();
}

/** @throws CodecError if the data is too short or malformed */
export function decodeCopyChunkResponse(data: Buffer): CopyChunkResponse {
  const r = new Reader(data, 'SRV_COPYCHUNK_RESPONSE');
  return {
    chunksWritten: r.u32('ChunksWritten'),
    chunkBytesWritten: r.u32('ChunkBytesWritten'),
    totalBytesWritten: r.u32('TotalBytesWritten'),
  };
}

export function encodeCopyChunkResponse(value: CopyChunkResponse): Buffer {
  const w = new Writer(12).u32(value.chunksWritten).u32(value.chunkBytesWritten);
  return w.u32(value.totalBytesWritten).finish();
}

/**
 * The 24 opaque bytes of an SRV_REQUEST_RESUME_KEY Response ([MS-SMB2] 2.2.32.3); its context means nothing.
 *
 * @throws CodecError if the data is too short or malformed
 */
export function decodeResumeKey(data: Buffer): Buffer {
  return new Reader(data, 'SRV_REQUEST_RESUME_KEY Response').bytes(24, 'ResumeKey');
}

/** ContextLength is 0; 4 zero bytes follow nevertheless, as from Windows, because older clients expect them. */
export function encodeResumeKey(resumeKey: Buffer): Buffer {
  return new Writer(32).bytes(resumeKey).zero(8).finish();
}
