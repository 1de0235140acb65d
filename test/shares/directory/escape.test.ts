import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { createDirectoryShare } from '../../../src/shares/index.js';
import type { Disk } from '../../../src/shares/directory/disk.js';
import { pathPinning } from '../../../src/shares/directory/pinned.js';
import {
  allDispositions,
  createFixture,
  FILE_READ_ATTRIBUTES,
  FILE_READ_DATA,
  list,
  pinnings,
  rejectsWith,
  type Fixture,
} from '../fixture.js';

/** Does something once, between our looking at a name and our opening it. */
function interfering(when: (path: string) => boolean, act: () => Promise<void>): Disk {
  let done = false;
  const before = async (path: unknown) => {
    if (done || !when(String(path))) return;
    done = true;
    await act();
  };
  return {
    ...fs,
    open: async (path, flags, mode) => {
      await before(path);
      return fs.open(path, flags, mode);
    },
    mkdir: (async (path: string) => {
      await before(path);
      return fs.mkdir(path);
    }) as Disk['mkdir'],
    realpath: (async (path: string) => {
      await before(path);
      return fs.realpath(path);
    }) as Disk['realpath'],
  };
}

async function replaceByLink(path: string, target: string): Promise<void> {
  await fs.rm(path, { recursive: true, force: true });
  await fs.symlink(target, path);
}

for (const [pinning, surroundings] of pinnings) {
  describe(`directory share, ${pinning}: no way out`, () => {
    let fixture: Fixture;
    let outside: string;
    beforeEach(async () => {
      fixture = await createFixture(surroundings);
      outside = await fs.mkdtemp(join(tmpdir(), 'smb2-outside-'));
      await fs.writeFile(join(outside, 'secret'), 'secret');
    });
    afterEach(async () => {
      await fixture.dispose();
      await fs.rm(outside, { recursive: true, force: true });
    });

    const assertUntouched = async () => {
      assert.deepEqual(await fs.readdir(outside), ['secret']);
      assert.equal(await fs.readFile(join(outside, 'secret'), 'utf8'), 'secret');
    };

    const raced = async (name: string, target: () => string, path: string) => {
      await fixture.dispose();
      fixture = await createFixture({
        ...surroundings,
        disk: interfering(
          (seen) => seen.endsWith(`/${name}`),
          () => replaceByLink(join(fixture.root, name), target()),
        ),
      });
      await fs.mkdir(join(fixture.root, 'dir'));
      await fs.writeFile(join(fixture.root, 'dir', 'f'), 'inside');
      await fs.writeFile(join(fixture.root, 'f'), 'inside');
      return (disposition: (typeof allDispositions)[number]) => fixture.open(path, { disposition });
    };

    it('through names, whatever is asked for', async () => {
      for (const path of [
        '..\\x',
        '..',
        'a\\..\\..\\x',
        '\\etc\\passwd',
        '/etc/passwd',
        'a/../../x',
        '\0',
        'x\0y',
        'x:y',
        '::$DATA',
        'C:\\x',
        `..\\${outside.slice(5)}\\secret`,
        '\\\\?\\C:\\x',
        '\\..\\x',
      ]) {
        for (const disposition of allDispositions) {
          await assert.rejects(fixture.open(path, { disposition }), { name: 'ShareError' });
        }
      }
      const file = await fixture.create('f');
      for (const path of ['..\\x', '\\..\\x', '/x', 'a:b', '\\\\x', '..', '']) {
        await assert.rejects(file.rename(path, true), { name: 'ShareError' });
      }
      assert.deepEqual(await fs.readdir(fixture.root), ['f']);
    });

    it('through a link at the end', async () => {
      await fs.symlink(join(outside, 'secret'), join(fixture.root, 'link'));
      await fs.symlink(outside, join(fixture.root, 'dirlink'));
      await fs.symlink(join(outside, 'not there'), join(fixture.root, 'dangling'));
      for (const path of ['link', 'LINK', 'dirlink', 'dangling']) {
        for (const disposition of ['open', 'open-if', 'overwrite', 'overwrite-if', 'supersede'] as const) {
          await rejectsWith(fixture.open(path, { disposition }), 'STATUS_ACCESS_DENIED');
        }
        await rejectsWith(fixture.open(path, { options: 0x00200000 }), 'STATUS_ACCESS_DENIED');
        await rejectsWith(
          fixture.open(path, { desiredAccess: FILE_READ_ATTRIBUTES }),
          'STATUS_ACCESS_DENIED',
        );
        await assert.rejects(fixture.create(path), { name: 'ShareError' });
        await assert.rejects(fixture.create(path, { options: 1 }), { name: 'ShareError' });
      }
      await assertUntouched();
    });

    it('through a link in the middle, even one that stays inside', async () => {
      await fs.symlink(outside, join(fixture.root, 'out'));
      await fixture.makeDirectory('dir');
      await fixture.put('dir\\f', 'x');
      await fs.symlink('dir', join(fixture.root, 'in'));
      await fs.symlink('.', join(fixture.root, 'self'));
      for (const path of ['out\\secret', 'OUT\\secret', 'out\\new', 'in\\f', 'self\\dir\\f']) {
        for (const disposition of allDispositions) {
          await rejectsWith(fixture.open(path, { disposition }), 'STATUS_ACCESS_DENIED');
        }
      }
      const file = await fixture.open('dir\\f');
      await rejectsWith(file.rename('out\\f', true), 'STATUS_ACCESS_DENIED');
      await assertUntouched();
    });

    it('links and special files are not listed', async () => {
      await fs.symlink(outside, join(fixture.root, 'out'));
      await fixture.put('f');
      execFileSync('mkfifo', [join(fixture.root, 'fifo')]);
      await fs.writeFile(join(fixture.root, 'a:b'), '');
      await fs.writeFile(join(fixture.root, 'a\\b'), '');
      const root = await fixture.open('');
      assert.deepEqual(await list(root), ['.', '..', 'f']);
      for (const pattern of ['out', 'fifo', 'OUT']) assert.deepEqual(await list(root, pattern), []);
    });

    it('opening a FIFO does not hang', async () => {
      execFileSync('mkfifo', [join(fixture.root, 'fifo')]);
      await rejectsWith(fixture.open('fifo', { desiredAccess: FILE_READ_DATA }), 'STATUS_ACCESS_DENIED');
    });

    it('above the root there is nothing to list', async () => {
      const root = await fixture.open('');
      const above = await list(root, '..');
      assert.deepEqual(above, ['..']);
      await rejectsWith(
        root.queryDirectory({ pattern: '..\\*', restart: true }, () => true),
        'STATUS_OBJECT_NAME_INVALID',
      );
      const { fileId } = await root.info();
      await root.queryDirectory({ pattern: '..', restart: true }, (entry) => {
        assert.equal(entry.fileId, fileId);
        return true;
      });
    });

    it('the root of the share itself may be reached by a link', async () => {
      const viaLink = join(outside, 'share');
      await fs.symlink(fixture.root, viaLink);
      const share = await createDirectoryShare(
        { name: 'x', path: viaLink, access: { '*': 'write' } },
        { runtime: systemRuntime, ...surroundings },
      );
      assert.equal((await share.volume()).label, 'x');
      await fs.rm(viaLink);
    });

    describe('in a race', () => {
      it('a file is replaced by a link while it is opened', async () => {
        for (const disposition of ['open', 'overwrite', 'supersede'] as const) {
          const open = await raced('f', () => join(outside, 'secret'), 'f');
          await assert.rejects(open(disposition), { name: 'ShareError' });
          await assertUntouched();
        }
      });

      it('a directory is replaced by a link while it is walked through', async () => {
        for (const disposition of ['open', 'open-if', 'create', 'overwrite-if'] as const) {
          const open = await raced('dir', () => outside, 'dir\\secret');
          await assert.rejects(open(disposition), { name: 'ShareError' });
          await assertUntouched();
        }
      });

      it('a link appears where a file is to be created', async () => {
        const open = await raced('new', () => join(outside, 'planted'), 'new');
        await assert.rejects(open('create'), { name: 'ShareError' });
        await assertUntouched();
      });
    });
  });
}

