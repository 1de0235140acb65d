import assert from 'node:assert/strict';
import {
  AccessMask,
  type CopyChunk,
  CtlCode,
  decodeCopyChunkResponse,
  decodeIoctlResponse,
  decodeResumeKey,
  encodeCopyChunkRequest,
  encodePipeWaitRequest,
  type FileId,
  LockFlags,
  NO_FILE_ID,
} from '../../../../src/smb2-codec/index.js';
import type { Reply } from '../../../support/smb-client.js';
import { expectStatus } from '../../support.js';
import { connect, succeeded, type FileClient } from './file-client.js';
import { serveFolder } from './shared-folder.js';

const { SRV_COPYCHUNK, SRV_COPYCHUNK_WRITE, SRV_REQUEST_RESUME_KEY, PIPE_WAIT } = CtlCode;
const MEGABYTE = 1024 * 1024;

async function keyOf(client: FileClient, fileId: FileId): Promise<Buffer> {
  const reply = await client.ioctl(fileId, SRV_REQUEST_RESUME_KEY);
  return decodeResumeKey(decodeIoctlResponse(succeeded(reply)).output);
}

function copied(reply: Reply) {
  return decodeCopyChunkResponse(decodeIoctlResponse(reply.message).output);
}

const chunk = (sourceOffset: bigint, targetOffset: bigint, length: number): CopyChunk => ({
  sourceOffset,
  targetOffset,
  length,
});

describe('[MS-SMB2] 3.3.5.15.6 server-side copy', () => {
  /** A source of 10 bytes and an empty target. */
  async function pair(contents = '0123456789') {
    const server = await serveFolder();
    server.put('source', contents);
    const client = await connect(server);
    const source = await client.open('source');
    const target = await client.open('target');
    const sourceKey = await keyOf(client, source.fileId);
    const copy = (chunks: readonly CopyChunk[], ctlCode: number = SRV_COPYCHUNK, maxOutput = 4096) =>
      client.ioctl(target.fileId, ctlCode, encodeCopyChunkRequest({ sourceKey, chunks }), maxOutput);
    return { server, client, source, target, sourceKey, copy };
  }

  it('copies the chunks in their order', async () => {
    const { server, target, copy } = await pair();
    await using _ = server;
    const reply = await copy([chunk(5n, 0n, 5), chunk(0n, 5n, 5)]);
    succeeded(reply);
    assert.deepEqual(copied(reply), { chunksWritten: 2, chunkBytesWritten: 0, totalBytesWritten: 10 });
    assert.deepEqual(decodeIoctlResponse(reply.message).fileId, target.fileId);
    assert.equal(server.text('target'), '5678901234');
  });

  it('between trees of one session', async () => {
    const { server, client, sourceKey } = await pair();
    await using _ = server;
    const other = await client.onTree('other');
    const target = await other.open('target');
    const input = encodeCopyChunkRequest({ sourceKey, chunks: [chunk(0n, 0n, 10)] });
    succeeded(await other.ioctl(target.fileId, SRV_COPYCHUNK, input));
    assert.equal(await other.contents(target.fileId), '0123456789');
  });

  it('the key of another session, and one that was closed: STATUS_OBJECT_NAME_NOT_FOUND', async () => {
    const { server, client, source, sourceKey, copy } = await pair();
    await using _ = server;
    const stranger = await connect(server);
    const target = await stranger.open('mine');
    const input = encodeCopyChunkRequest({ sourceKey, chunks: [chunk(0n, 0n, 10)] });
    const reply = await stranger.ioctl(target.fileId, SRV_COPYCHUNK, input);
    expectStatus(reply, 'STATUS_OBJECT_NAME_NOT_FOUND');
    succeeded(await client.close(source.fileId));
    expectStatus(await copy([chunk(0n, 0n, 10)]), 'STATUS_OBJECT_NAME_NOT_FOUND');
  });

  for (const [why, chunks] of [
    ['257 chunks', Array.from({ length: 257 }, () => chunk(0n, 0n, 1))],
    ['a chunk of more than 1 MiB', [chunk(0n, 0n, MEGABYTE + 1)]],
    ['more than 16 MiB together', Array.from({ length: 17 }, () => chunk(0n, 0n, MEGABYTE))],
    ['an empty chunk', [chunk(0n, 0n, 0)]],
  ] as const) {
    it(`${why}: STATUS_INVALID_PARAMETER with the limits (3.3.5.15.6.2)`, async () => {
      const { server, copy } = await pair();
      await using _ = server;
      const reply = await copy(chunks);
      expectStatus(reply, 'STATUS_INVALID_PARAMETER');
      assert.deepEqual(copied(reply), {
        chunksWritten: 256,
        chunkBytesWritten: MEGABYTE,
        totalBytesWritten: 16 * MEGABYTE,
      });
      assert.equal(server.text('target'), '');
    });
  }

  it('beyond the end of the source: STATUS_INVALID_VIEW_SIZE with what was written (3.3.5.15.6.1)', async () => {
    for (const [beyond, written] of [
      [chunk(8n, 4n, 4), 'aaaa'],
      [chunk(100n, 4n, 4), 'aaaa'],
    ] as const) {
      const { server, copy } = await pair('aaaaaaaaaa');
      await using _ = server;
      const reply = await copy([chunk(0n, 0n, 4), beyond, chunk(0n, 8n, 4)]);
      expectStatus(reply, 'STATUS_INVALID_VIEW_SIZE');
      assert.deepEqual(copied(reply), { chunksWritten: 1, chunkBytesWritten: 0, totalBytesWritten: 4 });
      assert.equal(server.text('target'), written);
    }
  });

  it('FSCTL_SRV_COPYCHUNK needs to read the target, FSCTL_SRV_COPYCHUNK_WRITE does not', async () => {
    const { server, client, sourceKey } = await pair();
    await using _ = server;
    // The right to execute stands for reading in a source, and not in a target.
    const desiredAccess = AccessMask.FILE_WRITE_DATA | AccessMask.FILE_EXECUTE;
    const target = await client.open('blind', { desiredAccess });
    const input = encodeCopyChunkRequest({ sourceKey, chunks: [chunk(0n, 0n, 10)] });
    expectStatus(await client.ioctl(target.fileId, SRV_COPYCHUNK, input), 'STATUS_ACCESS_DENIED');
    succeeded(await client.ioctl(target.fileId, SRV_COPYCHUNK_WRITE, input));
    assert.equal(server.text('blind'), '0123456789');
  });

  it('a source that may not be read, a target that may not be written: STATUS_ACCESS_DENIED', async () => {
    const { server, client, target, sourceKey } = await pair();
    await using _ = server;
    const blind = await client.open('source', { desiredAccess: AccessMask.FILE_WRITE_DATA });
    const chunks = [chunk(0n, 0n, 10)];
    const fromBlind = encodeCopyChunkRequest({ sourceKey: await keyOf(client, blind.fileId), chunks });
    expectStatus(await client.ioctl(target.fileId, SRV_COPYCHUNK, fromBlind), 'STATUS_ACCESS_DENIED');
    const fixed = await client.open('target', { desiredAccess: AccessMask.GENERIC_READ });
    const input = encodeCopyChunkRequest({ sourceKey, chunks });
    expectStatus(await client.ioctl(fixed.fileId, SRV_COPYCHUNK_WRITE, input), 'STATUS_ACCESS_DENIED');
  });

  it('a lock of somebody else: STATUS_FILE_LOCK_CONFLICT', async () => {
    const { server, copy } = await pair();
    await using _ = server;
    const other = await connect(server);
    const { fileId } = await other.open('source');
    const flags = LockFlags.EXCLUSIVE_LOCK | LockFlags.FAIL_IMMEDIATELY;
    succeeded(await other.lock(fileId, [{ offset: 0n, length: 4n, flags }]));
    expectStatus(await copy([chunk(0n, 0n, 10)]), 'STATUS_FILE_LOCK_CONFLICT');
    assert.equal(server.text('target'), '');
  });

  it('no room for the answer, and less than a request: STATUS_INVALID_PARAMETER', async () => {
    const { server, client, target, source, copy } = await pair();
    await using _ = server;
    expectStatus(await copy([chunk(0n, 0n, 10)], SRV_COPYCHUNK, 11), 'STATUS_INVALID_PARAMETER');
    const short = Buffer.alloc(20);
    expectStatus(await client.ioctl(target.fileId, SRV_COPYCHUNK, short), 'STATUS_INVALID_PARAMETER');
    const key = await client.ioctl(source.fileId, SRV_REQUEST_RESUME_KEY, Buffer.alloc(0), 31);
    expectStatus(key, 'STATUS_INVALID_PARAMETER');
  });
});

