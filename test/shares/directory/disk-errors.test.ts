import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import type { NtStatusName } from '../../../src/constants/nt-status.js';
import type { Disk } from '../../../src/shares/directory/disk.js';
import { onDisk } from '../../../src/shares/directory/disk-error.js';
import { createFixture, list, rejectsWith, type Fixture } from '../fixture.js';

const systemError = (code: string, syscall = 'test') => Object.assign(new Error(code), { code, syscall });

describe('directory share: disk errors', () => {
  const mapped: readonly (readonly [code: string, status: NtStatusName])[] = [
    ['ENOSPC', 'STATUS_DISK_FULL'],
    ['EDQUOT', 'STATUS_DISK_FULL'],
    ['EACCES', 'STATUS_ACCESS_DENIED'],
    ['EPERM', 'STATUS_ACCESS_DENIED'],
    ['ENOENT', 'STATUS_OBJECT_NAME_NOT_FOUND'],
    ['EEXIST', 'STATUS_OBJECT_NAME_COLLISION'],
    ['ENOTEMPTY', 'STATUS_DIRECTORY_NOT_EMPTY'],
    ['EMFILE', 'STATUS_TOO_MANY_OPENED_FILES'],
    ['ENFILE', 'STATUS_TOO_MANY_OPENED_FILES'],
    ['EROFS', 'STATUS_MEDIA_WRITE_PROTECTED'],
    ['EIO', 'STATUS_IO_DEVICE_ERROR'],
    ['EFBIG', 'STATUS_FILE_TOO_LARGE'],
    ['ENAMETOOLONG', 'STATUS_NAME_TOO_LONG'],
    ['EXDEV', 'STATUS_NOT_SAME_DEVICE'],
    ['EWHATEVER', 'STATUS_UNEXPECTED_IO_ERROR'],
  ];
  for (const [code, status] of mapped) {
    it(`${code} is ${status}`, () =>
      rejectsWith(
        onDisk(() => Promise.reject(systemError(code))),
        status,
      ));
  }

  it('a bug stays a bug', async () => {
    await assert.rejects(
      onDisk(() => Promise.reject(new TypeError('bug'))),
      TypeError,
    );
  });

  describe('put in the place of a call', () => {
    let fixture: Fixture;
    let failing: Partial<Record<keyof Disk | 'write' | 'datasync' | 'truncate', string>>;
    /** Fails the calls named in `failing`, those of file handles included; the first half of each write succeeds. */
    const disk = new Proxy<Disk>(fs, {
      get(target, name: keyof Disk) {
        return async (...args: never[]) => {
          const code = failing[name];
          if (code !== undefined) throw systemError(code, name);
          const result: unknown = await Reflect.apply(target[name], target, args);
          return name === 'open' ? spoil(result as fs.FileHandle) : result;
        };
      },
    });
    const spoil = (handle: fs.FileHandle) => {
      const write = handle.write.bind(handle) as (...args: unknown[]) => Promise<{ bytesWritten: number }>;
      const patched = {
        write: async (data: Buffer, offset: number, length: number, position: number) => {
          if (failing.write !== undefined && (length === 1 || offset > 0)) throw systemError(failing.write);
          return write(data, offset, Math.max(1, length >> 1), position);
        },
        datasync: () =>
          failing.datasync ? Promise.reject(systemError(failing.datasync)) : Promise.resolve(),
      };
      return Object.assign(handle, patched);
    };
    beforeEach(async () => {
      failing = {};
      fixture = await createFixture({ disk });
    });
    afterEach(async () => {
      failing = {};
      await fixture.dispose();
    });

    it('a write in pieces is whole when it is acknowledged', async () => {
      const file = await fixture.create('f');
      await file.write(0n, Buffer.from('all of it'));
      assert.equal(await fs.readFile(join(fixture.root, 'f'), 'utf8'), 'all of it');
    });

    it('a disk that fills up in the middle of a write', async () => {
      const file = await fixture.create('f');
      failing = { write: 'ENOSPC' };
      await rejectsWith(file.write(0n, Buffer.from('too much')), 'STATUS_DISK_FULL');
      failing = {};
      await file.write(0n, Buffer.from('fits'));
      await file.close();
    });

    it('a write that cannot be brought to the medium is not acknowledged', async () => {
      const file = await fixture.create('f', { options: 2 });
      failing = { datasync: 'EIO' };
      await rejectsWith(file.write(0n, Buffer.from('x')), 'STATUS_IO_DEVICE_ERROR');
    });

    it('no more descriptors, a write-protected disk, no room for a directory', async () => {
      failing = { open: 'EMFILE' };
      await rejectsWith(fixture.open(''), 'STATUS_TOO_MANY_OPENED_FILES');
      failing = { mkdir: 'EROFS' };
      await rejectsWith(fixture.create('d', { options: 1 }), 'STATUS_MEDIA_WRITE_PROTECTED');
      failing = { mkdir: 'ENOSPC' };
      await rejectsWith(fixture.create('d', { options: 1 }), 'STATUS_DISK_FULL');
      failing = {};
      await fixture.makeDirectory('d');
    });

    it('a directory that cannot be read', async () => {
      const root = await fixture.open('');
      failing = { opendir: 'EACCES' };
      await rejectsWith(
        root.queryDirectory({ pattern: '*', restart: true }, (e) => e.name === '.'),
        'STATUS_ACCESS_DENIED',
      );
      failing = {};
      assert.deepEqual(await list(root), ['.', '..']);
    });

    it('a file that cannot be deleted: the open is gone, the file stays', async () => {
      const file = await fixture.create('f');
      await file.setDeletePending(true);
      failing = { unlink: 'EACCES' };
      await rejectsWith(file.close(), 'STATUS_ACCESS_DENIED');
      failing = {};
      await (await fixture.open('f', { shareAccess: 0 })).close();
    });

    it('renaming that fails leaves everything as it was', async () => {
      await fixture.put('g', 'old');
      const file = await fixture.create('f');
      failing = { rename: 'EXDEV' };
      await rejectsWith(file.rename('g', true), 'STATUS_NOT_SAME_DEVICE');
      failing = {};
      assert.equal(file.path, 'f');
      assert.equal(await fs.readFile(join(fixture.root, 'g'), 'utf8'), 'old');
    });
  });

  it('a share whose directory has vanished, and come back', async () => {
    const fixture = await createFixture();
    const file = await fixture.create('f');
    await fs.rename(fixture.root, `${fixture.root}.gone`);
    await rejectsWith(fixture.open(''), 'STATUS_OBJECT_NAME_NOT_FOUND');
    await rejectsWith(fixture.create('g'), 'STATUS_OBJECT_NAME_NOT_FOUND');
    await rejectsWith(fixture.share.volume(), 'STATUS_OBJECT_NAME_NOT_FOUND');
    await rejectsWith(file.rename('h', false), 'STATUS_OBJECT_NAME_NOT_FOUND');
    await fs.rename(`${fixture.root}.gone`, fixture.root);
    await file.rename('h', false);
    await fixture.dispose();
  });
});
