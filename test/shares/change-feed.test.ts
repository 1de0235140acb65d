import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NtStatus } from '../../src/constants/nt-status.js';
import { ChangeFeed } from '../../src/shares/change-feed.js';
import type { Change } from '../../src/shares/index.js';
import { HeldBytes } from '../../src/runtime/held-bytes.js';
import { watchTurns } from '../support/watch-turns.js';
import { rejectsWith, throwsWith } from './fixture.js';

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

  it('follows a directory that is renamed, and forgets one whose watch has ended', async () => {
    const watch = feed.watch(['a', 'b'], { filter: 1, recursive: false });
    feed.moved(watch, ['c']);
    const next = watch.next(undefined);
    feed.emit(event('a\\b\\x'), event('c\\y'));
    assert.deepEqual(await next, [{ action: 'added', path: 'y' }]);
    watch.end(NtStatus.STATUS_NOTIFY_CLEANUP);
    const again = feed.watch(['C'], { filter: 1, recursive: false });
    feed.emit(event('c\\z'));
    assert.deepEqual(await again.next(undefined), [{ action: 'added', path: 'z' }]);
  });

  it('counts what it remembers, and lets go of it when that is too much: STATUS_NOTIFY_ENUM_DIR', async () => {
    const held = new HeldBytes('heldBytesPerConnection', 10_000);
    const watch = feed.watch(['dir'], { filter: 1, recursive: true }, held);
    const empty = held.bytes;
    feed.emit(event(`dir\\${'x'.repeat(250)}`));
    assert.ok(held.bytes - empty >= 500);
    assert.equal((await watch.next(undefined)).length, 1);
    assert.equal(held.bytes, empty);
    for (let i = 0; i < 20; i++) feed.emit(event(`dir\\${'x'.repeat(250)}${i}`));
    assert.equal(held.bytes, empty);
    assert.deepEqual(await watch.next(undefined), []);
    feed.emit(event('dir\\x'));
    watch.end(NtStatus.STATUS_NOTIFY_CLEANUP);
    assert.equal(held.bytes, 0);
    held.add(9_900);
    throwsWith(
      () => feed.watch(['dir'], { filter: 1, recursive: true }, held),
      'STATUS_INSUFFICIENT_RESOURCES',
    );
  });

  it('remembers no more bytes than a client would fetch, even where nobody counts', async () => {
    const watch = feed.watch([], { filter: 1, recursive: true });
    const deep = Array.from({ length: 254 }, () => 'y'.repeat(127)).join('\\');
    feed.emit(event(deep));
    feed.emit(event(`${deep}\\x`));
    assert.deepEqual(await watch.next(undefined), []);
  });

  it('takes little time for thousands of watches that nobody asks, however long paths are', async () => {
    const watches = Array.from({ length: 4000 }, () => feed.watch([], { filter: 1, recursive: true }));
    for (const watch of watches) {
      const cancel = new AbortController();
      watch.next(cancel.signal).catch(() => {});
      cancel.abort();
    }
    const deep = Array.from({ length: 254 }, () => `é${'y'.repeat(126)}`).join('\\');
    await nextTurn();
    const turns = watchTurns();
    for (let i = 0; i < 3; i++) {
      feed.emit(event(`${deep}\\${i}`));
      await nextTurn();
    }
    assert.ok(turns.end() < 100);
  });

  it('answers the many who wait a few in each turn', async () => {
    const deep = Array.from({ length: 120 }, () => 'y'.repeat(127)).join('\\');
    const waiting = Array.from({ length: 2000 }, () =>
      feed.watch([], { filter: 1, recursive: true }).next(undefined),
    );
    const turns = watchTurns();
    feed.emit(event(deep));
    const answers = await Promise.all(waiting);
    assert.ok(turns.end() < 100);
    assert.ok(answers.every(([change]) => change?.path === deep));
  });
});