describe('[MS-SMB2] 3.3.5.15 other control codes on files and pipes', () => {
  it('3.3.5.15.10 FSCTL_PIPE_WAIT', async () => {
    await using server = await serveFolder();
    const client = await connect(server, { share: 'IPC$' });
    const wait = (on: FileClient, name: string, fileId = NO_FILE_ID) =>
      on.ioctl(fileId, PIPE_WAIT, encodePipeWaitRequest({ timeout: undefined, name }));
    succeeded(await wait(client, 'srvsvc'));
    expectStatus(await wait(client, 'none'), 'STATUS_OBJECT_NAME_NOT_FOUND');
    expectStatus(await wait(client, 'srvsvc', { persistent: 1n, volatile: 1n }), 'STATUS_INVALID_PARAMETER');
    expectStatus(await wait(await client.onTree('disk'), 'srvsvc'), 'STATUS_INVALID_DEVICE_REQUEST');
    const short = await client.ioctl(NO_FILE_ID, PIPE_WAIT, Buffer.alloc(13));
    expectStatus(short, 'STATUS_INVALID_PARAMETER');
  });

  for (const [name, status] of [
    ['PIPE_TRANSCEIVE', 'STATUS_INVALID_DEVICE_REQUEST'],
    ['SET_SPARSE', 'STATUS_INVALID_DEVICE_REQUEST'],
    ['GET_REPARSE_POINT', 'STATUS_INVALID_DEVICE_REQUEST'],
    ['SRV_READ_HASH', 'STATUS_NOT_SUPPORTED'],
    ['LMR_REQUEST_RESILIENCY', 'STATUS_NOT_SUPPORTED'],
  ] as const) {
    it(`FSCTL_${name} on a file: ${status}`, async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a');
      expectStatus(await client.ioctl(fileId, CtlCode[name]), status);
    });
  }

  it('whatever the code, a file nobody has: STATUS_FILE_CLOSED', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    for (const ctlCode of [SRV_COPYCHUNK, CtlCode.PIPE_TRANSCEIVE, 0x12345678]) {
      expectStatus(await client.ioctl(NO_FILE_ID, ctlCode), 'STATUS_FILE_CLOSED');
    }
  });

  it('a resume key on a pipe: STATUS_INVALID_DEVICE_REQUEST', async () => {
    await using server = await serveFolder();
    const client = await connect(server, { share: 'IPC$' });
    const { fileId } = await client.open('srvsvc');
    expectStatus(await client.ioctl(fileId, SRV_REQUEST_RESUME_KEY), 'STATUS_INVALID_DEVICE_REQUEST');
  });
});
