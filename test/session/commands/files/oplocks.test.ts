import assert from 'node:assert/strict';
import {
  AccessMask,
  CloseFlags,
  Command,
  CreateDisposition,
  decodeCreateResponse,
  decodeOplockBreakResponse,
  Dialect,
  encodeCancelRequest,
  type FileId,
  NO_FILE_ID,
  HeaderFlags,
  OplockLevel,
} from '../../../../src/smb2-codec/index.js';
import { FileInformationClass } from '../../../../src/smb2-codec/fscc/index.js';
import { NtStatus } from '../../../../src/constants/nt-status.js';
import { ACKNOWLEDGE_MILLISECONDS } from '../../../../src/session/commands/files/oplock-break.js';
import { HandDrivenRuntime } from '../../../support/hand-driven-runtime.js';
import type { Reply } from '../../../support/smb-client.js';
import { expectStatus } from '../../support.js';
import { bodies, connect, succeeded, type FileClient } from './file-client.js';
import { serveFolder, type SharedFolder } from './shared-folder.js';

const {
  SMB2_OPLOCK_LEVEL_NONE: NONE,
  SMB2_OPLOCK_LEVEL_II: II,
  SMB2_OPLOCK_LEVEL_EXCLUSIVE: EXCLUSIVE,
  SMB2_OPLOCK_LEVEL_BATCH: BATCH,
  SMB2_OPLOCK_LEVEL_LEASE: LEASE,
} = OplockLevel;
const oplock = (requestedOplockLevel: number) => ({ requestedOplockLevel });

/** A client that holds an oplock on `a`, and one that does not. */
async function holder(server: SharedFolder, level: number, dialect: number = Dialect.SMB_3_1_1) {
  server.put('a', 'contents');
  const client = await connect(server, { negotiate: { dialects: [dialect] } });
  const other = await connect(server);
  const { fileId, oplockLevel } = await client.open('a', oplock(level));
  assert.equal(oplockLevel, level);
  return { client, other, fileId };
}

/** The level that the server broke an oplock to, after checking the form of the notification. */
function brokenTo(notification: Reply, client: FileClient, fileId: FileId): number {
  const { header } = notification;
  assert.equal(header.command, Command.OPLOCK_BREAK);
  assert.equal(header.messageId, 0xffff_ffff_ffff_ffffn);
  assert.equal(header.sessionId, client.session.id);
  assert.equal(header.treeId, 0);
  assert.equal(notification.signature, 'none');
  const body = decodeOplockBreakResponse(notification.message);
  assert.ok(body.kind === 'oplock');
  assert.deepEqual(body.fileId, fileId);
  return body.oplockLevel;
}

const acknowledge = (client: FileClient, fileId: FileId, oplockLevel: number) =>
  client.oplockBreak({ kind: 'oplock', oplockLevel, fileId });

/** A CREATE that has to wait for the holder. */
const beginOpen = (other: FileClient) => other.begin(Command.CREATE, bodies.create('a'));

