import assert from 'node:assert/strict';
import {
  decodeFileNotifyInformation,
  encodeFileRenameInformation,
  FileAction,
  FileInformationClass,
} from '../../../../src/smb2-codec/fscc/index.js';
import { Writer } from '../../../../src/bytes/index.js';
import {
  AccessMask,
  ChangeNotifyFlags,
  Command,
  CompletionFilter,
  CreateOptions,
  decodeChangeNotifyResponse,
  type FileId,
} from '../../../../src/smb2-codec/index.js';
import { type Reply } from '../../../support/smb-client.js';
import { expectStatus } from '../../support.js';
import { bodies, connect, succeeded, type FileClient } from './file-client.js';
import { serveFolder, type SharedFolder } from './shared-folder.js';

const { ADDED, REMOVED, MODIFIED, RENAMED_OLD_NAME, RENAMED_NEW_NAME } = FileAction;
const NAMES = CompletionFilter.FILE_NOTIFY_CHANGE_FILE_NAME | CompletionFilter.FILE_NOTIFY_CHANGE_DIR_NAME;
const directory = { createOptions: CreateOptions.FILE_DIRECTORY_FILE };

/** A client that watches the root, another that changes things. */
async function watcher(server: SharedFolder, filter: number = NAMES, flags = 0, room = 4096) {
  const client = await connect(server);
  const other = await connect(server);
  // With DELETE it would keep others from renaming.
  const { fileId } = await client.open('', { ...directory, desiredAccess: AccessMask.GENERIC_READ });
  const watch = () => client.begin(Command.CHANGE_NOTIFY, bodies.notify(fileId, filter, flags, room));
  return { client, other, fileId, watch };
}

function changes(reply: Reply): (readonly [number, string])[] {
  const { outputBuffer } = decodeChangeNotifyResponse(succeeded(reply));
  return decodeFileNotifyInformation(outputBuffer).map(({ action, fileName }) => [action, fileName] as const);
}

async function remove(client: FileClient, name: string): Promise<void> {
  const { fileId } = await client.open(name, { createOptions: CreateOptions.FILE_DELETE_ON_CLOSE });
  succeeded(await client.close(fileId));
}

async function rename(client: FileClient, fileId: FileId, fileName: string): Promise<void> {
  const w = new Writer(64);
  encodeFileRenameInformation(w, { replaceIfExists: false, rootDirectory: 0n, fileName });
  succeeded(await client.setInfo(fileId, FileInformationClass.RENAME, w.finish()));
}

