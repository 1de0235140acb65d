import assert from 'node:assert/strict';
import { constants, existsSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import * as promises from 'node:fs/promises';
import { join } from 'node:path';
import { descriptorLimit, leavingDescriptors } from '../../../src/shares/directory/descriptors.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

describe('descriptors of the process', () => {
  const folder = useTemporaryFolder();

  it('are as many as the system says', function () {
    if (process.platform !== 'linux') this.skip();
    assert.ok((descriptorLimit() ?? 0) >= 256);
  });

  it('are left to others: a file beyond its half is refused as by the system, and opens again later', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, 'x');
    const probe = await promises.open(file);
    const limit = 2 * (probe.fd + 3);
    await probe.close();
    const disk = leavingDescriptors(promises, () => limit);
    const opened: FileHandle[] = [];
    const open = async () => opened.push(await disk.open(file));
    await assert.rejects(
      async () => {
        for (let i = 0; i < 100; i++) await open();
      },
      { code: 'EMFILE', syscall: 'open' },
    );
    assert.ok(opened.length > 0 && opened.length < 100);
    const made = join(folder(), 'made');
    await assert.rejects(disk.open(made, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL), {
      code: 'EMFILE',
    });
    assert.equal(existsSync(made), false);
    await opened.pop()?.close();
    await open();
    for (const handle of opened) await handle.close();
  });
});
