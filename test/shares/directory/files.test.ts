import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { AccessMask, FileAttributes } from '../../../src/shares/index.js';
import { Waiter } from '../../../src/shares/waiting.js';
import {
  createFixture,
  FILE_READ_ATTRIBUTES,
  FILE_READ_DATA,
  FILE_WRITE_DATA,
  pinnings,
  rejectsWith,
  throwsWith,
  type Fixture,
} from '../fixture.js';

/** Within a microsecond, which is what can be set. */
function isClose(a: bigint, b: bigint): boolean {
  return a - b < 10n && b - a < 10n;
}

async function openDescriptors(): Promise<number> {
  return (await fs.readdir('/proc/self/fd')).length;
}

for (const [pinning, surroundings] of pinnings) {
  describe(`directory share, ${pinning}: reading and writing`, () => {
    let fixture: Fixture;
    beforeEach(async () => {
      fixture = await createFixture(surroundings);
    });
    afterEach(() => fixture.dispose());

    it('reads up to the end and not beyond: [MS-FSA] 2.1.5.3', async () => {
      await fixture.put('f', 'hello');
      const file = await fixture.open('f');
      assert.equal((await file.read(0n, 100)).toString(), 'hello');
      assert.equal((await file.read(4n, 1)).toString(), 'o');
      assert.equal((await file.read(0n, 0)).length, 0);
      await rejectsWith(file.read(5n, 1), 'STATUS_END_OF_FILE');
      await rejectsWith(file.read(2n ** 60n, 1), 'STATUS_INVALID_PARAMETER');
      await rejectsWith(file.read(2n ** 64n - 1n, 1), 'STATUS_INVALID_PARAMETER');
    });

    it('what is written is in the file when it is acknowledged: [MS-FSA] 2.1.5.4', async () => {
      const file = await fixture.create('f');
      await file.write(3n, Buffer.from('def'));
      assert.deepEqual(await fs.readFile(join(fixture.root, 'f')), Buffer.from('\0\0\0def'));
      await file.write(0n, Buffer.from('abc'), true);
      assert.equal(await fs.readFile(join(fixture.root, 'f'), 'utf8'), 'abcdef');
      await file.write(0n, Buffer.alloc(0));
      await file.flush();
      assert.equal((await file.info()).endOfFile, 6n);
      await rejectsWith(file.write(2n ** 63n, Buffer.from('x')), 'STATUS_INVALID_PARAMETER');
    });

    it('two opens of one file see each other, and one outlives the other', async () => {
      const first = await fixture.create('f');
      const second = await fixture.open('F');
      await first.write(0n, Buffer.from('first'));
      assert.equal((await second.read(0n, 99)).toString(), 'first');
      await second.write(5n, Buffer.from(' second'));
      await second.close();
      assert.equal((await first.read(0n, 99)).toString(), 'first second');
    });

    it('needs the rights for it', async () => {
      await fixture.put('f', 'x');
      const reader = await fixture.open('f', { desiredAccess: FILE_READ_DATA });
      await rejectsWith(reader.write(0n, Buffer.from('y')), 'STATUS_ACCESS_DENIED');
      await rejectsWith(reader.setEndOfFile(0n), 'STATUS_ACCESS_DENIED');
      await rejectsWith(reader.setAllocation(0n), 'STATUS_ACCESS_DENIED');
      await rejectsWith(reader.flush(), 'STATUS_ACCESS_DENIED');
      await rejectsWith(reader.setBasic({}), 'STATUS_ACCESS_DENIED');
      const writer = await fixture.open('f', { desiredAccess: FILE_WRITE_DATA });
      await rejectsWith(writer.read(0n, 1), 'STATUS_ACCESS_DENIED');
      const looker = await fixture.open('f', { desiredAccess: FILE_READ_ATTRIBUTES });
      await rejectsWith(looker.read(0n, 1), 'STATUS_ACCESS_DENIED');
      await rejectsWith(looker.lock([], 'fail'), 'STATUS_ACCESS_DENIED');
      assert.equal((await looker.info()).endOfFile, 1n);
      const overwriter = await fixture.open('f', { desiredAccess: FILE_READ_DATA, disposition: 'overwrite' });
      await rejectsWith(overwriter.write(0n, Buffer.from('y')), 'STATUS_ACCESS_DENIED');
    });

    it('FILE_APPEND_DATA alone only appends', async () => {
      await fixture.put('f', 'abc');
      const file = await fixture.open('f', { desiredAccess: AccessMask.FILE_APPEND_DATA });
      await rejectsWith(file.write(2n, Buffer.from('x')), 'STATUS_ACCESS_DENIED');
      await file.write(3n, Buffer.from('d'));
      assert.equal(await fs.readFile(join(fixture.root, 'f'), 'utf8'), 'abcd');
    });

    it('sets the end of the file and the allocation', async () => {
      const file = await fixture.create('f');
      await file.write(0n, Buffer.from('abcdef'));
      await file.setEndOfFile(3n);
      await file.setEndOfFile(5n);
      assert.deepEqual(await file.read(0n, 9), Buffer.from('abc\0\0'));
      await file.setAllocation(4096n);
      assert.equal((await file.info()).endOfFile, 5n);
      await file.setAllocation(2n);
      assert.equal((await file.info()).endOfFile, 2n);
      await rejectsWith(file.setAllocation(2n ** 52n), 'STATUS_DISK_FULL');
      await rejectsWith(file.setEndOfFile(2n ** 63n), 'STATUS_INVALID_PARAMETER');
    });

    it('a directory is not read, written or locked', async () => {
      const root = await fixture.open('');
      await rejectsWith(root.read(0n, 1), 'STATUS_INVALID_DEVICE_REQUEST');
      await rejectsWith(root.write(0n, Buffer.from('x')), 'STATUS_INVALID_DEVICE_REQUEST');
      await rejectsWith(root.setEndOfFile(0n), 'STATUS_INVALID_DEVICE_REQUEST');
      await rejectsWith(root.lock([], 'fail'), 'STATUS_INVALID_PARAMETER');
    });

    it('honours byte-range locks between opens', async () => {
      await fixture.put('f', '0123456789');
      const a = await fixture.open('f');
      const b = await fixture.open('f');
      await a.lock([{ offset: 2n, length: 3n, exclusive: true }], 'fail');
      await rejectsWith(b.read(0n, 10), 'STATUS_FILE_LOCK_CONFLICT');
      await rejectsWith(b.write(4n, Buffer.from('x')), 'STATUS_FILE_LOCK_CONFLICT');
      assert.equal((await b.read(5n, 5)).toString(), '56789');
      assert.equal((await a.read(0n, 10)).length, 10);
      const waiting = b.lock([{ offset: 0n, length: 10n, exclusive: true }], {});
      throwsWith(() => a.unlock(2n, 2n), 'STATUS_RANGE_NOT_LOCKED');
      await a.close();
      await waiting;
      await b.write(4n, Buffer.from('x'));
    });

    it('knows nothing after closing', async () => {
      const file = await fixture.create('f');
      await Promise.all([file.close(), file.close()]);
      await rejectsWith(file.read(0n, 1), 'STATUS_FILE_CLOSED');
      await rejectsWith(file.info(), 'STATUS_FILE_CLOSED');
      await rejectsWith(file.rename('g', false), 'STATUS_FILE_CLOSED');
      await rejectsWith(file.lock([], 'fail'), 'STATUS_FILE_CLOSED');
      throwsWith(() => file.unlock(0n, 0n), 'STATUS_FILE_CLOSED');
      throwsWith(() => file.acknowledgeOplockBreak('none'), 'STATUS_FILE_CLOSED');
    });

    it('finishes what is under way before it closes', async () => {
      const file = await fixture.create('f');
      const data = Buffer.alloc(1 << 20, 'x');
      const writes = [0n, 1n, 2n, 3n].map((n) => file.write(n << 20n, data));
      await file.close();
      await Promise.all(writes);
      assert.equal((await fs.stat(join(fixture.root, 'f'))).size, 4 << 20);
    });

    it('streams a large file both ways', async () => {
      const piece = Buffer.alloc(1 << 20);
      const written = createHash('sha256');
      const file = await fixture.create('big');
      for (let n = 0; n < 32; n++) {
        piece.fill(n);
        written.update(piece);
        await file.write(BigInt(n) << 20n, piece);
      }
      const onDisk = createHash('sha256');
      for await (const chunk of createReadStream(join(fixture.root, 'big'))) onDisk.update(chunk as Buffer);
      const read = createHash('sha256');
      for (let n = 0; n < 32; n++) read.update(await file.read(BigInt(n) << 20n, 1 << 20));
      const wanted = written.digest('hex');
      assert.deepEqual([onDisk.digest('hex'), read.digest('hex')], [wanted, wanted]);
    });
  });

  describe(`directory share, ${pinning}: attributes and times`, () => {
    const { FILE_ATTRIBUTE_ARCHIVE, FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_HIDDEN } = FileAttributes;
    const { FILE_ATTRIBUTE_NORMAL, FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_SYSTEM } = FileAttributes;
    let fixture: Fixture;
    beforeEach(async () => {
      fixture = await createFixture(surroundings);
    });
    afterEach(() => fixture.dispose());
    const attributesOf = async (path: string) => {
      const file = await fixture.open(path, { desiredAccess: FILE_READ_ATTRIBUTES });
      const { attributes } = await file.info();
      await file.close();
      return attributes;
    };

    it('are kept for the life of the share, under every name and through renaming', async () => {
      const file = await fixture.create('f', { attributes: FILE_ATTRIBUTE_HIDDEN });
      assert.equal((await file.info()).attributes, FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_ARCHIVE);
      await file.setBasic({ attributes: FILE_ATTRIBUTE_SYSTEM, creationTime: 132_000_000_000_000_000n });
      await file.rename('g', false);
      await file.close();
      const again = await fixture.open('G');
      const info = await again.info();
      assert.equal(info.attributes, FILE_ATTRIBUTE_SYSTEM);
      assert.equal(info.creationTime, 132_000_000_000_000_000n);
      await again.write(0n, Buffer.from('x'));
      assert.equal((await again.info()).attributes, FILE_ATTRIBUTE_SYSTEM | FILE_ATTRIBUTE_ARCHIVE);
    });

    it('go with the file', async () => {
      const file = await fixture.create('f', { attributes: FILE_ATTRIBUTE_HIDDEN });
      await file.setDeletePending(true);
      await file.close();
      await fixture.put('f');
      assert.equal(await attributesOf('f'), FILE_ATTRIBUTE_ARCHIVE);
      await fs.writeFile(join(fixture.root, 'outside'), '');
      const hidden = await fixture.open('outside');
      await hidden.setBasic({ attributes: FILE_ATTRIBUTE_HIDDEN });
      await hidden.close();
      await fs.rm(join(fixture.root, 'outside'));
      await fs.writeFile(join(fixture.root, 'outside'), '');
      assert.equal(await attributesOf('outside'), FILE_ATTRIBUTE_ARCHIVE);
    });

    it('FILE_ATTRIBUTE_NORMAL clears them', async () => {
      const file = await fixture.create('f', { attributes: FILE_ATTRIBUTE_HIDDEN });
      await file.setBasic({ attributes: FILE_ATTRIBUTE_NORMAL });
      assert.equal((await file.info()).attributes, FILE_ATTRIBUTE_NORMAL);
    });

    it('read-only is kept by the file system itself', async () => {
      await fixture.put('f');
      const file = await fixture.open('f');
      await file.setBasic({ attributes: FILE_ATTRIBUTE_READONLY });
      assert.equal((await fs.stat(join(fixture.root, 'f'))).mode & 0o222, 0);
      assert.equal(await attributesOf('f'), FILE_ATTRIBUTE_READONLY);
      await file.setBasic({ attributes: FILE_ATTRIBUTE_ARCHIVE });
      assert.notEqual((await fs.stat(join(fixture.root, 'f'))).mode & 0o200, 0);
    });

    it('of a directory say that it is one', async () => {
      const directory = await fixture.create('d', { options: 1, attributes: FILE_ATTRIBUTE_HIDDEN });
      assert.equal((await directory.info()).attributes, FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_HIDDEN);
      await rejectsWith(directory.setBasic({ attributes: 0x100 }), 'STATUS_INVALID_PARAMETER');
      const file = await fixture.create('f');
      await rejectsWith(file.setBasic({ attributes: FILE_ATTRIBUTE_DIRECTORY }), 'STATUS_INVALID_PARAMETER');
    });

    it('times are set one by one', async () => {
      const file = await fixture.create('f');
      const { lastAccessTime } = await file.info();
      const time = 132_000_000_000_000_000n + 1_234_567n;
      await file.setBasic({ lastWriteTime: time });
      const info = await file.info();
      assert.equal(isClose(info.lastWriteTime, time), true);
      assert.equal(isClose(info.lastAccessTime, lastAccessTime), true);
      await file.setBasic({ lastAccessTime: time });
      assert.equal(isClose((await file.info()).lastAccessTime, time), true);
    });

    it('the time of change can be set as well, until the next change', async () => {
      const file = await fixture.create('f');
      const time = 132_000_000_000_000_000n;
      await file.setBasic({ changeTime: time, lastWriteTime: time, attributes: FILE_ATTRIBUTE_SYSTEM });
      const info = await file.info();
      assert.deepEqual([info.changeTime, isClose(info.lastWriteTime, time)], [time, true]);
      await file.write(0n, Buffer.from('x'));
      assert.ok((await file.info()).changeTime > time);
    });

    it('of the volume are true', async () => {
      const volume = await fixture.share.volume();
      const { bavail, bsize } = await fs.statfs(fixture.root);
      assert.equal(volume.bytesPerSector * volume.sectorsPerAllocationUnit, bsize);
      assert.equal(volume.totalAllocationUnits >= volume.availableAllocationUnits, true);
      assert.equal(Math.abs(Number(volume.availableAllocationUnits) - bavail) < bavail / 10, true);
      assert.deepEqual([volume.label, volume.maximumComponentNameLength], ['data', 255]);
    });
  });
}

