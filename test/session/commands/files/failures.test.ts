import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { NtStatus } from '../../../../src/constants/nt-status.js';
import { systemRuntime } from '../../../../src/runtime/runtime.js';
import { createTemporaryShare } from '../../../../src/shares/directory/temporary-share.js';
import { ShareError } from '../../../../src/shares/share-error.js';
import type { DiskShare } from '../../../../src/shares/share.js';
import { CloseFlags, Command, decodeCloseResponse, InfoType } from '../../../../src/smb2-codec/index.js';
import { expectServing, expectStatus, serve } from '../../support.js';
import { bodies, connect, succeeded } from './file-client.js';
import { serveFolder } from './shared-folder.js';
import { until } from '../../../support/until.js';

const temporary = { name: 'disk', temporary: true } as const;

describe('files, when something goes wrong', () => {
  it('what was acknowledged before a client vanished in mid-write is in the file, and the file is free', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('a', { shareAccess: 0 });
    const block = (i: number) => Buffer.alloc(4096, i + 1);
    const write = (i: number) => bodies.write(fileId, block(i), { offset: BigInt(i * 4096) });
    for (let i = 0; i < 8; i++) client.send(Command.WRITE, write(i));
    const acknowledged: bigint[] = [];
    for (let i = 0; i < 4; i++) {
      const reply = await client.smb.receive();
      succeeded(reply);
      acknowledged.push(reply.header.messageId);
    }
    const next = client.smb.message(Command.WRITE, write(8), client.options);
    const first = client.smb.nextMessageId - 9n;
    client.smb.sendRaw(next.subarray(0, 1000));
    client.smb.socket.resetAndDestroy();
    const contents = readFileSync(server.path('a'));
    for (const messageId of acknowledged) {
      const i = Number(messageId - first);
      assert.deepEqual(contents.subarray(i * 4096, (i + 1) * 4096), block(i));
    }
    const other = await connect(server);
    await until('the file of the lost connection is closed', async () => {
      const reply = await other.create('a', { shareAccess: 0 });
      if (reply.status === NtStatus.STATUS_SHARING_VIOLATION) return false;
      expectStatus(reply, 'STATUS_SUCCESS');
      return true;
    });
  });

  /** A share on a real directory whose calls fail as a broken disk would. */
  async function failingShare(): Promise<DiskShare> {
    const real = await createTemporaryShare(
      { name: 'failing', access: { '*': 'write' } },
      { runtime: systemRuntime },
    );
    const fail = (status: NtStatus) => () => Promise.reject(new ShareError(status));
    return {
      ...real,
      volume: fail(NtStatus.STATUS_IO_DEVICE_ERROR),
      open: async (request) => {
        if (request.path === 'unreachable') throw new ShareError(NtStatus.STATUS_IO_TIMEOUT);
        const { file, action } = await real.open(request);
        file.write = fail(NtStatus.STATUS_DISK_FULL);
        file.flush = fail(NtStatus.STATUS_DISK_FULL);
        file.read = fail(NtStatus.STATUS_IO_DEVICE_ERROR);
        return { file, action };
      },
    };
  }

  it('a full or broken disk: its status, and the server serves on', async () => {
    await using server = await serve({ shares: [await failingShare(), temporary] });
    const client = await connect(server, { share: 'failing' });
    expectStatus(await client.create('unreachable'), 'STATUS_IO_TIMEOUT');
    const { fileId } = await client.open('a');
    expectStatus(await client.write(fileId, 'x'), 'STATUS_DISK_FULL');
    expectStatus(await client.flush(fileId), 'STATUS_DISK_FULL');
    expectStatus(await client.read(fileId), 'STATUS_IO_DEVICE_ERROR');
    const volume = await client.queryInfo(fileId, 1, { infoType: InfoType.FILESYSTEM });
    expectStatus(volume, 'STATUS_IO_DEVICE_ERROR');
    succeeded(await client.close(fileId));
    await expectServing(server);
  });

  it('a CREATE whose answer cannot be made leaves no open behind', async () => {
    await using server = await serve({ shares: [await failingShare(), temporary] });
    const client = await connect(server, { share: 'failing' });
    const createContexts = [{ name: 'QFid', data: Buffer.alloc(0) }];
    expectStatus(await client.create('a', { shareAccess: 0, createContexts }), 'STATUS_IO_DEVICE_ERROR');
    await client.open('a', { shareAccess: 0 });
  });

  it('attributes that cannot be had keep nobody from closing', async () => {
    const failing = await failingShare();
    const share: DiskShare = {
      ...failing,
      open: async (request) => {
        const opened = await failing.open(request);
        const { file } = opened;
        const info = await file.info();
        let asked = 0;
        file.info = () =>
          asked++ === 0 ? Promise.resolve(info) : Promise.reject(new ShareError(NtStatus.STATUS_IO_TIMEOUT));
        return opened;
      },
    };
    await using server = await serve({ shares: [share] });
    const client = await connect(server, { share: 'failing' });
    const { fileId } = await client.open('a', { shareAccess: 0 });
    const reply = await client.close(fileId, CloseFlags.POSTQUERY_ATTRIB);
    assert.equal(decodeCloseResponse(succeeded(reply)).flags, 0);
    await client.open('a', { shareAccess: 0 });
  });

  it('a share with a bug ends the connection, is logged, and harms nobody else', async () => {
    const bug = () => Promise.reject(new TypeError('a bug'));
    const share: DiskShare = { ...(await failingShare()), open: bug };
    await using server = await serve({ shares: [share, temporary] });
    const client = await connect(server, { share: 'failing' });
    client.send(Command.CREATE, bodies.create('a'));
    await client.smb.expectDisconnect();
    await expectServing(server);
    const [, error] = server.internalErrors.splice(0);
    assert.ok(error instanceof TypeError);
  });

  it('a directory that vanishes under its clients: errors, and no more', async () => {
    await using server = await serveFolder();
    server.put('a', 'contents');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    rmSync(server.path(), { recursive: true });
    succeeded(await client.write(fileId, 'still'));
    assert.equal(await client.contents(fileId), 'stillnts');
    for (const name of ['a', 'b', 'sub\\c']) {
      const { status } = await client.create(name);
      assert.notEqual(status, NtStatus.STATUS_SUCCESS, name);
    }
    succeeded(await client.close(fileId));
    const other = await connect(server, { share: 'other' });
    await other.open('a');
  });
});
