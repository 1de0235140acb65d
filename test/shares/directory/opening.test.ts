import assert from 'node:assert/strict';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccessMask, CreateOptions, FileAttributes } from '../../../src/shares/index.js';
import {
  alice,
  ALL_SHARING,
  allDispositions,
  createFixture,
  DELETE,
  FILE_READ_ATTRIBUTES,
  FILE_READ_DATA,
  FILE_WRITE_DATA,
  pinnings,
  rejectsWith,
  type Fixture,
} from '../fixture.js';

const { FILE_DIRECTORY_FILE, FILE_NON_DIRECTORY_FILE, FILE_DELETE_ON_CLOSE } = CreateOptions;
const { FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM } = FileAttributes;

for (const [pinning, surroundings] of pinnings) {
  describe(`directory share, ${pinning}: CREATE, [MS-FSA] 2.1.5.1`, () => {
    let fixture: Fixture;
    beforeEach(async () => {
      fixture = await createFixture(surroundings);
    });
    afterEach(() => fixture.dispose());

    const outcomes = {
      supersede: ['superseded', 'created'],
      open: ['opened', 'STATUS_OBJECT_NAME_NOT_FOUND'],
      create: ['STATUS_OBJECT_NAME_COLLISION', 'created'],
      'open-if': ['opened', 'created'],
      overwrite: ['overwritten', 'STATUS_OBJECT_NAME_NOT_FOUND'],
      'overwrite-if': ['overwritten', 'created'],
    } as const;
    for (const disposition of allDispositions) {
      const [existing, missing] = outcomes[disposition];
      it(`${disposition}: ${existing} if it exists, ${missing} if not`, async () => {
        await fixture.put('there', 'old contents');
        for (const [path, outcome] of [
          ['there', existing],
          ['missing', missing],
        ] as const) {
          const attempt = fixture.opened(path, { disposition });
          if (outcome.startsWith('STATUS_')) {
            await rejectsWith(attempt, outcome as 'STATUS_OBJECT_NAME_NOT_FOUND');
            continue;
          }
          const { file, action } = await attempt;
          assert.equal(action, outcome);
          const { endOfFile } = await file.info();
          assert.equal(endOfFile, outcome === 'opened' ? 12n : 0n);
          await file.close();
        }
      });

      it(`${disposition} of a directory`, async () => {
        await fixture.makeDirectory('there');
        const replaces = ['supersede', 'overwrite', 'overwrite-if'].includes(disposition);
        const asked = fixture.opened('there', { disposition, options: FILE_DIRECTORY_FILE });
        if (replaces) await rejectsWith(asked, 'STATUS_INVALID_PARAMETER');
        else if (disposition === 'create') await rejectsWith(asked, 'STATUS_OBJECT_NAME_COLLISION');
        else assert.equal((await asked).action, 'opened');
        if (replaces) {
          await rejectsWith(fixture.opened('there', { disposition }), 'STATUS_OBJECT_NAME_COLLISION');
          await rejectsWith(fixture.opened('', { disposition }), 'STATUS_ACCESS_DENIED');
        }
      });
    }

    it('opens the root of the share', async () => {
      const root = await fixture.open('');
      assert.deepEqual([root.directory, root.path], [true, '']);
      await rejectsWith(fixture.open('', { options: FILE_NON_DIRECTORY_FILE }), 'STATUS_FILE_IS_A_DIRECTORY');
      await rejectsWith(fixture.open('', { options: FILE_DELETE_ON_CLOSE }), 'STATUS_CANNOT_DELETE');
      await rejectsWith(fixture.create(''), 'STATUS_OBJECT_NAME_COLLISION');
    });

    it('tells files from directories: Phase 7', async () => {
      await fixture.put('file');
      await fixture.makeDirectory('dir');
      await rejectsWith(fixture.open('file', { options: FILE_DIRECTORY_FILE }), 'STATUS_NOT_A_DIRECTORY');
      await rejectsWith(
        fixture.create('file', { options: FILE_DIRECTORY_FILE }),
        'STATUS_OBJECT_NAME_COLLISION',
      );
      await rejectsWith(fixture.open('file\\'), 'STATUS_NOT_A_DIRECTORY');
      await rejectsWith(
        fixture.open('dir', { options: FILE_NON_DIRECTORY_FILE }),
        'STATUS_FILE_IS_A_DIRECTORY',
      );
      await rejectsWith(fixture.open('file', { options: 0x41 }), 'STATUS_INVALID_PARAMETER');
      await rejectsWith(fixture.create('new\\'), 'STATUS_OBJECT_NAME_INVALID');
      await rejectsWith(fixture.open('file\\below'), 'STATUS_OBJECT_PATH_NOT_FOUND');
      await rejectsWith(fixture.create('missing\\below'), 'STATUS_OBJECT_PATH_NOT_FOUND');
      assert.equal((await fixture.open('dir\\')).directory, true);
    });

    it('finds names without regard to case and keeps the one on disk', async () => {
      await fixture.makeDirectory('Straße');
      await fixture.put('Straße\\Größe.TXT', 'x');
      const file = await fixture.open('sTRAßE\\gRÖSSE.txt'.replace('SS', 'ß'));
      assert.equal(file.path, 'Straße\\Größe.TXT');
      await file.close();
      await rejectsWith(fixture.create('STRAßE\\GRÖßE.TXT'), 'STATUS_OBJECT_NAME_COLLISION');
      await rejectsWith(fixture.open('STRASSE'), 'STATUS_OBJECT_NAME_NOT_FOUND');
    });

    it('keeps Japanese and emoji names', async () => {
      await fixture.put('日本語😀.txt', 'x');
      assert.deepEqual(await readdir(fixture.root), ['日本語😀.txt']);
    });

    it('checks what is asked for: Phase 1, [MS-SMB2] 3.3.5.9', async () => {
      await fixture.put('f');
      await rejectsWith(fixture.open('f', { desiredAccess: 0 }), 'STATUS_ACCESS_DENIED');
      await rejectsWith(fixture.open('f', { desiredAccess: 0x00000201 }), 'STATUS_ACCESS_DENIED');
      await rejectsWith(fixture.open('f', { desiredAccess: 0x01000001 }), 'STATUS_PRIVILEGE_NOT_HELD');
      await rejectsWith(fixture.open('f', { shareAccess: 8 }), 'STATUS_INVALID_PARAMETER');
      await rejectsWith(fixture.open('f', { options: 0x2000 }), 'STATUS_NOT_SUPPORTED');
      await rejectsWith(
        fixture.open('f', { options: FILE_DELETE_ON_CLOSE, desiredAccess: FILE_READ_DATA }),
        'STATUS_INVALID_PARAMETER',
      );
    });

    it('grants what was asked for, and all there is for MAXIMUM_ALLOWED', async () => {
      await fixture.put('f', 'x');
      const some = await fixture.open('f', { desiredAccess: FILE_READ_DATA | FILE_READ_ATTRIBUTES });
      assert.equal(some.grantedAccess, FILE_READ_DATA | FILE_READ_ATTRIBUTES);
      const generic = await fixture.open('f', { desiredAccess: AccessMask.GENERIC_READ });
      assert.equal(generic.grantedAccess, 0x00120089);
      const execute = await fixture.open('f', { desiredAccess: AccessMask.FILE_EXECUTE });
      // [MS-SMB2] 3.3.5.9: it may be read, though nothing but this is granted.
      assert.equal(execute.grantedAccess, AccessMask.FILE_EXECUTE);
      assert.equal((await execute.read(0n, 9)).toString(), 'x');
      const all = await fixture.open('f', { desiredAccess: AccessMask.MAXIMUM_ALLOWED });
      assert.equal(all.grantedAccess, 0x001f01ff);
      assert.equal(await some.maximalAccess(), 0x001f01ff);
    });

    it('lets nobody write to a read-only file, nor delete it', async () => {
      await fixture.put('f', 'x');
      await chmod(join(fixture.root, 'f'), 0o444);
      await rejectsWith(fixture.open('f', { desiredAccess: FILE_WRITE_DATA }), 'STATUS_ACCESS_DENIED');
      await rejectsWith(fixture.open('f', { disposition: 'overwrite' }), 'STATUS_ACCESS_DENIED');
      await rejectsWith(
        fixture.open('f', { desiredAccess: DELETE, options: FILE_DELETE_ON_CLOSE }),
        'STATUS_CANNOT_DELETE',
      );
      const file = await fixture.open('f', { desiredAccess: AccessMask.MAXIMUM_ALLOWED });
      assert.equal(file.grantedAccess & FILE_WRITE_DATA, 0);
      assert.equal((await file.maximalAccess()) & FILE_WRITE_DATA, 0);
      await rejectsWith(file.setDeletePending(true), 'STATUS_CANNOT_DELETE');
      assert.equal((await file.info()).attributes & FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_READONLY);
    });

    it('lets a new read-only file be filled by whoever creates it', async () => {
      const file = await fixture.create('f', { attributes: FILE_ATTRIBUTE_READONLY });
      await file.write(0n, Buffer.from('once'));
      await file.close();
      await rejectsWith(fixture.open('f', { desiredAccess: FILE_WRITE_DATA }), 'STATUS_ACCESS_DENIED');
      assert.equal(await readFile(join(fixture.root, 'f'), 'utf8'), 'once');
      await rejectsWith(
        fixture.create('g', { attributes: FILE_ATTRIBUTE_READONLY, options: FILE_DELETE_ON_CLOSE }),
        'STATUS_CANNOT_DELETE',
      );
    });

    it('overwrites a hidden or system file only for who knows that it is one', async () => {
      const file = await fixture.create('f', { attributes: FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM });
      await file.close();
      const overwrite = (attributes: number) => fixture.open('f', { disposition: 'overwrite', attributes });
      await rejectsWith(overwrite(FILE_ATTRIBUTE_HIDDEN), 'STATUS_ACCESS_DENIED');
      await rejectsWith(overwrite(FILE_ATTRIBUTE_SYSTEM), 'STATUS_ACCESS_DENIED');
      await overwrite(FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM);
    });

    it('keeps share modes across all opens of a file, under whatever name', async () => {
      await fixture.put('f', 'x');
      const reader = await fixture.open('f', { desiredAccess: FILE_READ_DATA, shareAccess: 1 });
      await rejectsWith(fixture.open('F', { desiredAccess: FILE_WRITE_DATA }), 'STATUS_SHARING_VIOLATION');
      await rejectsWith(fixture.open('f', { desiredAccess: DELETE }), 'STATUS_SHARING_VIOLATION');
      await rejectsWith(
        fixture.open('f', { desiredAccess: FILE_READ_DATA, disposition: 'overwrite' }),
        'STATUS_SHARING_VIOLATION',
      );
      await fixture.open('f', { desiredAccess: FILE_READ_DATA });
      await fixture.open('f', { desiredAccess: FILE_READ_ATTRIBUTES, shareAccess: 0 });
      await reader.close();
      await fixture.open('f', { desiredAccess: FILE_WRITE_DATA });
      assert.equal(await readFile(join(fixture.root, 'f'), 'utf8'), 'x');
    });

    it('lets one of two that create the same file at once have it', async () => {
      const attempts = await Promise.allSettled([fixture.create('f'), fixture.create('F')]);
      assert.deepEqual(
        attempts.map((attempt) => attempt.status),
        ['fulfilled', 'rejected'],
      );
      const alone = await Promise.allSettled(
        [1, 2].map(() => fixture.open('g', { disposition: 'open-if', shareAccess: 0 })),
      );
      assert.deepEqual(
        alone.map((attempt) => attempt.status),
        ['fulfilled', 'rejected'],
      );
    });
  });
}

