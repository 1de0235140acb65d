import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { CompletionFilter, type OpenFile, type Oplock } from '../../../src/shares/index.js';
import {
  createFixture,
  FILE_READ_ATTRIBUTES,
  FILE_READ_DATA,
  rejectsWith,
  type Fixture,
} from '../fixture.js';

describe('directory share: oplocks between opens, [MS-SMB2] 3.3.5.9', () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await createFixture();
    await fixture.put('f', 'x');
  });
  afterEach(() => fixture.dispose());

  /** Opens with an oplock; each break is answered at once by `answer`. */
  const hold = async (
    oplock: Oplock,
    answer: (file: OpenFile, level: 'none' | 'ii') => unknown = (file, level) =>
      file.acknowledgeOplockBreak(level),
  ) => {
    const told: string[] = [];
    const file: OpenFile = await fixture.open('f', {
      oplock,
      onOplockBreak: (level, acknowledge) => {
        told.push(level);
        if (acknowledge) void Promise.resolve().then(() => answer(file, level));
      },
    });
    return { file, told };
  };

  it('the first open gets what it asks for, a second one breaks it and gets level II', async () => {
    const first = await hold('batch');
    assert.equal(first.file.oplock, 'batch');
    const second = await hold('batch');
    assert.deepEqual([first.file.oplock, second.file.oplock], ['ii', 'ii']);
    assert.deepEqual(first.told, ['ii']);
  });

  it('a look at the attributes breaks nothing', async () => {
    const first = await hold('exclusive');
    await fixture.open('f', { desiredAccess: FILE_READ_ATTRIBUTES });
    assert.deepEqual([first.told, first.file.oplock], [[], 'exclusive']);
  });

  it('overwriting breaks to none', async () => {
    const first = await hold('exclusive');
    await fixture.open('f', { disposition: 'overwrite' });
    assert.deepEqual([first.told, first.file.oplock], [['none'], 'none']);
  });

  it('the holder of a batch oplock may close what was in the way', async () => {
    const first = await hold('batch', (file) => file.close());
    await fixture.open('f', { shareAccess: 0 });
    await rejectsWith(first.file.info(), 'STATUS_FILE_CLOSED');
  });

  it('an exclusive oplock is not broken for an open that cannot succeed', async () => {
    const told: string[] = [];
    await fixture.open('f', {
      shareAccess: 0,
      oplock: 'exclusive',
      onOplockBreak: (level) => told.push(level),
    });
    await rejectsWith(fixture.open('f'), 'STATUS_SHARING_VIOLATION');
    assert.deepEqual(told, []);
  });

  it('whoever waits may give up, and others are not kept waiting', async () => {
    const first = await hold('batch', () => {});
    const cancel = new AbortController();
    const waiting = fixture.open('f', { signal: cancel.signal });
    await fixture.put('unrelated');
    assert.deepEqual(first.told, ['ii']);
    cancel.abort();
    await rejectsWith(waiting, 'STATUS_CANCELLED');
    const again = fixture.open('f');
    await first.file.close();
    await again;
  });

  it('writing, truncating and locking end level II for all', async () => {
    for (const change of [
      (file: OpenFile) => file.write(0n, Buffer.from('y')),
      (file: OpenFile) => file.setEndOfFile(0n),
      (file: OpenFile) => file.setAllocation(0n),
      (file: OpenFile) => file.lock([{ offset: 0n, length: 1n, exclusive: true }], 'fail'),
    ]) {
      const first = await hold('ii');
      const second = await hold('ii');
      await change(second.file);
      assert.deepEqual([first.told, second.told], [['none'], ['none']]);
      assert.equal(first.file.oplock, 'none');
      await first.file.close();
      await second.file.close();
    }
  });

  it('reading ends nothing', async () => {
    const first = await hold('ii');
    const other = await fixture.open('f', { desiredAccess: FILE_READ_DATA });
    await other.read(0n, 1);
    assert.equal(first.file.oplock, 'ii');
  });
});

describe('directory share: CHANGE_NOTIFY, [MS-SMB2] 3.3.5.19', () => {
  it('tells what is done through the share', async () => {
    const fixture = await createFixture();
    await fixture.makeDirectory('d');
    const directory = await fixture.open('d', { desiredAccess: FILE_READ_DATA });
    const query = { filter: 0xff, recursive: false };
    const next = async () =>
      (await directory.changes(query)).map((change) => `${change.action} ${change.path}`);
    const first = next();
    await fixture.put('elsewhere');
    const file = await fixture.create('d\\f');
    assert.deepEqual(await first, ['added f']);
    await file.write(0n, Buffer.from('x'));
    await file.setBasic({ attributes: 2 });
    assert.deepEqual(await next(), ['modified f']);
    await file.rename('d\\g', false);
    assert.deepEqual(await next(), ['renamed-old-name f', 'renamed-new-name g']);
    await file.rename('moved', false);
    assert.deepEqual(await next(), ['removed g']);
    await file.rename('d\\back', false);
    assert.deepEqual(await next(), ['added back']);
    await file.setDeletePending(true);
    await file.close();
    assert.deepEqual(await next(), ['removed back']);
    await fixture.makeDirectory('d\\sub');
    assert.deepEqual(await next(), ['added sub']);
    await (await fixture.open('d\\sub', { options: 0x1000 })).close();
    assert.deepEqual(await next(), ['removed sub']);
    await fixture.dispose();
  });

  it('tells of files or directories as the filter says', async () => {
    const fixture = await createFixture();
    const root = await fixture.open('');
    const filter = CompletionFilter.FILE_NOTIFY_CHANGE_DIR_NAME;
    const next = root.changes({ filter, recursive: true });
    await fixture.put('file');
    await fixture.makeDirectory('dir');
    assert.deepEqual(await next, [{ action: 'added', path: 'dir' }]);
    await fixture.dispose();
  });

  it('ends when the directory is closed or about to be deleted, and is for directories', async () => {
    const fixture = await createFixture();
    const root = await fixture.open('');
    const query = { filter: 0xff, recursive: false };
    const closed = rejectsWith(root.changes(query), 'STATUS_NOTIFY_CLEANUP');
    await root.close();
    await closed;
    await rejectsWith(root.changes(query), 'STATUS_FILE_CLOSED');
    await fixture.makeDirectory('d');
    const directory = await fixture.open('d');
    const doomed = rejectsWith(directory.changes(query), 'STATUS_DELETE_PENDING');
    const other = await fixture.open('d');
    await other.setDeletePending(true);
    await doomed;
    await rejectsWith(other.changes(query), 'STATUS_DELETE_PENDING');
    const file = await fixture.create('f');
    await rejectsWith(file.changes(query), 'STATUS_INVALID_PARAMETER');
    await fixture.dispose();
  });
});

describe('directory share: names changed behind its back', () => {
  it('are found in any case as soon as the directory has changed, at the latest after a second', async () => {
    let now = 0;
    const fixture = await createFixture({ runtime: { ...systemRuntime, monotonic: () => now } });
    await rejectsWith(fixture.open('NAME'), 'STATUS_OBJECT_NAME_NOT_FOUND');
    await writeFile(join(fixture.root, 'name'), '');
    now += 1000;
    assert.equal((await fixture.open('NAME')).path, 'name');
    await fixture.dispose();
  });
});
