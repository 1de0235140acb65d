import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { CreateOptions } from '../../../src/shares/index.js';
import {
  createFixture,
  DELETE,
  FILE_READ_ATTRIBUTES,
  list,
  listEntries,
  pinnings,
  rejectsWith,
  type Fixture,
} from '../fixture.js';

const { FILE_DELETE_ON_CLOSE, FILE_DIRECTORY_FILE } = CreateOptions;

for (const [pinning, surroundings] of pinnings) {
  describe(`directory share, ${pinning}: deleting, [MS-FSA] 2.1.5.5`, () => {
    let fixture: Fixture;
    beforeEach(async () => {
      fixture = await createFixture(surroundings);
    });
    afterEach(() => fixture.dispose());
    const names = () => fs.readdir(fixture.root);

    it('happens when the last open is closed', async () => {
      await fixture.put('f', 'x');
      const deleter = await fixture.open('f');
      const other = await fixture.open('f');
      await deleter.setDeletePending(true);
      assert.equal((await other.info()).deletePending, true);
      await rejectsWith(fixture.open('F'), 'STATUS_DELETE_PENDING');
      await deleter.close();
      assert.deepEqual(await names(), ['f']);
      assert.equal((await other.read(0n, 1)).toString(), 'x');
      await other.close();
      assert.deepEqual(await names(), []);
    });

    it('can be taken back', async () => {
      const file = await fixture.create('f');
      await file.setDeletePending(true);
      await file.setDeletePending(false);
      await file.close();
      assert.deepEqual(await names(), ['f']);
    });

    it('FILE_DELETE_ON_CLOSE: other opens can still come until that one is closed', async () => {
      const first = await fixture.create('f', { options: FILE_DELETE_ON_CLOSE });
      const second = await fixture.open('f');
      await first.close();
      await rejectsWith(fixture.open('f'), 'STATUS_DELETE_PENDING');
      await second.close();
      await rejectsWith(fixture.open('f'), 'STATUS_OBJECT_NAME_NOT_FOUND');
      await fixture.put('f');
    });

    it('a directory must be empty, also of what clients do not see', async () => {
      await fixture.makeDirectory('d');
      await fs.symlink('x', join(fixture.root, 'd', 'link'));
      const directory = await fixture.open('d');
      await rejectsWith(directory.setDeletePending(true), 'STATUS_DIRECTORY_NOT_EMPTY');
      await fs.rm(join(fixture.root, 'd', 'link'));
      await directory.setDeletePending(true);
      await rejectsWith(fixture.create('d\\f'), 'STATUS_DELETE_PENDING');
      await directory.close();
      assert.deepEqual(await names(), []);
    });

    it('FILE_DELETE_ON_CLOSE leaves a directory that is not empty', async () => {
      const directory = await fixture.create('d', { options: FILE_DIRECTORY_FILE | FILE_DELETE_ON_CLOSE });
      await fixture.put('d\\f');
      await directory.close();
      assert.deepEqual(await names(), ['d']);
      await fixture.open('d');
    });

    it('the root of the share stays', async () => {
      const root = await fixture.open('');
      await rejectsWith(root.setDeletePending(true), 'STATUS_CANNOT_DELETE');
      await rejectsWith(root.rename('x', false), 'STATUS_ACCESS_DENIED');
    });

    it('nothing else is deleted when somebody behind our back has taken the file or its place', async () => {
      const gone = await fixture.create('gone', { options: FILE_DELETE_ON_CLOSE });
      await fs.rm(join(fixture.root, 'gone'));
      await gone.close();
      const swapped = await fixture.create('swapped', { options: FILE_DELETE_ON_CLOSE });
      await fs.rename(join(fixture.root, 'swapped'), join(fixture.root, 'elsewhere'));
      await fs.writeFile(join(fixture.root, 'swapped'), 'innocent');
      await swapped.close();
      assert.deepEqual((await names()).sort(), ['elsewhere', 'swapped']);
      await fixture.makeDirectory('d');
      const orphan = await fixture.create('d\\f', { options: FILE_DELETE_ON_CLOSE });
      await fs.rm(join(fixture.root, 'd'), { recursive: true });
      await orphan.close();
    });
  });

  describe(`directory share, ${pinning}: renaming, [MS-FSA] 2.1.5.15.12`, () => {
    let fixture: Fixture;
    beforeEach(async () => {
      fixture = await createFixture(surroundings);
    });
    afterEach(() => fixture.dispose());
    const names = async () => (await fs.readdir(fixture.root)).sort();

    it('moves a file, and every open of it along', async () => {
      await fixture.makeDirectory('d');
      await fixture.put('f', 'x');
      const file = await fixture.open('f');
      const other = await fixture.open('f', { desiredAccess: FILE_READ_ATTRIBUTES });
      await file.rename('D\\g', false);
      assert.deepEqual([file.path, other.path], ['d\\g', 'd\\g']);
      assert.equal((await other.info()).endOfFile, 1n);
      await file.rename('\\h', false);
      assert.equal(other.path, 'h');
      assert.deepEqual(await names(), ['d', 'h']);
      await file.setDeletePending(true);
      await file.close();
      await other.close();
      assert.deepEqual(await names(), ['d']);
    });

    it('does not move a file into a directory that an open may delete, but out of it', async () => {
      await fixture.makeDirectory('d');
      await fixture.put('f', 'x');
      const file = await fixture.open('f');
      const harmless = await fixture.open('d', { shareAccess: 0, desiredAccess: FILE_READ_ATTRIBUTES });
      const deleting = await fixture.open('d', { desiredAccess: DELETE });
      await rejectsWith(file.rename('d\\g', false), 'STATUS_SHARING_VIOLATION');
      assert.deepEqual(await names(), ['d', 'f']);
      await deleting.close();
      await file.rename('d\\g', false);
      const again = await fixture.open('d', { desiredAccess: DELETE });
      await rejectsWith(file.rename('d\\h', false), 'STATUS_SHARING_VIOLATION');
      await file.rename('h', false);
      assert.deepEqual(await names(), ['d', 'h']);
      for (const open of [file, harmless, again]) await open.close();
    });

    it('replaces a file only when told to', async () => {
      await fixture.put('f', 'new');
      await fixture.put('g', 'old');
      const file = await fixture.open('f');
      await rejectsWith(file.rename('G', false), 'STATUS_OBJECT_NAME_COLLISION');
      await file.rename('G', true);
      assert.deepEqual(await names(), ['G']);
      await fixture.put('f', 'newer');
      const exact = await fixture.open('f');
      await file.close();
      await exact.rename('G', true);
      assert.equal(await fs.readFile(join(fixture.root, 'G'), 'utf8'), 'newer');
    });

    it('does not replace a file that is open, read-only, or a directory', async () => {
      await fixture.put('f');
      await fixture.put('open');
      await fixture.makeDirectory('dir');
      await (await fixture.create('readonly', { attributes: 1 })).close();
      await fixture.open('open', { desiredAccess: FILE_READ_ATTRIBUTES });
      const file = await fixture.open('f');
      for (const path of ['open', 'dir', 'readonly']) {
        await rejectsWith(file.rename(path, true), 'STATUS_ACCESS_DENIED');
      }
      const directory = await fixture.open('dir');
      await rejectsWith(directory.rename('f', true), 'STATUS_ACCESS_DENIED');
      assert.deepEqual(await names(), ['dir', 'f', 'open', 'readonly']);
    });

    it('takes another hard link of the same file for another file', async () => {
      await fixture.put('f', 'linked');
      await fixture.makeDirectory('d');
      for (const link of ['g', join('d', 'f')]) {
        await fs.link(join(fixture.root, 'f'), join(fixture.root, link));
      }
      const file = await fixture.open('f');
      for (const link of ['g', 'd\\f']) {
        await rejectsWith(file.rename(link, false), 'STATUS_OBJECT_NAME_COLLISION');
        await rejectsWith(file.rename(link, true), 'STATUS_ACCESS_DENIED');
      }
      assert.equal(file.path, 'f');
      await file.close();
    });

    it('changes the case of a name', async () => {
      await fixture.put('name', 'x');
      const file = await fixture.open('NAME');
      await file.rename('Name', false);
      assert.deepEqual(await names(), ['Name']);
      await file.close();
      assert.equal((await fixture.open('nAME')).path, 'Name');
    });

    it('moves a directory unless something below it is open', async () => {
      await fixture.makeDirectory('d');
      await fixture.put('d\\f');
      const directory = await fixture.open('d');
      const file = await fixture.open('d\\f');
      await rejectsWith(directory.rename('e', false), 'STATUS_ACCESS_DENIED');
      await file.close();
      await directory.rename('e', false);
      assert.deepEqual(await list(directory), ['.', '..', 'f']);
      await fixture.open('e\\f');
      await rejectsWith(directory.rename('e\\below', false), 'STATUS_ACCESS_DENIED');
      await rejectsWith(fixture.open('d'), 'STATUS_OBJECT_NAME_NOT_FOUND');
    });

    it('needs DELETE and a possible name', async () => {
      const file = await fixture.create('f');
      await rejectsWith(file.rename('', false), 'STATUS_OBJECT_NAME_INVALID');
      // Only a directory can be meant.
      await rejectsWith(file.rename('g\\', false), 'STATUS_OBJECT_NAME_INVALID');
      await rejectsWith(file.rename('missing\\x', false), 'STATUS_OBJECT_PATH_NOT_FOUND');
      const reader = await fixture.open('f', { desiredAccess: 1 });
      await rejectsWith(reader.rename('g', false), 'STATUS_ACCESS_DENIED');
      await rejectsWith(reader.setDeletePending(true), 'STATUS_ACCESS_DENIED');
      await fs.rm(join(fixture.root, 'f'));
      await rejectsWith(file.rename('g', false), 'STATUS_OBJECT_NAME_NOT_FOUND');
    });
  });

  describe(`directory share, ${pinning}: QUERY_DIRECTORY, [MS-SMB2] 3.3.5.18`, () => {
    let fixture: Fixture;
    beforeEach(async () => {
      fixture = await createFixture(surroundings);
      for (const name of ['a.txt', 'B.TXT', 'c.doc', '日本.txt']) await fixture.put(name, name);
      await fixture.makeDirectory('dir');
    });
    afterEach(() => fixture.dispose());

    it('lists by pattern', async () => {
      const root = await fixture.open('');
      assert.deepEqual((await list(root, '*.TXT')).sort(), ['B.TXT', 'a.txt', '日本.txt']);
      assert.deepEqual((await list(root)).sort(), ['.', '..', 'B.TXT', 'a.txt', 'c.doc', 'dir', '日本.txt']);
      assert.deepEqual(await list(root, 'b.txt'), ['B.TXT']);
      assert.deepEqual(await list(root, '<.doc'), ['c.doc']);
      assert.deepEqual(await list(root, 'nothing*'), []);
    });

    it('tells what it lists', async () => {
      const root = await fixture.open('');
      const [entry] = await listEntries(root, 'a.txt');
      const file = await fixture.open('a.txt', { desiredAccess: FILE_READ_ATTRIBUTES });
      assert.deepEqual(entry, { ...(await file.info()), name: 'a.txt' });
      const [directory] = await listEntries(root, 'dir');
      assert.equal(directory?.directory, true);
    });

    it('goes on where it stopped, and offers again what was refused', async () => {
      const root = await fixture.open('');
      assert.deepEqual((await list(root, '*', 1)).sort(), (await list(root, '*', 100)).sort());
      const offered: string[] = [];
      const refuse = (entry: { name: string }) => {
        offered.push(entry.name);
        return false;
      };
      await root.queryDirectory({ pattern: '*.txt', restart: true }, refuse);
      await root.queryDirectory({ pattern: 'ignored', restart: false }, refuse);
      assert.equal(offered.length, 2);
      assert.equal(offered[0], offered[1]);
    });

    it('says when there is nothing, and when there is nothing more', async () => {
      const root = await fixture.open('');
      const query = (pattern: string, restart: boolean) =>
        root.queryDirectory({ pattern, restart }, () => true);
      await rejectsWith(query('nothing', false), 'STATUS_NO_SUCH_FILE');
      await rejectsWith(query('nothing', false), 'STATUS_NO_MORE_FILES');
      await query('a.txt', true);
      await rejectsWith(query('a.txt', false), 'STATUS_NO_MORE_FILES');
      await query('', true);
      await rejectsWith(query('a/b', true), 'STATUS_OBJECT_NAME_INVALID');
      const blind = await fixture.open('', { desiredAccess: DELETE });
      await rejectsWith(
        blind.queryDirectory({ pattern: '*', restart: true }, () => true),
        'STATUS_ACCESS_DENIED',
      );
      const file = await fixture.open('a.txt');
      await rejectsWith(
        file.queryDirectory({ pattern: '*', restart: true }, () => true),
        'STATUS_INVALID_PARAMETER',
      );
    });

    it('survives files that go while it lists', async () => {
      const root = await fixture.open('');
      await root.queryDirectory({ pattern: '*.*', restart: true }, () => false);
      for (const name of await fs.readdir(fixture.root)) {
        await fs.rm(join(fixture.root, name), { recursive: true });
      }
      assert.deepEqual(await list(root), ['.', '..']);
    });
  });
}