describe('directory share: access levels', () => {
  it('a reader reads and changes nothing', async () => {
    const rules = { alice: 'read', bob: 'write' } as const;
    const fixture = await createFixture({}, rules);
    const bob = { ...alice, account: 'bob' };
    const made = await fixture.create('f', { identity: bob });
    await made.write(0n, Buffer.from('x'));
    await made.close();

    for (const desiredAccess of [
      FILE_WRITE_DATA,
      AccessMask.FILE_APPEND_DATA,
      AccessMask.FILE_WRITE_ATTRIBUTES,
      DELETE,
      AccessMask.WRITE_DAC,
      AccessMask.GENERIC_WRITE,
      AccessMask.GENERIC_ALL,
      AccessMask.MAXIMUM_ALLOWED | FILE_WRITE_DATA,
    ]) {
      await rejectsWith(fixture.open('f', { desiredAccess }), 'STATUS_ACCESS_DENIED');
    }
    const desiredAccess = AccessMask.GENERIC_READ;
    for (const disposition of ['create', 'open-if', 'overwrite-if', 'supersede'] as const) {
      await rejectsWith(fixture.open('new', { desiredAccess, disposition }), 'STATUS_ACCESS_DENIED');
    }
    for (const disposition of ['overwrite', 'overwrite-if', 'supersede'] as const) {
      await rejectsWith(fixture.open('f', { desiredAccess, disposition }), 'STATUS_ACCESS_DENIED');
    }
    await rejectsWith(
      fixture.open('f', { desiredAccess: AccessMask.MAXIMUM_ALLOWED, options: FILE_DELETE_ON_CLOSE }),
      'STATUS_ACCESS_DENIED',
    );
    const file = await fixture.open('f', { desiredAccess: AccessMask.MAXIMUM_ALLOWED });
    assert.deepEqual([file.grantedAccess, await file.maximalAccess()], [0x001200a9, 0x001200a9]);
    assert.equal((await file.read(0n, 9)).toString(), 'x');
    await rejectsWith(file.write(0n, Buffer.from('y')), 'STATUS_ACCESS_DENIED');
    await rejectsWith(file.setDeletePending(true), 'STATUS_ACCESS_DENIED');
    await rejectsWith(file.rename('g', true), 'STATUS_ACCESS_DENIED');
    await rejectsWith(file.setBasic({ attributes: 2 }), 'STATUS_ACCESS_DENIED');
    await rejectsWith(file.setEndOfFile(0n), 'STATUS_ACCESS_DENIED');
    await fixture.dispose();
  });

  it('a reader cannot keep others from reading: [MS-FSA] 2.1.5.1.2.2', async () => {
    const fixture = await createFixture({}, { alice: 'read', bob: 'write' });
    const bob = { ...alice, account: 'bob' };
    await (await fixture.create('f', { identity: bob })).close();
    await fixture.open('f', { desiredAccess: FILE_READ_DATA, shareAccess: 0 });
    await fixture.open('f', { desiredAccess: FILE_READ_DATA, shareAccess: ALL_SHARING, identity: bob });
    await fixture.dispose();
  });

  it('nobody else gets in at all', async () => {
    const fixture = await createFixture({}, { bob: 'write' });
    await rejectsWith(fixture.open('', { desiredAccess: FILE_READ_ATTRIBUTES }), 'STATUS_ACCESS_DENIED');
    await fixture.dispose();
  });
});
