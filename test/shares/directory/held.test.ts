import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import type { Disk } from '../../../src/shares/directory/disk.js';
import { HeldBytes } from '../../../src/shares/index.js';
import { createFixture, rejectsWith, type Fixture } from '../fixture.js';

describe('directory share: what is held for a client', () => {
  let fixture: Fixture;
  let held: HeldBytes;
  beforeEach(async () => {
    fixture = await createFixture();
    held = new HeldBytes('heldBytesPerConnection', 100_000);
  });
  afterEach(() => fixture.dispose());

  it('counts each open with its path, until it is closed', async () => {
    await fixture.put('f');
    const file = await fixture.open('f', { held });
    const short = held.bytes;
    assert.ok(short > 1000);
    await fixture.makeDirectory('d'.repeat(200));
    const directory = await fixture.open('d'.repeat(200), { held });
    assert.ok(held.bytes - short >= short + 390);
    await directory.close();
    await file.close();
    await file.close();
    assert.equal(held.bytes, 0);
    await rejectsWith(fixture.open('none', { held }), 'STATUS_OBJECT_NAME_NOT_FOUND');
    await rejectsWith(fixture.open('a/b', { held }), 'STATUS_OBJECT_NAME_INVALID');
    assert.equal(held.bytes, 0);
  });

  it('opens nothing for whom too much is held already', async () => {
    await fixture.put('f');
    held.add(99_000);
    await rejectsWith(fixture.open('f', { held }), 'STATUS_INSUFFICIENT_RESOURCES');
    await (await fixture.open('f')).close();
    assert.equal(held.bytes, 99_000);
  });

  it('counts what is being read', async () => {
    await fixture.put('f', 'x');
    const file = await fixture.open('f', { held });
    await rejectsWith(file.read(0n, 100_000), 'STATUS_INSUFFICIENT_RESOURCES');
    const before = held.bytes;
    assert.equal((await file.read(0n, 50_000)).length, 1);
    assert.equal(held.bytes, before);
    await file.close();
  });

  it('counts what a watch remembers', async () => {
    const root = await fixture.open('', { options: 1, held });
    const before = held.bytes;
    const cancel = new AbortController();
    const changes = root.changes({ filter: 1, recursive: true, signal: cancel.signal });
    cancel.abort();
    await rejectsWith(changes, 'STATUS_CANCELLED');
    const watching = held.bytes;
    assert.ok(watching > before);
    await fixture.put('x'.repeat(200));
    assert.ok(held.bytes - watching >= 400);
    await root.close();
    assert.equal(held.bytes, 0);
  });
});

describe('directory share: names in another case', () => {
  it('are looked for by many in one reading of the directory', async () => {
    let readings = 0;
    const disk: Disk = {
      ...fs,
      opendir: (path, options) => {
        readings++;
        return fs.opendir(path, options);
      },
    };
    const fixture = await createFixture({ disk });
    try {
      for (let i = 0; i < 600; i++) await fs.writeFile(`${fixture.root}/Name${i}`, '');
      readings = 0;
      const files = await Promise.all(Array.from({ length: 20 }, (_, i) => fixture.open(`nAME${i * 30}`)));
      assert.equal(readings, 1);
      assert.equal(files[19]?.path, 'Name570');
      for (const file of files) await file.close();
    } finally {
      await fixture.dispose();
    }
  });
});