describe('directory share: descriptors', () => {
  it('are not given to another file while an operation still goes by their number', async () => {
    const gate = new Waiter<void>(undefined);
    const utimes: typeof fs.utimes = async (...args) => {
      await gate.result;
      await fs.utimes(...args);
    };
    const fixture = await createFixture({ disk: { ...fs, utimes } });
    const file = await fixture.create('f');
    let closed = false;
    const setting = file.setBasic({ lastWriteTime: 132_000_000_000_000_000n });
    const closing = file.close().then(() => (closed = true));
    await fixture.put('other');
    assert.equal(closed, false);
    gate.finish();
    await Promise.all([setting, closing]);
    assert.equal((await fs.stat(join(fixture.root, 'f'))).mtime.getUTCFullYear(), 2019);
    assert.notEqual((await fs.stat(join(fixture.root, 'other'))).mtime.getUTCFullYear(), 2019);
    await fixture.dispose();
  });

  it('are all given back, whatever happens', async () => {
    const fixture = await createFixture();
    await fixture.put('f', 'x');
    await fixture.makeDirectory('d');
    const before = await openDescriptors();
    for (let i = 0; i < 20; i++) {
      const file = await fixture.open('f');
      await rejectsWith(fixture.open('f\\g'), 'STATUS_OBJECT_PATH_NOT_FOUND');
      await rejectsWith(fixture.open('d\\missing'), 'STATUS_OBJECT_NAME_NOT_FOUND');
      await rejectsWith(fixture.create('f'), 'STATUS_OBJECT_NAME_COLLISION');
      await rejectsWith(file.rename('missing\\g', false), 'STATUS_OBJECT_PATH_NOT_FOUND');
      const directory = await fixture.open('');
      await directory.queryDirectory({ pattern: '*', restart: false }, () => false);
      await directory.queryDirectory({ pattern: 'f*', restart: true }, () => false);
      await directory.close();
      await file.close();
    }
    assert.equal(await openDescriptors(), before);
    await fixture.dispose();
  });
});
