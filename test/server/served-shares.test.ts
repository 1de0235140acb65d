import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccessMask, CreateDisposition } from '../../src/smb2-codec/index.js';
import { ShareAccess } from '../../src/constants/smb2-flags.js';
import { createServer } from '../../src/server/create-server.js';
import { Transcript } from '../../src/transcript/transcript.js';
import { connect } from '../session/commands/files/file-client.js';
import { serveFolder } from '../session/commands/files/shared-folder.js';
import { asBob, alice, diskShare, expectStatus } from '../session/support.js';
import { login } from '../support/smb-client-login.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const writing = { desiredAccess: AccessMask.FILE_READ_DATA | AccessMask.FILE_WRITE_DATA };
const creating = { ...writing, createDisposition: CreateDisposition.FILE_OPEN_IF };

describe('server.shares', () => {
  const folder = useTemporaryFolder();
  const newFolder = (): string => mkdtempSync(join(folder(), 'share-'));

  it('has the shares in their order, without IPC$', async () => {
    await using server = await serveFolder();
    assert.deepEqual(
      Array.from(server.server.shares, ({ name }) => name),
      ['disk', 'other'],
    );
  });

  describe('replace()', () => {
    it('lets clients find new shares at once, and those that are gone no more', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      await server.server.shares.replace([{ name: 'new', path: newFolder() }]);
      expectStatus(await client.smb.treeConnect('new', { session: client.session }), 'STATUS_SUCCESS');
      for (const gone of ['disk', 'other'])
        expectStatus(
          await client.smb.treeConnect(gone, { session: client.session }),
          'STATUS_BAD_NETWORK_NAME',
        );
      expectStatus(await client.smb.treeConnect('IPC$', { session: client.session }), 'STATUS_SUCCESS');
    });

    it('of a share that is gone: files that are open go on, and nothing begins', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a', creating);
      await server.server.shares.replace([]);
      expectStatus(await client.write(fileId, 'written afterwards'), 'STATUS_SUCCESS');
      assert.equal(server.text('a'), 'written afterwards');
      expectStatus(await client.create('a', creating), 'STATUS_ACCESS_DENIED');
      expectStatus(await client.close(fileId), 'STATUS_SUCCESS');
    });

    it('of access that was narrowed: files that are open go on, and what begins has the new rules', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a', creating);
      const path = server.path();
      await server.server.shares.replace([{ name: 'disk', path, access: { alice: 'read' } }]);
      expectStatus(await client.write(fileId, 'one'), 'STATUS_SUCCESS');
      expectStatus(await client.create('b', creating), 'STATUS_ACCESS_DENIED');
      expectStatus(await client.create('a', { desiredAccess: AccessMask.FILE_READ_DATA }), 'STATUS_SUCCESS');
      await server.server.shares.replace([{ name: 'disk', path, access: { bob: 'read' } }]);
      expectStatus(await client.write(fileId, 'two'), 'STATUS_SUCCESS');
      expectStatus(
        await client.create('a', { desiredAccess: AccessMask.FILE_READ_DATA }),
        'STATUS_ACCESS_DENIED',
      );
      expectStatus(await client.smb.treeConnect('disk', { session: client.session }), 'STATUS_ACCESS_DENIED');
    });

    it('of access that was widened gives it to trees that are there', async () => {
      await using server = await serveFolder();
      const client = await connect(server, asBob);
      expectStatus(await client.create('a', creating), 'STATUS_ACCESS_DENIED');
      await server.server.shares.replace([{ name: 'disk', path: server.path(), access: { bob: 'write' } }]);
      expectStatus(await client.create('a', creating), 'STATUS_SUCCESS');
    });

    it('of access to the same directory keeps its share modes and its locks', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      await client.open('a', { ...creating, shareAccess: 0 });
      await server.server.shares.replace([{ name: 'disk', path: server.path(), access: { '*': 'write' } }]);
      const other = await connect(server, asBob);
      const shared = { ...writing, shareAccess: ShareAccess.FILE_SHARE_READ | ShareAccess.FILE_SHARE_WRITE };
      expectStatus(await other.create('a', shared), 'STATUS_SHARING_VIOLATION');
    });

    it('of the directory: older trees keep what is open there, and see nothing of the new one', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a', creating);
      const path = newFolder();
      writeFileSync(join(path, 'a'), 'another');
      await server.server.shares.replace([{ name: 'disk', path }]);
      expectStatus(await client.write(fileId, 'the first'), 'STATUS_SUCCESS');
      expectStatus(await client.create('a'), 'STATUS_ACCESS_DENIED');
      const anew = await client.onTree('disk');
      assert.equal(await anew.contents((await anew.open('a')).fileId), 'another');
      assert.equal(readFileSync(join(path, 'a'), 'utf8'), 'another');
      assert.equal(server.text('a'), 'the first');
    });

    it('that demands encryption refuses clear requests in trees that are there', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const path = server.path();
      await server.server.shares.replace([{ name: 'disk', path, access: { alice: 'write' }, encrypt: true }]);
      expectStatus(await client.create('a', creating), 'STATUS_ACCESS_DENIED');
    });

    it('keeps a temporary share and its files', async () => {
      await using server = await serveFolder();
      const client = await connect(server, { share: 'other' });
      const { fileId } = await client.open('a', creating);
      await client.write(fileId, 'kept');
      await server.server.shares.replace([{ name: 'other', temporary: true, comment: 'mended' }]);
      const [share] = server.server.shares;
      assert.equal(share?.comment, 'mended');
      const anew = await connect(server, { share: 'other' });
      assert.equal(await anew.contents((await anew.open('a')).fileId), 'kept');
    });

    it('of a name in another case is the same share, which has that name: files, locks and trees stay', async () => {
      await using server = await serveFolder();
      const client = await connect(server, { share: 'other' });
      const { fileId } = await client.open('a', { ...creating, shareAccess: 0 });
      await client.write(fileId, 'kept');
      const path = server.path();
      await server.server.shares.replace([
        { name: 'OTHER', temporary: true },
        { name: 'Disk', path },
      ]);
      assert.deepEqual(
        Array.from(server.server.shares, ({ name }) => name),
        ['OTHER', 'Disk'],
      );
      expectStatus(await client.create('b', creating), 'STATUS_SUCCESS');
      const other = await connect(server, { share: 'other' });
      expectStatus(await other.create('a', creating), 'STATUS_SHARING_VIOLATION');
      expectStatus(await client.close(fileId), 'STATUS_SUCCESS');
      assert.equal(await other.contents((await other.open('a')).fileId), 'kept');
      expectStatus(await other.smb.treeConnect('DISK', { session: other.session }), 'STATUS_SUCCESS');
    });

    it('removes the directory of a temporary share that is gone, once its last tree is', async () => {
      await using server = await serveFolder();
      const client = await connect(server, { share: 'other' });
      const [, other] = server.server.shares;
      const { path } = other as unknown as { readonly path: string };
      await server.server.shares.replace([]);
      assert.ok(statSync(path).isDirectory());
      client.sendTreeDisconnect();
      await until('it is removed', () => statSync(path, { throwIfNoEntry: false }) === undefined);
    });

    it('closes a share that a program implements once it is unused, and each one once', async () => {
      const closed: string[] = [];
      const own = (name: string) => ({
        ...diskShare({ name }),
        close: async () => {
          closed.push(name);
        },
      });
      const [kept, gone] = [own('kept'), own('gone')];
      await using server = await serveFolder({ shares: [kept, gone] });
      await server.server.shares.replace([kept]);
      await until('it is closed', () => closed.length === 1);
      await server.close();
      assert.deepEqual(closed, ['gone', 'kept']);
    });

    it('goes on where the share of a program throws as it is closed, and logs that', async () => {
      const failing = diskShare({ name: 'failing' });
      failing.close = () => {
        throw new Error('not an error that is awaited');
      };
      const errors: string[] = [];
      const logger = { error: (message: string) => errors.push(message), warn: () => {} };
      await using server = await serveFolder({ shares: [failing], logger });
      await server.server.shares.replace([{ name: 'new', path: newFolder() }]);
      assert.deepEqual(
        Array.from(server.server.shares, ({ name }) => name),
        ['new'],
      );
      const client = await connect(server, { share: 'new' });
      expectStatus(await client.create('a', creating), 'STATUS_SUCCESS');
      assert.deepEqual(errors, ['closing a share failed']);
    });

    it('leaves a share open that a program takes away and gives again while a tree of it is there', async () => {
      let closed = 0;
      const own = { ...diskShare({ name: 'own' }), close: async () => void closed++ };
      await using server = await serveFolder({ shares: [own] });
      const client = await connect(server, { share: 'own' });
      await server.server.shares.replace([]);
      await server.server.shares.replace([own]);
      client.sendTreeDisconnect();
      await client.onTree('own');
      assert.equal(closed, 0);
      await server.close();
      assert.equal(closed, 1);
    });

    it('of nothing but the access goes before a re-authentication, which ends trees without it', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      const { fileId } = await client.open('a', creating);
      await server.server.shares.replace([]);
      await login(client.smb, { reauthenticate: client.session });
      expectStatus(await client.write(fileId, 'one'), 'STATUS_NETWORK_NAME_DELETED');
    });

    it('refuses shares that cannot be used, and changes nothing then', async () => {
      await using server = await serveFolder();
      const { shares } = server.server;
      const refused = [
        [[{ name: 'a' }], /shares\[0\]/],
        [
          [
            { name: 'a', temporary: true },
            { name: 'A', temporary: true },
          ],
          /expected a name that is not taken yet/,
        ],
        [[{ name: 'a', temporary: true, access: { 'x@EXAMPLE.COM': 'read' } }], /x@EXAMPLE\.COM/],
        [[{ name: 'a', temporary: true, access: { 'DOM\\x': 'none' } }], /DOM/],
        [
          [
            { name: 'a', temporary: true },
            { name: 'b', path: join(folder(), 'missing') },
          ],
          /missing/,
        ],
        ['disk', /shares: /],
        [undefined, /shares: /],
        [Promise.resolve([]), /shares: /],
      ] as const;
      for (const [given, message] of refused) {
        await assert.rejects(shares.replace(given as never), message);
        assert.deepEqual(
          Array.from(shares, ({ name }) => name),
          ['disk', 'other'],
        );
      }
      (await connect(server)).smb.close();
    });

    it('takes turns: the last call decides', async () => {
      await using server = await serveFolder();
      const { shares } = server.server;
      const [one, two] = [newFolder(), newFolder()];
      await Promise.all([
        shares.replace([{ name: 'one', path: one }]),
        assert.rejects(shares.replace([{ name: 'none', path: join(folder(), 'missing') }])),
        shares.replace([{ name: 'two', path: two }]),
      ]);
      assert.deepEqual(
        Array.from(shares, ({ name }) => name),
        ['two'],
      );
    });

    it('before listen() says what it opens, and after close() is refused', async () => {
      const server = createServer({ accounts: [alice] });
      await server.shares.replace([{ name: 'early', path: newFolder() }]);
      assert.deepEqual([...server.shares], []);
      await server.listen();
      assert.deepEqual(
        Array.from(server.shares, ({ name }) => name),
        ['early'],
      );
      await server.close();
      await assert.rejects(server.shares.replace([]), /the server is closed/);
    });

    it('during a listen() that fails says what the next one opens', async () => {
      await using other = await serveFolder();
      const { port } = other;
      await using server = createServer({
        port,
        accounts: [alice],
        shares: [{ name: 'a', temporary: true }],
      });
      const listening = server.listen();
      const replaced = server.shares.replace(
        Array.from({ length: 20 }, (_, index) => ({ name: `new${index}`, path: newFolder() })),
      );
      await assert.rejects(listening, { code: 'EADDRINUSE' });
      await replaced;
      assert.deepEqual([...server.shares], []);
      await other.close();
      await server.listen();
      assert.equal([...server.shares].length, 20);
    });

    it('is refused while a transcript is kept, which has the shares of the start', async () => {
      const transcript = new Transcript({ write: () => {} });
      await using server = createServer({ accounts: [alice], transcript });
      await assert.rejects(
        server.shares.replace([]),
        /the transcript holds the shares that the server began with/,
      );
    });

    it('lets faults name the new shares, and those alone', async () => {
      await using server = await serveFolder();
      await server.server.shares.replace([{ name: 'new', path: newFolder() }]);
      const fault = (share: string) =>
        ({
          when: { step: 'tree-connect', share },
          what: { do: 'status', status: 'STATUS_ACCESS_DENIED' },
        }) as never;
      server.server.faults.add(fault('new'));
      assert.throws(() => server.server.faults.add(fault('disk')), /there is no such share/);
    });

    it('refuses groups that the test realm of the server did not know', async () => {
      const kerberos = { testRealm: { realm: 'EXAMPLE.TEST' } };
      await using server = createServer({ accounts: [{ ...alice, groups: ['staff'] }], kerberos });
      const share = (subject: string) =>
        ({ name: 'a', temporary: true, access: { [subject]: 'none' } }) as const;
      await server.shares.replace([share('@staff')]);
      await assert.rejects(
        server.shares.replace([share('@others')]),
        /the test realm did not know when it began/,
      );
    });
  });
});
