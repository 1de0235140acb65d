import assert from 'node:assert/strict';
import {
  AccessMask,
  Command,
  CreateOptions,
  Dialect,
  type FileId,
  LockFlags,
} from '../../../../src/smb2-codec/index.js';
import { expectStatus } from '../../support.js';
import { bodies, connect, succeeded, type FileClient } from './file-client.js';
import { serveFolder, type SharedFolder } from './shared-folder.js';

const { SHARED_LOCK, EXCLUSIVE_LOCK, UNLOCK, FAIL_IMMEDIATELY } = LockFlags;
const EXCLUSIVE_NOW = EXCLUSIVE_LOCK | FAIL_IMMEDIATELY;
const SHARED_NOW = SHARED_LOCK | FAIL_IMMEDIATELY;

const range = (flags: number, offset = 0n, length = 10n) => ({ flags, offset, length });

/** Two clients with the same file open. */
async function two(server: SharedFolder) {
  server.put('a', '0123456789abcdef');
  const open = async () => {
    const client = await connect(server);
    return { client, fileId: (await client.open('a')).fileId };
  };
  return [await open(), await open()] as const;
}

interface Holder {
  readonly client: FileClient;
  readonly fileId: FileId;
}

/** A lock that has to wait; its interim response. */
const waitFor = ({ client, fileId }: Holder) =>
  client.begin(Command.LOCK, bodies.lock(fileId, [range(EXCLUSIVE_LOCK)]));