describe('directory share: a directory of 20,000 files', () => {
  it('is listed in pieces, without looking at all of it each time, and takes a new file quickly', async function () {
    this.timeout(60_000);
    let looks = 0;
    const disk = {
      ...fs,
      lstat: ((...args: Parameters<typeof fs.lstat>) => {
        looks++;
        return fs.lstat(...args);
      }) as typeof fs.lstat,
    };
    const fixture = await createFixture({ disk });
    await fixture.makeDirectory('many');
    for (let i = 0; i < 20_000; i += 200) {
      const paths = Array.from({ length: 200 }, (_, n) => join(fixture.root, 'many', `file ${i + n}.dat`));
      await Promise.all(paths.map((path) => fs.writeFile(path, '')));
    }
    const directory = await fixture.open('many');
    await directory.queryDirectory({ pattern: '*', restart: true }, () => false);
    await directory.queryDirectory({ pattern: '*7.dat', restart: true }, () => false);
    assert.equal(looks <= 128, true, `${looks} files looked at for one entry`);
    const names = new Set(await list(directory, '*', 500));
    assert.equal(names.size, 20_002);
    assert.equal((await list(directory, '*19999.dat')).length, 1);

    let readings = 0;
    const counting = await createFixture({
      disk: {
        ...fs,
        readdir: ((...args: Parameters<typeof fs.readdir>) => {
          readings++;
          return fs.readdir(...args);
        }) as typeof fs.readdir,
      },
    });
    for (let i = 0; i < 50; i++) await counting.put(`new ${i}`);
    assert.equal(readings < 10, true, `the directory was read ${readings} times for 50 new files`);
    await fixture.dispose();
    await counting.dispose();
  });
});
