import assert from 'node:assert/strict';
import { NtStatus } from '../../src/nt-status.js';
import { ChangeFeed } from '../../src/shares/change-feed.js';
import type { Change } from '../../src/shares/index.js';
import { rejectsWith } from './fixture.js';

const event = (path: string, action: Change['action'] = 'added', filter = 1) => ({
  components: path.split('\\'),
  action,
  filter,
});

describe('change feed: [MS-SMB2] 3.3.5.19', () => {
  let feed: ChangeFeed;
  beforeEach(() => {
    feed = new ChangeFeed();
  });

  it('tells paths relative to the directory, without regard to case', async () => {
    const watch = feed.watch(['Some', 'Dir'], { filter: 1, recursive: false });
    const next = watch.next(undefined);
    feed.emit(event('some\\DIR\\File'), event('Some\\Dir2\\x'), event('Some\\Dir'), event('x'));
    assert.deepEqual(await next, [{ action: 'added', path: 'File' }]);
  });

  it('looks deeper only when asked to', async () => {
    const flat = feed.watch([], { filter: 1, recursive: false });
    const deep = feed.watch([], { filter: 1, recursive: true });
    feed.emit(event('a\\b'), event('c'));
    assert.deepEqual(await flat.next(undefined), [{ action: 'added', path: 'c' }]);
    assert.equal((await deep.next(undefined)).length, 2);
  });

  it('tells only what the filter names', async () => {
    const watch = feed.watch([], { filter: 2, recursive: false });
    feed.emit(event('a', 'modified', 8), event('b', 'modified', 6));
    assert.deepEqual(await watch.next(undefined), [{ action: 'modified', path: 'b' }]);
  });

  it('remembers what happens between two calls, and both halves of a renaming together', async () => {
    const watch = feed.watch([], { filter: 1, recursive: false });
    feed.emit(event('a', 'renamed-old-name'), event('b', 'renamed-new-name'));
    feed.emit(event('b', 'modified'));
    feed.emit(event('b', 'modified'));
    assert.deepEqual(
      (await watch.next(undefined)).map((change) => `${change.action} ${change.path}`),
      ['renamed-old-name a', 'renamed-new-name b', 'modified b'],
    );
  });

  it('remembers only so much: STATUS_NOTIFY_ENUM_DIR', async () => {
    const watch = feed.watch([], { filter: 1, recursive: false });
    for (let i = 0; i < 600; i++) feed.emit(event(`file${i}`));
    assert.deepEqual(await watch.next(undefined), []);
    feed.emit(event('one more'));
    assert.equal((await watch.next(undefined)).length, 1);
  });

  it('ends with a cancellation or with the open', async () => {
    const watch = feed.watch([], { filter: 1, recursive: false });
    const cancel = new AbortController();
    const cancelled = watch.next(cancel.signal);
    const waiting = watch.next(undefined);
    cancel.abort();
    await rejectsWith(cancelled, 'STATUS_CANCELLED');
    feed.emit(event('a'));
    assert.equal((await waiting).length, 1);
    const closed = watch.next(undefined);
    watch.end(NtStatus.STATUS_NOTIFY_CLEANUP);
    await rejectsWith(closed, 'STATUS_NOTIFY_CLEANUP');
    await rejectsWith(watch.next(undefined), 'STATUS_NOTIFY_CLEANUP');
  });
});
