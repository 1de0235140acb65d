import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { type Disk, nodeDisk } from '../../../src/shares/directory/disk.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { createDirectoryShare, createTemporaryShare, type OpenRequest } from '../../../src/shares/index.js';
import { alice, ALL_SHARING, READ_WRITE, rejectsWith } from '../fixture.js';

const surroundings = { runtime: systemRuntime };
const create = (path: string, options = 0): OpenRequest => ({
  identity: alice,
  path,
  desiredAccess: READ_WRITE,
  shareAccess: ALL_SHARING,
  disposition: 'create',
  options,
  attributes: 0,
  oplock: 'none',
});

describe('temporary share', () => {
  it('is a new directory that is ours alone and goes when the share is closed', async () => {
    const share = await createTemporaryShare({ name: 'tmp', access: { '*': 'write' } }, surroundings);
    assert.equal((await fs.stat(share.path)).mode & 0o777, 0o700);
    assert.deepEqual([share.type, share.name, share.encrypt], ['disk', 'tmp', false]);
    const { file } = await share.open(create('f'));
    await file.write(0n, Buffer.from('x'));
    await share.open(create('d', 1));
    await share.open(create('d\\e', 1));
    await share.open(create('d\\e\\f'));
    await fs.symlink('/etc', join(share.path, 'd', 'link'));
    await share.close();
    await rejectsWith(file.info(), 'STATUS_FILE_CLOSED');
    await assert.rejects(fs.stat(share.path), { code: 'ENOENT' });
    await fs.stat('/etc/passwd');
  });

  it('goes even when clients have nested directories deeper than a path can be long', async function () {
    this.timeout(60_000);
    const share = await createTemporaryShare({ name: 'tmp', access: { '*': 'write' } }, surroundings);
    let inner = '';
    for (let depth = 0; depth < 25; depth++) {
      const outer = `${depth}`.padStart(200, 'x');
      await (await share.open(create(outer, 1))).file.close();
      if (inner !== '') {
        const { file } = await share.open({ ...create(inner), disposition: 'open' });
        await file.rename(`${outer}\\${inner}`, false);
        await file.close();
      }
      inner = outer;
    }
    await share.close();
    await assert.rejects(fs.stat(share.path), { code: 'ENOENT' });
  });

  it('goes while requests of connections that have ended still create and delete entries', async () => {
    let late = 0;
    const disk: Disk = {
      ...nodeDisk,
      unlink: async (path) => {
        // Somebody else was faster.
        await nodeDisk.unlink(path);
        return nodeDisk.unlink(path);
      },
      rmdir: async (path) => {
        if (late++ < 4) await fs.writeFile(join(String(path), `late${late}`), '');
        return nodeDisk.rmdir(path);
      },
    };
    const share = await createTemporaryShare(
      { name: 'tmp', access: { '*': 'write' } },
      { ...surroundings, disk },
    );
    await share.open(create('d', 1));
    await share.open(create('d\\e'));
    await share.close();
    assert.equal(late, 6);
    await assert.rejects(fs.stat(share.path), { code: 'ENOENT' });
  });

  it('is given up where somebody fills it without end', async () => {
    const disk: Disk = {
      ...nodeDisk,
      rmdir: async (path) => {
        await fs.writeFile(join(String(path), 'late'), '');
        return nodeDisk.rmdir(path);
      },
    };
    const share = await createTemporaryShare({ name: 'tmp', access: {} }, { ...surroundings, disk });
    await assert.rejects(share.close(), { message: `${share.path} is filled as fast as it is emptied` });
    await fs.rm(share.path, { recursive: true });
  });

  it('may have gone already', async () => {
    const share = await createTemporaryShare({ name: 'tmp', access: {} }, surroundings);
    await fs.rm(share.path, { recursive: true });
    await share.close();
  });
});

describe('directory share', () => {
  it('must be of a directory, and says so', async () => {
    for (const path of ['/nowhere/at/all', '/etc/passwd']) {
      const created = createDirectoryShare({ name: 'data', path, access: {} }, surroundings);
      await assert.rejects(created, {
        name: 'ConfigurationError',
        message: /share "data": .* is not a directory we can reach; create it or/,
      });
    }
  });
});