describe('[MS-SMB2] 3.3.5.19 Receiving an SMB2 CHANGE_NOTIFY Request', () => {
  it('waits for a change, and tells it', async () => {
    await using server = await serveFolder();
    const { client, other, watch } = await watcher(server);
    const interim = await watch();
    await other.open('new.txt');
    const reply = await client.smb.receive();
    assert.deepEqual(changes(reply), [[ADDED, 'new.txt']]);
    assert.equal(reply.header.asyncId, interim.header.asyncId);
  });

  it('what happened between two requests is told at once', async () => {
    await using server = await serveFolder();
    const { client, other, fileId, watch } = await watcher(server);
    const first = await watch();
    const { fileId: added } = await other.open('a');
    assert.deepEqual(changes(await client.final(first)), [[ADDED, 'a']]);
    await rename(other, added, 'b');
    await other.close(added);
    await remove(other, 'b');
    const reply = await client.request(Command.CHANGE_NOTIFY, bodies.notify(fileId));
    assert.deepEqual(changes(reply), [
      [RENAMED_OLD_NAME, 'a'],
      [RENAMED_NEW_NAME, 'b'],
      [REMOVED, 'b'],
    ]);
  });

  it('SMB2_WATCH_TREE looks below, and CompletionFilter chooses', async () => {
    await using server = await serveFolder();
    const filter = CompletionFilter.FILE_NOTIFY_CHANGE_SIZE;
    const { client, other, watch } = await watcher(server, filter, ChangeNotifyFlags.WATCH_TREE);
    await other.open('sub', directory);
    const interim = await watch();
    const { fileId } = await other.open('sub\\a');
    succeeded(await other.write(fileId, 'x'));
    assert.deepEqual(changes(await client.final(interim)), [[MODIFIED, 'sub\\a']]);
  });

  it('changes that do not fit, and a client without room: STATUS_NOTIFY_ENUM_DIR', async () => {
    await using server = await serveFolder();
    for (const room of [0, 14]) {
      const { client, other, watch } = await watcher(server, NAMES, 0, room);
      const interim = await watch();
      await other.open(`a long name for ${room}`);
      const reply = await client.final(interim);
      expectStatus(reply, 'STATUS_NOTIFY_ENUM_DIR');
      assert.equal(decodeChangeNotifyResponse(reply.message).outputBuffer.length, 0);
    }
  });

  it('the buffer of the first request is that of all: as small as it was, or as the later one has room', async () => {
    await using server = await serveFolder();
    for (const [first, later, status] of [
      [0, 4096, 'STATUS_NOTIFY_ENUM_DIR'],
      [4096, 14, 'STATUS_NOTIFY_ENUM_DIR'],
      [4096, 8192, 'STATUS_SUCCESS'],
    ] as const) {
      const { client, other, fileId, watch } = await watcher(server, NAMES, 0, first);
      const interim = await watch();
      client.cancel(interim);
      expectStatus(await client.final(interim), 'STATUS_CANCELLED');
      const again = await client.begin(Command.CHANGE_NOTIFY, bodies.notify(fileId, NAMES, 0, later));
      await other.open(`a name for ${first} and ${later}`);
      expectStatus(await client.final(again), status);
    }
  });

  it('CANCEL: STATUS_CANCELLED', async () => {
    await using server = await serveFolder();
    const { client, watch } = await watcher(server);
    const interim = await watch();
    client.cancel(interim);
    expectStatus(await client.final(interim), 'STATUS_CANCELLED');
  });

  for (const [how, end] of [
    ['CLOSE', (client: FileClient, fileId: FileId) => client.sendClose(fileId)],
    ['TREE_DISCONNECT', (client: FileClient) => client.sendTreeDisconnect()],
    ['LOGOFF', (client: FileClient) => client.sendLogoff()],
  ] as const) {
    it(`${how}: STATUS_NOTIFY_CLEANUP for each request that waits`, async () => {
      await using server = await serveFolder();
      const { client, fileId, watch } = await watcher(server);
      const interims = [await watch(), await watch()];
      end(client, fileId);
      for (const interim of interims) expectStatus(await client.final(interim), 'STATUS_NOTIFY_CLEANUP');
    });
  }

  it('the directory is deleted: STATUS_DELETE_PENDING', async () => {
    await using server = await serveFolder();
    const { client, other } = await watcher(server);
    const { fileId } = await client.open('sub', directory);
    const interim = await client.begin(Command.CHANGE_NOTIFY, bodies.notify(fileId));
    await remove(other, 'sub');
    expectStatus(await client.final(interim), 'STATUS_DELETE_PENDING');
  });

  it('a lost connection leaves nothing behind', async () => {
    await using server = await serveFolder();
    const { client, other, watch } = await watcher(server);
    await watch();
    client.smb.close();
    await other.open('a');
    await remove(other, 'a');
  });

  it('more requests that wait than the limit: STATUS_INSUFFICIENT_RESOURCES', async () => {
    await using server = await serveFolder({ limits: { asyncRequests: 2 } });
    const { client, fileId, watch } = await watcher(server);
    await watch();
    await watch();
    const reply = await client.request(Command.CHANGE_NOTIFY, bodies.notify(fileId));
    expectStatus(reply, 'STATUS_INSUFFICIENT_RESOURCES');
    assert.equal(server.limitHits.get('asyncRequests'), 1);
  });

  it('a file, a pipe, an open that may not list, more than MaxTransactSize', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const notify = (on: FileClient, fileId: FileId, room = 4096) =>
      on.request(Command.CHANGE_NOTIFY, bodies.notify(fileId, NAMES, 0, room));
    const file = await client.open('a');
    expectStatus(await notify(client, file.fileId), 'STATUS_INVALID_PARAMETER');
    const blind = await client.open('', { desiredAccess: AccessMask.READ_CONTROL });
    expectStatus(await notify(client, blind.fileId), 'STATUS_ACCESS_DENIED');
    const root = await client.open('', directory);
    expectStatus(await notify(client, root.fileId, 0x7fffffff), 'STATUS_INVALID_PARAMETER');
    const onPipes = await client.onTree('IPC$');
    const pipe = await onPipes.open('srvsvc');
    expectStatus(await notify(onPipes, pipe.fileId), 'STATUS_INVALID_DEVICE_REQUEST');
  });
});
