import assert from 'node:assert/strict';
import {
  AccessMask,
  Command,
  CreateAction,
  CreateDisposition,
  CreateOptions,
  type CreateRequest,
  ImpersonationLevel,
  OplockLevel,
  ShareAccess,
} from '../../../../src/smb2-codec/index.js';
import { NtStatus, ntStatusName } from '../../../../src/constants/nt-status.js';
import { asBob, expectStatus } from '../../support.js';
import { bodies, connect } from './file-client.js';
import { serveFolder } from './shared-folder.js';

const { FILE_OPEN, FILE_CREATE, FILE_OPEN_IF, FILE_OVERWRITE, FILE_OVERWRITE_IF, FILE_SUPERSEDE } =
  CreateDisposition;

describe('[MS-SMB2] 3.3.5.9 Receiving an SMB2 CREATE Request', () => {
  describe('CreateDisposition and CreateAction', () => {
    for (const [name, disposition, onExisting, onMissing] of [
      ['SUPERSEDE', FILE_SUPERSEDE, 'FILE_SUPERSEDED', 'FILE_CREATED'],
      ['OPEN', FILE_OPEN, 'FILE_OPENED', 'STATUS_OBJECT_NAME_NOT_FOUND'],
      ['CREATE', FILE_CREATE, 'STATUS_OBJECT_NAME_COLLISION', 'FILE_CREATED'],
      ['OPEN_IF', FILE_OPEN_IF, 'FILE_OPENED', 'FILE_CREATED'],
      ['OVERWRITE', FILE_OVERWRITE, 'FILE_OVERWRITTEN', 'STATUS_OBJECT_NAME_NOT_FOUND'],
      ['OVERWRITE_IF', FILE_OVERWRITE_IF, 'FILE_OVERWRITTEN', 'FILE_CREATED'],
    ] as const) {
      it(name, async () => {
        await using server = await serveFolder();
        server.put('existing.txt', 'old');
        const client = await connect(server);
        for (const [file, expected] of [
          ['existing.txt', onExisting],
          ['missing.txt', onMissing],
        ] as const) {
          if (expected.startsWith('STATUS')) {
            const reply = await client.create(file, { createDisposition: disposition });
            expectStatus(reply, expected as keyof typeof NtStatus);
          } else {
            const response = await client.open(file, { createDisposition: disposition });
            assert.equal(response.createAction, CreateAction[expected as keyof typeof CreateAction]);
          }
        }
        const replaced = onExisting === 'FILE_SUPERSEDED' || onExisting === 'FILE_OVERWRITTEN';
        assert.equal(server.text('existing.txt'), replaced ? '' : 'old');
      });
    }
  });

  it('the response describes the file and its FileId is new for each open', async () => {
    await using server = await serveFolder();
    server.put('a.txt', 'twelve bytes');
    const client = await connect(server);
    const first = await client.open('a.txt');
    const second = await client.open('A.TXT');
    assert.equal(first.endOfFile, 12n);
    assert.equal(first.fileAttributes, 0x20);
    assert.ok(first.creationTime > 0n && first.lastWriteTime > 0n && first.changeTime > 0n);
    assert.equal(first.oplockLevel, OplockLevel.SMB2_OPLOCK_LEVEL_NONE);
    assert.notEqual(first.fileId.volatile, second.fileId.volatile);
    assert.notEqual(first.fileId.persistent, second.fileId.persistent);
  });

  it('a directory: FILE_DIRECTORY_FILE makes one, FILE_NON_DIRECTORY_FILE refuses one', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const made = await client.open('new', {
      createDisposition: FILE_CREATE,
      createOptions: CreateOptions.FILE_DIRECTORY_FILE,
    });
    assert.equal(made.fileAttributes, 0x10);
    const asFile = { createDisposition: FILE_OPEN, createOptions: CreateOptions.FILE_NON_DIRECTORY_FILE };
    expectStatus(await client.create('new', asFile), 'STATUS_FILE_IS_A_DIRECTORY');
    server.put('file', '');
    const asDirectory = { createDisposition: FILE_OPEN, createOptions: CreateOptions.FILE_DIRECTORY_FILE };
    expectStatus(await client.create('file', asDirectory), 'STATUS_NOT_A_DIRECTORY');
  });

  describe('what is refused', () => {
    for (const [why, name, body, status] of [
      ['a missing file', 'missing', { createDisposition: FILE_OPEN }, 'STATUS_OBJECT_NAME_NOT_FOUND'],
      ['a missing directory', 'no\\file', {}, 'STATUS_OBJECT_PATH_NOT_FOUND'],
      ['a separator in front', '\\file', {}, 'STATUS_INVALID_PARAMETER'],
      ['a way up', '..\\file', {}, 'STATUS_OBJECT_PATH_SYNTAX_BAD'],
      ['a way up from below', 'sub\\..\\..\\file', {}, 'STATUS_OBJECT_PATH_SYNTAX_BAD'],
      ['a stream', 'file:stream', {}, 'STATUS_OBJECT_NAME_INVALID'],
      ['a wildcard', 'fi*e', {}, 'STATUS_OBJECT_NAME_INVALID'],
      ['half a surrogate pair', 'x\ud800', {}, 'STATUS_OBJECT_NAME_INVALID'],
      ['no access asked for', 'file', { desiredAccess: 0 }, 'STATUS_ACCESS_DENIED'],
      [
        'ACCESS_SYSTEM_SECURITY',
        'file',
        { desiredAccess: AccessMask.ACCESS_SYSTEM_SECURITY },
        'STATUS_PRIVILEGE_NOT_HELD',
      ],
      ['an unknown disposition', 'file', { createDisposition: 6 }, 'STATUS_INVALID_PARAMETER'],
      ['an unknown impersonation level', 'file', { impersonationLevel: 4 }, 'STATUS_BAD_IMPERSONATION_LEVEL'],
      [
        'FILE_OPEN_BY_FILE_ID',
        'file',
        { createOptions: CreateOptions.FILE_OPEN_BY_FILE_ID },
        'STATUS_NOT_SUPPORTED',
      ],
      [
        'FILE_RESERVE_OPFILTER',
        'file',
        { createOptions: CreateOptions.FILE_RESERVE_OPFILTER },
        'STATUS_NOT_SUPPORTED',
      ],
      [
        'a directory and not a directory',
        'file',
        { createOptions: CreateOptions.FILE_DIRECTORY_FILE | CreateOptions.FILE_NON_DIRECTORY_FILE },
        'STATUS_INVALID_PARAMETER',
      ],
    ] as const satisfies readonly (readonly [
      string,
      string,
      Partial<CreateRequest>,
      keyof typeof NtStatus,
    ])[]) {
      it(`${why}: ${status}`, async () => {
        await using server = await serveFolder();
        server.put('file', 'contents');
        const client = await connect(server);
        expectStatus(await client.create(name, body), status);
        assert.deepEqual(server.names(), ['file']);
        assert.equal(server.text('file'), 'contents');
      });
    }

    it('a name of odd length, and one that leaves the message: STATUS_INVALID_PARAMETER', async () => {
      await using server = await serveFolder();
      const client = await connect(server);
      for (const [offset, length] of [
        [120, 3],
        [120, 400],
        [100, 4],
      ] as const) {
        const reply = await client.request(5, (w) => {
          w.u16(57).u8(0).u8(0).u32(2).zero(16).u32(0x80000000).u32(0).u32(7).u32(3).u32(0);
          w.u16(offset).u16(length).u32(0).u32(0).utf16('ab');
        });
        expectStatus(reply, 'STATUS_INVALID_PARAMETER');
      }
      assert.deepEqual(server.names(), []);
    });

    it('more opens than the limit: STATUS_INSUFFICIENT_RESOURCES, until one is closed', async () => {
      await using server = await serveFolder({ limits: { opensPerSession: 2 } });
      const client = await connect(server);
      const { fileId } = await client.open('a');
      await client.open('b');
      expectStatus(await client.create('c'), 'STATUS_INSUFFICIENT_RESOURCES');
      assert.equal(server.limitHits.get('opensPerSession'), 1);
      expectStatus(await client.close(fileId), 'STATUS_SUCCESS');
      await client.open('c');
    });

    it('more opens than the limit, all asked for at once', async () => {
      await using server = await serveFolder({ limits: { opensPerSession: 2 } });
      const client = await connect(server);
      const names = ['a', 'b', 'c', 'd', 'e'];
      for (const name of names) client.send(Command.CREATE, bodies.create(name));
      const statuses: string[] = [];
      while (statuses.length < names.length) {
        const { status } = await client.smb.receive();
        // A busy machine may take long enough for an interim response.
        if (status !== NtStatus.STATUS_PENDING) statuses.push(ntStatusName(status));
      }
      const refused = Array.from({ length: 3 }, () => 'STATUS_INSUFFICIENT_RESOURCES');
      assert.deepEqual(statuses.sort(), [...refused, 'STATUS_SUCCESS', 'STATUS_SUCCESS']);
      assert.equal(server.names().length, 2);
    });

    it('what another open does not share: STATUS_SHARING_VIOLATION', async () => {
      await using server = await serveFolder();
      const [first, second] = [await connect(server), await connect(server)];
      await first.open('a', { shareAccess: ShareAccess.FILE_SHARE_READ });
      expectStatus(await second.create('a'), 'STATUS_SHARING_VIOLATION');
      await second.open('a', { desiredAccess: AccessMask.READ_CONTROL });
    });
  });

  describe('access', () => {
    for (const [why, body] of [
      ['writing', { desiredAccess: AccessMask.GENERIC_WRITE, createDisposition: FILE_OPEN }],
      ['deleting', { desiredAccess: AccessMask.DELETE, createDisposition: FILE_OPEN }],
      ['everything', { desiredAccess: AccessMask.GENERIC_ALL, createDisposition: FILE_OPEN }],
      [
        'deleting on close',
        {
          desiredAccess: AccessMask.MAXIMUM_ALLOWED,
          createDisposition: FILE_OPEN,
          createOptions: CreateOptions.FILE_DELETE_ON_CLOSE,
        },
      ],
      ['overwriting', { desiredAccess: AccessMask.GENERIC_READ, createDisposition: FILE_OVERWRITE }],
      ['creating', { desiredAccess: AccessMask.GENERIC_READ, createDisposition: FILE_CREATE }],
    ] as const) {
      it(`a reader is refused ${why}: STATUS_ACCESS_DENIED`, async () => {
        await using server = await serveFolder();
        server.put('a', 'contents');
        const client = await connect(server, asBob);
        const name = why === 'creating' ? 'new' : 'a';
        expectStatus(await client.create(name, body), 'STATUS_ACCESS_DENIED');
        assert.equal(server.text('a'), 'contents');
        assert.deepEqual(server.names(), ['a']);
      });
    }

    it('MAXIMUM_ALLOWED is what the share grants', async () => {
      await using server = await serveFolder();
      server.put('a', 'contents');
      const client = await connect(server, asBob);
      const body = { desiredAccess: AccessMask.MAXIMUM_ALLOWED, createDisposition: FILE_OPEN };
      const { fileId } = await client.open('a', body);
      assert.equal(await client.contents(fileId), 'contents');
      expectStatus(await client.write(fileId, 'x'), 'STATUS_ACCESS_DENIED');
    });
  });

  describe('pipes', () => {
    it('are opened by name, with any disposition', async () => {
      await using server = await serveFolder();
      const client = await connect(server, { share: 'IPC$' });
      for (const name of ['srvsvc', 'SRVSVC', 'wkssvc']) {
        const response = await client.open(name, { createDisposition: FILE_CREATE });
        assert.equal(response.oplockLevel, OplockLevel.SMB2_OPLOCK_LEVEL_NONE);
        assert.equal(response.endOfFile, 0n);
      }
    });

    it('others: STATUS_OBJECT_NAME_NOT_FOUND', async () => {
      await using server = await serveFolder();
      const client = await connect(server, { share: 'IPC$' });
      for (const name of ['', 'samr', '\\srvsvc', 'srvsvc\\x', '..\\srvsvc']) {
        expectStatus(await client.create(name), 'STATUS_OBJECT_NAME_NOT_FOUND');
      }
    });

    it('Delegate: STATUS_BAD_IMPERSONATION_LEVEL', async () => {
      await using server = await serveFolder();
      const client = await connect(server, { share: 'IPC$' });
      const body = { impersonationLevel: ImpersonationLevel.DELEGATE };
      expectStatus(await client.create('srvsvc', body), 'STATUS_BAD_IMPERSONATION_LEVEL');
    });
  });
});
