import assert from 'node:assert/strict';
import { FileInformationClass } from '../../../src/smb2-codec/fscc/index.js';
import {
  AccessMask,
  Command,
  CreateDisposition,
  CtlCode,
  decodeCreateResponse,
  decodeIoctlResponse,
  decodeReadResponse,
  HeaderFlags,
  NO_FILE_ID,
  ShareAccess,
} from '../../../src/smb2-codec/index.js';
import { expectStatus } from '../support.js';
import { bodies, connect, succeeded, type FileClient } from '../commands/files/file-client.js';
import { serveFolder } from '../commands/files/shared-folder.js';

describe('[MS-SMB2] 3.3.5.2.7.2 related requests on a file', () => {
  type Part = readonly [number, ReturnType<typeof bodies.close>];

  /** The responses to requests of which all but the first are related. */
  async function compound(client: FileClient, ...parts: readonly Part[]) {
    client.smb.sendCompound(
      parts.map(([command, body], index) => ({
        command,
        body,
        options: {
          ...client.options,
          header: { flags: index === 0 ? 0 : HeaderFlags.RELATED_OPERATIONS },
        },
      })),
    );
    return client.smb.receiveFrame();
  }

  it('CREATE, QUERY_INFO, CLOSE, as Linux sends them', async () => {
    await using server = await serveFolder();
    server.put('a', 'contents');
    const client = await connect(server);
    const replies = await compound(
      client,
      [Command.CREATE, bodies.create('a', { desiredAccess: AccessMask.FILE_READ_ATTRIBUTES })],
      [Command.QUERY_INFO, bodies.queryInfo(NO_FILE_ID, FileInformationClass.ALL)],
      [Command.CLOSE, bodies.close(NO_FILE_ID)],
    );
    assert.equal(replies.length, 3);
    for (const reply of replies) expectStatus(reply, 'STATUS_SUCCESS');
  });

  it('the file is that of the request before, whatever a request names itself', async () => {
    await using server = await serveFolder();
    server.put('a', 'of a');
    const client = await connect(server);
    const { fileId } = await client.open('b');
    const [, read] = await compound(
      client,
      [Command.CREATE, bodies.create('a')],
      [Command.READ, bodies.read(fileId)],
    );
    assert.ok(read);
    assert.equal(decodeReadResponse(succeeded(read)).data.toString(), 'of a');
  });

  it('an IOCTL passes the file on, and names it in its response', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const [created, key, read] = await compound(
      client,
      [Command.CREATE, bodies.create('a')],
      [Command.IOCTL, bodies.ioctl(NO_FILE_ID, CtlCode.SRV_REQUEST_RESUME_KEY, Buffer.alloc(0))],
      [Command.FLUSH, bodies.flush(NO_FILE_ID)],
    );
    assert.ok(created && key && read);
    const { fileId } = decodeCreateResponse(succeeded(created));
    assert.deepEqual(decodeIoctlResponse(succeeded(key)).fileId, fileId);
    succeeded(read);
  });

  it('a refused WRITE keeps nobody from READ and CLOSE behind it', async () => {
    await using server = await serveFolder();
    server.put('a', 'contents');
    const client = await connect(server);
    const fixed = { desiredAccess: AccessMask.GENERIC_READ, shareAccess: ShareAccess.FILE_SHARE_READ };
    const [, write, read, close] = await compound(
      client,
      [Command.CREATE, bodies.create('a', { ...fixed, createDisposition: CreateDisposition.FILE_OPEN })],
      [Command.WRITE, bodies.write(NO_FILE_ID, 'x')],
      [Command.READ, bodies.read(NO_FILE_ID)],
      [Command.CLOSE, bodies.close(NO_FILE_ID)],
    );
    assert.ok(write && read && close);
    expectStatus(write, 'STATUS_ACCESS_DENIED');
    expectStatus(read, 'STATUS_SUCCESS');
    expectStatus(close, 'STATUS_SUCCESS');
    // It is closed indeed.
    await client.open('a', { desiredAccess: AccessMask.GENERIC_WRITE });
  });

  it('a CREATE that fails fails what is behind it by its own status', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const replies = await compound(
      client,
      [Command.CREATE, bodies.create('missing', { createDisposition: CreateDisposition.FILE_OPEN })],
      [Command.QUERY_INFO, bodies.queryInfo(NO_FILE_ID, FileInformationClass.ALL)],
      [Command.CLOSE, bodies.close(NO_FILE_ID)],
    );
    assert.equal(replies.length, 3);
    for (const reply of replies) expectStatus(reply, 'STATUS_OBJECT_NAME_NOT_FOUND');
  });

  it('a second CREATE that fails leaves no file, not even the first', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const [, , read] = await compound(
      client,
      [Command.CREATE, bodies.create('a')],
      [Command.CREATE, bodies.create('missing', { createDisposition: CreateDisposition.FILE_OPEN })],
      [Command.READ, bodies.read(NO_FILE_ID)],
    );
    assert.ok(read);
    expectStatus(read, 'STATUS_OBJECT_NAME_NOT_FOUND');
  });

  it('behind a CLOSE: STATUS_FILE_CLOSED; without any file: STATUS_INVALID_HANDLE', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const closed = await compound(
      client,
      [Command.CREATE, bodies.create('a')],
      [Command.CLOSE, bodies.close(NO_FILE_ID)],
      [Command.READ, bodies.read(NO_FILE_ID)],
    );
    assert.ok(closed[2]);
    expectStatus(closed[2], 'STATUS_FILE_CLOSED');
    const none = await compound(
      client,
      [Command.ECHO, (w) => w.u16(4).u16(0)],
      [Command.READ, bodies.read(NO_FILE_ID)],
    );
    assert.ok(none[1]);
    expectStatus(none[1], 'STATUS_INVALID_HANDLE');
  });

  it('a request on a file that is not there fails a CLOSE behind it the same way', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const replies = await compound(
      client,
      [Command.IOCTL, bodies.ioctl(NO_FILE_ID, CtlCode.CREATE_OR_GET_OBJECT_ID, Buffer.alloc(0))],
      [Command.CLOSE, bodies.close(NO_FILE_ID)],
    );
    for (const reply of replies) expectStatus(reply, 'STATUS_FILE_CLOSED');
  });
});
