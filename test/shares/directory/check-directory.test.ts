import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { constants } from 'node:fs';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import type { Disk } from '../../../src/shares/directory/disk.js';
import { createDirectoryShare, type AccessRules } from '../../../src/shares/index.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

/** A disk on which some right is missing, whoever runs the test. */
function diskWithout(mode: number, code = 'EACCES'): Disk {
  return {
    ...fs,
    access: async (path, wanted = 0) => {
      if ((wanted & mode) !== 0) throw Object.assign(new Error(code), { code, syscall: 'access' });
      await fs.access(path, wanted);
    },
  };
}

describe('directory share: before anybody connects', () => {
  const folder = useTemporaryFolder();
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
  });
  const create = async (disk: Disk, access: AccessRules = { '*': 'write' }, path = folder()) => {
    const warn = (message: string) => void warnings.push(message);
    const share = await createDirectoryShare(
      { name: 'data', path, access },
      { runtime: systemRuntime, disk, warn },
    );
    await share.close();
  };

  it('a directory that can be read and written is nothing to speak of', async () => {
    await create(fs);
    assert.deepEqual(warnings, []);
  });

  it('one that is not there, or is none, cannot be shared', async () => {
    await assert.rejects(create(fs, undefined, `${folder()}/none`), /share "data": .* not a directory/);
  });

  it('one that cannot be read or entered cannot be shared', async () => {
    for (const mode of [constants.R_OK, constants.X_OK]) {
      await assert.rejects(create(diskWithout(mode)), {
        name: 'ConfigurationError',
        message: /cannot be read by this process \(EACCES\).*give the user/,
      });
    }
    const broken = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'opendir' }));
    await assert.rejects(create({ ...fs, opendir: broken }), /cannot be read by this process \(EIO\)/);
  });

  it('one that cannot be written is told of where somebody may write', async () => {
    await create(diskWithout(constants.W_OK, 'EROFS'), { alice: 'read', '@staff': 'write' });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /share "data": .* cannot be written by this process \(EROFS\).*"read"/);
    await create(diskWithout(constants.W_OK), { '*': 'read' });
    assert.equal(warnings.length, 1);
  });
});