describe('[MS-SMB2] 3.3.5.14 Receiving an SMB2 LOCK Request', () => {
  it('an exclusive lock keeps others from reading, writing and locking', async () => {
    await using server = await serveFolder();
    const [first, second] = await two(server);
    succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW)]));
    expectStatus(await second.client.read(second.fileId), 'STATUS_FILE_LOCK_CONFLICT');
    expectStatus(await second.client.write(second.fileId, 'x'), 'STATUS_FILE_LOCK_CONFLICT');
    for (const flags of [EXCLUSIVE_NOW, SHARED_NOW]) {
      expectStatus(await second.client.lock(second.fileId, [range(flags)]), 'STATUS_LOCK_NOT_GRANTED');
    }
    succeeded(await second.client.read(second.fileId, { offset: 10n }));
    succeeded(await first.client.write(first.fileId, 'x'));
    succeeded(await first.client.lock(first.fileId, [range(UNLOCK)]));
    succeeded(await second.client.read(second.fileId));
  });

  it('shared locks stand beside each other and keep everybody from writing', async () => {
    await using server = await serveFolder();
    const [first, second] = await two(server);
    for (const { client, fileId } of [first, second]) {
      succeeded(await client.lock(fileId, [range(SHARED_NOW)]));
    }
    for (const { client, fileId } of [first, second]) {
      succeeded(await client.read(fileId));
      expectStatus(await client.write(fileId, 'x'), 'STATUS_FILE_LOCK_CONFLICT');
    }
  });

  it('3.3.5.14.2: of several locks all are granted or none', async () => {
    await using server = await serveFolder();
    const [first, second] = await two(server);
    succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW, 20n)]));
    const wanted = [range(EXCLUSIVE_NOW, 0n), range(EXCLUSIVE_NOW, 20n)];
    expectStatus(await second.client.lock(second.fileId, wanted), 'STATUS_LOCK_NOT_GRANTED');
    succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW, 0n)]));
  });

  for (const [why, locks, status] of [
    ['no lock at all', [], 'STATUS_INVALID_PARAMETER'],
    ['neither shared nor exclusive', [range(FAIL_IMMEDIATELY)], 'STATUS_INVALID_PARAMETER'],
    ['both', [range(SHARED_LOCK | EXCLUSIVE_LOCK)], 'STATUS_INVALID_PARAMETER'],
    ['an unlock among locks', [range(EXCLUSIVE_NOW), range(UNLOCK)], 'STATUS_INVALID_PARAMETER'],
    ['several that may wait', [range(SHARED_LOCK), range(SHARED_LOCK, 20n)], 'STATUS_INVALID_PARAMETER'],
    ['a range beyond 2^64', [range(EXCLUSIVE_NOW, (1n << 64n) - 1n, 2n)], 'STATUS_INVALID_LOCK_RANGE'],
    ['an unlock of what is not locked', [range(UNLOCK)], 'STATUS_RANGE_NOT_LOCKED'],
    ['an unlock with a kind', [range(UNLOCK | SHARED_LOCK)], 'STATUS_INVALID_PARAMETER'],
  ] as const) {
    it(`${why}: ${status}`, async () => {
      await using server = await serveFolder();
      const [{ client, fileId }] = await two(server);
      expectStatus(await client.lock(fileId, locks), status);
    });
  }

  it('3.3.5.14.1: what was unlocked before an element failed stays unlocked', async () => {
    await using server = await serveFolder();
    const [first, second] = await two(server);
    succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW)]));
    const reply = await first.client.lock(first.fileId, [range(UNLOCK), range(UNLOCK, 50n)]);
    expectStatus(reply, 'STATUS_RANGE_NOT_LOCKED');
    succeeded(await second.client.lock(second.fileId, [range(EXCLUSIVE_NOW)]));
  });

  it('a directory, a pipe, an open without data access', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const directory = await client.open('', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
    expectStatus(await client.lock(directory.fileId, [range(SHARED_NOW)]), 'STATUS_INVALID_PARAMETER');
    const blind = await client.open('a', { desiredAccess: AccessMask.READ_CONTROL });
    expectStatus(await client.lock(blind.fileId, [range(SHARED_NOW)]), 'STATUS_ACCESS_DENIED');
    const onPipes = await client.onTree('IPC$');
    const pipe = await onPipes.open('srvsvc');
    expectStatus(await onPipes.lock(pipe.fileId, [range(SHARED_NOW)]), 'STATUS_INVALID_DEVICE_REQUEST');
  });

  describe('a lock that waits', () => {
    it('is granted when the range is free', async () => {
      await using server = await serveFolder();
      const [first, second] = await two(server);
      succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW)]));
      const interim = await waitFor(second);
      assert.equal(interim.signature, 'none');
      succeeded(await first.client.lock(first.fileId, [range(UNLOCK)]));
      const final = await second.client.smb.receive();
      expectStatus(final, 'STATUS_SUCCESS');
      assert.equal(final.header.asyncId, interim.header.asyncId);
      assert.equal(final.header.messageId, interim.header.messageId);
      assert.equal(final.header.credits, 0);
      assert.equal(final.signature, 'valid');
      expectStatus(await first.client.read(first.fileId), 'STATUS_FILE_LOCK_CONFLICT');
    });

    it('is granted when its holder closes, and when its connection is lost', async () => {
      await using server = await serveFolder();
      for (const end of [
        async ({ client, fileId }: Holder) => void (await client.close(fileId)),
        async ({ client }: Holder) => client.smb.close(),
      ]) {
        const [first, second] = await two(server);
        succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW)]));
        await waitFor(second);
        await end(first);
        expectStatus(await second.client.smb.receive(), 'STATUS_SUCCESS');
        await second.client.close(second.fileId);
      }
    });

    it('CANCEL: STATUS_CANCELLED, and the range is not locked by it later', async () => {
      await using server = await serveFolder();
      const [first, second] = await two(server);
      succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW)]));
      second.client.cancel(await waitFor(second));
      expectStatus(await second.client.smb.receive(), 'STATUS_CANCELLED');
      succeeded(await first.client.lock(first.fileId, [range(UNLOCK)]));
      succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW)]));
    });

    for (const [how, end] of [
      ['CLOSE', ({ client, fileId }: Holder) => client.sendClose(fileId)],
      ['TREE_DISCONNECT', ({ client }: Holder) => client.sendTreeDisconnect()],
      ['LOGOFF', ({ client }: Holder) => client.sendLogoff()],
    ] as const) {
      it(`${how} of who waits: STATUS_RANGE_NOT_LOCKED`, async () => {
        await using server = await serveFolder();
        const [first, second] = await two(server);
        succeeded(await first.client.lock(first.fileId, [range(EXCLUSIVE_NOW)]));
        const interim = await waitFor(second);
        end(second);
        expectStatus(await second.client.final(interim), 'STATUS_RANGE_NOT_LOCKED');
      });
    }
  });

  describe('LockSequence', () => {
    const lockedTwice = async (dialect: number) => {
      await using server = await serveFolder();
      server.put('a', '');
      const client = await connect(server, { negotiate: { dialects: [dialect] } });
      const { fileId } = await client.open('a');
      // Index 1, number 5.
      succeeded(await client.lock(fileId, [range(EXCLUSIVE_NOW)], 0x15));
      return await client.lock(fileId, [range(EXCLUSIVE_NOW)], 0x15);
    };

    it('a request repeated on another channel succeeds without being done again', async () => {
      expectStatus(await lockedTwice(Dialect.SMB_3_1_1), 'STATUS_SUCCESS');
    });

    it('before SMB 3 there are no channels', async () => {
      expectStatus(await lockedTwice(Dialect.SMB_2_1), 'STATUS_LOCK_NOT_GRANTED');
    });

    it('another number, and index 0, are new requests', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a');
      succeeded(await client.lock(fileId, [range(EXCLUSIVE_NOW)], 0x15));
      expectStatus(await client.lock(fileId, [range(EXCLUSIVE_NOW)], 0x16), 'STATUS_LOCK_NOT_GRANTED');
      expectStatus(await client.lock(fileId, [range(EXCLUSIVE_NOW)], 0x15), 'STATUS_LOCK_NOT_GRANTED');
      expectStatus(await client.lock(fileId, [range(EXCLUSIVE_NOW)], 0x05), 'STATUS_LOCK_NOT_GRANTED');
    });
  });
});
