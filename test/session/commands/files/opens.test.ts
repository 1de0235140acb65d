import assert from 'node:assert/strict';
import { FileInformationClass } from '../../../../src/smb2-codec/fscc/index.js';
import { Command, CreateOptions, CtlCode, type FileId } from '../../../../src/smb2-codec/index.js';
import { login } from '../../../support/smb-client-login.js';
import { expectStatus } from '../../support.js';
import { bodies, connect, FileClient, succeeded } from './file-client.js';
import { serveFolder } from './shared-folder.js';

const directory = { createOptions: CreateOptions.FILE_DIRECTORY_FILE };

describe('opens belong to a session and a tree', () => {
  it('each command refuses one of another session or tree: STATUS_FILE_CLOSED', async () => {
    await using server = await serveFolder();
    server.put('a', 'contents');
    const owner = await connect(server);
    const { fileId } = await owner.open('a');
    const root = await owner.open('', directory);
    const sameConnection = new FileClient(owner.smb, await login(owner.smb), 0);
    const strangers = [
      await connect(server),
      await owner.onTree('other'),
      await owner.onTree('disk'),
      await sameConnection.onTree('disk'),
    ];
    for (const stranger of strangers) {
      for (const reply of [
        await stranger.read(fileId),
        await stranger.write(fileId, 'x'),
        await stranger.flush(fileId),
        await stranger.lock(fileId, [{ flags: 0x12, offset: 0n, length: 1n }]),
        await stranger.ioctl(fileId, CtlCode.SRV_REQUEST_RESUME_KEY),
        await stranger.queryInfo(fileId, FileInformationClass.BASIC),
        await stranger.setInfo(fileId, FileInformationClass.DISPOSITION, Buffer.of(1)),
        await stranger.queryDirectory(root.fileId),
        await stranger.request(Command.CHANGE_NOTIFY, bodies.notify(root.fileId)),
        await stranger.oplockBreak({ kind: 'oplock', oplockLevel: 0, fileId }),
        await stranger.close(fileId),
      ]) {
        expectStatus(reply, 'STATUS_FILE_CLOSED');
      }
    }
    assert.equal(await owner.contents(fileId), 'contents');
  });

  for (const [how, end] of [
    ['CLOSE', ({ client, fileId }: Held) => client.close(fileId)],
    ['TREE_DISCONNECT', ({ client }: Held) => client.smb.treeDisconnect(client.options)],
    ['LOGOFF', ({ client }: Held) => client.smb.logoff(client.options)],
    ['the loss of the connection', ({ client }: Held) => client.smb.socket.resetAndDestroy()],
  ] as const) {
    it(`end with ${how}: what was held alone is free`, async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const other = await connect(server);
      const { fileId } = await client.open('a', {
        shareAccess: 0,
        createOptions: CreateOptions.FILE_DELETE_ON_CLOSE,
      });
      expectStatus(await other.create('a'), 'STATUS_SHARING_VIOLATION');
      const root = await other.open('', directory);
      const interim = await other.begin(Command.CHANGE_NOTIFY, bodies.notify(root.fileId));
      await end({ client, fileId });
      // The file goes with its only open, and the notification says when.
      succeeded(await other.final(interim));
      assert.deepEqual(server.names(), []);
    });
  }
});

interface Held {
  readonly client: FileClient;
  readonly fileId: FileId;
}