describe('[MS-SMB2] 3.3.4.6, 3.3.5.22.1 oplocks of two clients', () => {
  for (const level of [EXCLUSIVE, BATCH]) {
    for (const kept of [II, NONE]) {
      it(`level ${level} is broken by an open, which waits until the holder keeps ${kept}`, async () => {
        await using server = await serveFolder();
        const { client, other, fileId } = await holder(server, level);
        const interim = await beginOpen(other);
        assert.equal(brokenTo(await client.smb.receive(), client, fileId), II);
        const reply = await acknowledge(client, fileId, kept);
        const answer = decodeOplockBreakResponse(succeeded(reply));
        assert.deepEqual(answer, { kind: 'oplock', oplockLevel: kept, fileId });
        assert.equal(decodeCreateResponse(succeeded(await other.final(interim))).oplockLevel, NONE);
      });
    }
  }

  it('the holder may close instead, and asks for attributes as it goes', async () => {
    await using server = await serveFolder();
    const { client, other, fileId } = await holder(server, BATCH);
    const interim = await beginOpen(other);
    await client.smb.receive();
    succeeded(await client.close(fileId, CloseFlags.POSTQUERY_ATTRIB));
    succeeded(await other.final(interim));
  });

  it('the holder may vanish', async () => {
    await using server = await serveFolder();
    const { client, other } = await holder(server, BATCH);
    const interim = await beginOpen(other);
    client.smb.close();
    succeeded(await other.final(interim));
  });

  it('the holder may be silent for 35 seconds, and then has nothing left to acknowledge (3.3.6.1)', async () => {
    await using server = await serveFolder({}, new HandDrivenRuntime());
    const { client, other, fileId } = await holder(server, BATCH);
    const begun = beginOpen(other);
    assert.equal(brokenTo(await client.smb.receive(), client, fileId), II);
    server.runtime.advance(1000);
    const interim = await begun;
    server.runtime.advance(ACKNOWLEDGE_MILLISECONDS - 1001);
    succeeded(await client.queryInfo(fileId, FileInformationClass.STANDARD));
    server.runtime.advance(1);
    succeeded(await other.final(interim));
    expectStatus(await acknowledge(client, fileId, II), 'STATUS_INVALID_DEVICE_STATE');
  });

  it('who waits may cancel', async () => {
    await using server = await serveFolder();
    const { client, other, fileId } = await holder(server, BATCH);
    const interim = await beginOpen(other);
    other.cancel(interim);
    expectStatus(await other.final(interim), 'STATUS_CANCELLED');
    brokenTo(await client.smb.receive(), client, fileId);
    succeeded(await acknowledge(client, fileId, NONE));
  });

  it('overwriting breaks to none, and a look at the attributes breaks nothing', async () => {
    await using server = await serveFolder();
    const { client, other, fileId } = await holder(server, BATCH);
    await other.open('a', { desiredAccess: AccessMask.FILE_READ_ATTRIBUTES });
    const body = bodies.create('a', { createDisposition: CreateDisposition.FILE_OVERWRITE });
    const interim = await other.begin(Command.CREATE, body);
    assert.equal(brokenTo(await client.smb.receive(), client, fileId), NONE);
    succeeded(await acknowledge(client, fileId, NONE));
    succeeded(await other.final(interim));
  });

  it('level II is shared, ends with a write, and nobody acknowledges that', async () => {
    await using server = await serveFolder();
    const { client, other, fileId } = await holder(server, II);
    const second = await other.open('a', oplock(EXCLUSIVE));
    assert.equal(second.oplockLevel, II);
    other.send(Command.WRITE, bodies.write(second.fileId, 'x'));
    assert.equal(brokenTo(await client.smb.receive(), client, fileId), NONE);
    assert.equal(brokenTo(await other.smb.receive(), other, second.fileId), NONE);
    succeeded(await other.smb.receive());
    expectStatus(await acknowledge(client, fileId, NONE), 'STATUS_INVALID_DEVICE_STATE');
  });

  for (const [what, level, status] of [
    ['more than it was left', EXCLUSIVE, 'STATUS_INVALID_OPLOCK_PROTOCOL'],
    ['all it had', BATCH, 'STATUS_INVALID_OPLOCK_PROTOCOL'],
    ['no level at all', 0x55, 'STATUS_INVALID_OPLOCK_PROTOCOL'],
    ['a lease', LEASE, 'STATUS_INVALID_PARAMETER'],
  ] as const) {
    it(`a holder that keeps ${what}: ${status}, and the break is over`, async () => {
      await using server = await serveFolder();
      const { client, other, fileId } = await holder(server, BATCH);
      const interim = await beginOpen(other);
      await client.smb.receive();
      expectStatus(await acknowledge(client, fileId, level), status);
      succeeded(await other.final(interim));
      expectStatus(await acknowledge(client, fileId, NONE), 'STATUS_INVALID_DEVICE_STATE');
    });
  }

  it('an acknowledgment that nobody asked for: STATUS_INVALID_DEVICE_STATE', async () => {
    await using server = await serveFolder();
    const { client, fileId } = await holder(server, BATCH);
    expectStatus(await acknowledge(client, fileId, NONE), 'STATUS_INVALID_DEVICE_STATE');
    expectStatus(await acknowledge(client, NO_FILE_ID, NONE), 'STATUS_FILE_CLOSED');
  });

  it('3.3.5.22.2 a lease: STATUS_OBJECT_NAME_NOT_FOUND', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const lease = { kind: 'lease', leaseKey: Buffer.alloc(16, 1), leaseState: 0 } as const;
    expectStatus(await client.oplockBreak(lease), 'STATUS_OBJECT_NAME_NOT_FOUND');
  });

  it('an encrypted session is told of a break encrypted', async () => {
    await using server = await serveFolder({ policy: { encryption: 'required' } });
    server.put('a', '');
    const client = await connect(server);
    const { fileId } = await client.open('a', oplock(BATCH));
    const other = await connect(server);
    const interim = await beginOpen(other);
    const notification = await client.smb.receive();
    assert.ok(notification.encrypted);
    assert.equal(brokenTo(notification, client, fileId), II);
    succeeded(await acknowledge(client, fileId, II));
    succeeded(await other.final(interim));
  });

  describe('a compound that begins with a CREATE (note <266>)', () => {
    const compound = (client: FileClient) =>
      client.smb.sendCompound([
        { command: Command.CREATE, body: bodies.create('a'), options: client.options },
        {
          command: Command.CLOSE,
          body: bodies.close(NO_FILE_ID),
          options: { ...client.options, header: { flags: HeaderFlags.RELATED_OPERATIONS } },
        },
      ]);

    it('waits as a whole, after an interim response to the CREATE', async () => {
      await using server = await serveFolder();
      const { client, other, fileId } = await holder(server, BATCH);
      compound(other);
      const interim = await other.smb.receive();
      expectStatus(interim, 'STATUS_PENDING');
      await client.smb.receive();
      succeeded(await acknowledge(client, fileId, II));
      const [created, closed, ...rest] = await other.smb.receiveFrame();
      assert.ok(created !== undefined && closed !== undefined && rest.length === 0);
      expectStatus(created, 'STATUS_SUCCESS');
      assert.equal(created.header.asyncId, interim.header.asyncId);
      assert.equal(created.header.credits, 0);
      expectStatus(closed, 'STATUS_SUCCESS');
    });

    it('can be cancelled by its MessageId', async () => {
      await using server = await serveFolder();
      const { other } = await holder(server, BATCH);
      compound(other);
      const { header } = await other.smb.receive();
      other.send(Command.CANCEL, encodeCancelRequest, { header: { messageId: header.messageId } });
      const replies = await other.smb.receiveFrame();
      for (const reply of replies) expectStatus(reply, 'STATUS_CANCELLED');
      assert.equal(replies.length, 2);
    });
  });

  it('who closes a file in the compound that opens it is told of no break', async () => {
    await using server = await serveFolder();
    server.put('a', 'contents');
    const client = await connect(server);
    const other = await connect(server);
    const related = { ...client.options, header: { flags: HeaderFlags.RELATED_OPERATIONS } };
    for (let round = 0; round < 20; round++) {
      // The queries take time in which the open of the other arrives, and the break it makes is held back.
      const query = {
        command: Command.QUERY_INFO,
        body: bodies.queryInfo(NO_FILE_ID, FileInformationClass.BASIC),
        options: related,
      };
      client.smb.sendCompound([
        { command: Command.CREATE, body: bodies.create('a', oplock(BATCH)), options: client.options },
        ...Array.from({ length: 8 }, () => query),
        { command: Command.CLOSE, body: bodies.close(NO_FILE_ID), options: related },
      ]);
      const opened = other.open('a');
      const commands: number[] = [];
      while (commands.length < 10) {
        const { header, status } = await client.smb.receive();
        if (status !== NtStatus.STATUS_PENDING) commands.push(header.command);
      }
      assert.equal(commands.includes(Command.OPLOCK_BREAK), false);
      const { fileId } = await opened;
      succeeded(await other.close(fileId));
    }
    // A break that came late would be ahead of this.
    assert.equal((await client.smb.echo({ session: client.session })).header.command, Command.ECHO);
  });
});