describe('directory share, by path: a file replaced by another after it was looked at', () => {
  it('is not opened', async () => {
    const outside = await fs.mkdtemp(join(tmpdir(), 'smb2-outside-'));
    await fs.writeFile(join(outside, 'secret'), 'secret');
    let swap: (() => Promise<void>) | undefined;
    const fixture = await createFixture({
      pinning: pathPinning,
      disk: {
        ...fs,
        open: async (path, flags, mode) => {
          await swap?.();
          return fs.open(path, flags, mode);
        },
      },
    });
    await fixture.put('f', 'inside');
    swap = async () => {
      await fs.rm(join(fixture.root, 'f'));
      await fs.link(join(outside, 'secret'), join(fixture.root, 'f'));
    };
    await rejectsWith(fixture.open('f'), 'STATUS_ACCESS_DENIED');
    await fixture.dispose();
    await fs.rm(outside, { recursive: true });
  });
});

describe('directory share, by descriptor: a directory moved away while it is walked through', () => {
  it('takes the walk along, and its replacement never takes part', async () => {
    const outside = await fs.mkdtemp(join(tmpdir(), 'smb2-outside-'));
    let root = '';
    const disk = interfering(
      (path) => path.endsWith('/new'),
      async () => {
        await fs.rename(join(root, 'dir'), join(root, 'moved'));
        await fs.symlink(outside, join(root, 'dir'));
      },
    );
    const fixture = await createFixture({ disk });
    root = fixture.root;
    await fs.mkdir(join(root, 'dir'));
    await (await fixture.create('dir\\new')).close();
    assert.deepEqual(await fs.readdir(outside), []);
    assert.deepEqual(await fs.readdir(join(root, 'moved')), ['new']);
    await fixture.dispose();
    await fs.rm(outside, { recursive: true });
  });
});
