import assert from 'node:assert/strict';
import type { ConnectionInfo, Recorder } from '../../src/facts/recorder.js';
import { bytesInUse } from '../fuzz/live/collect-garbage.js';
import { ATTEMPTS_KEPT, BYTES_IN_ALL, Keeper } from '../../src/watch/keeper.js';
import { BYTES_PER_CONNECTION } from '../../src/watch/kept-connection.js';

const runtime = { now: () => 1000 };

function infoOf(id: number): ConnectionInfo {
  const end = { address: '127.0.0.1', port: 1 };
  return { carrier: 'smb', id, remote: end, local: end };
}

/** A recorder that takes everything. */
const taking: Recorder = {
  connectionOpened: () => ({
    report: () => {},
    closed: () => {},
    loginBegan: () => ({ attempt: 1, report: () => {}, finished: () => {}, abandoned: () => {} }),
  }),
};

function attemptOf(id: number, connection = id) {
  return { id, verdict: 'refused', connection: infoOf(connection) } as const;
}

describe('watch: the keeper', () => {
  it('keeps the bytes of a connection up to a bound, and counts the others', () => {
    const keeper = new Keeper(runtime);
    const tap = keeper.connectionOpened(infoOf(1));
    keeper.addAttempt(attemptOf(1));
    const { connection } = keeper.attempt(1) ?? assert.fail();
    tap.received(Buffer.alloc(100_000, 1));
    tap.sent(Buffer.alloc(100_000, 2));
    assert.equal(connection.omittedBytes, 0);
    tap.received(Buffer.alloc(100_000, 3));
    tap.sent(Buffer.alloc(100, 4));
    const kept = connection.entries.map((entry) => (entry.kind === 'bytes' ? entry.bytes.length : 0));
    assert.deepEqual([kept, connection.omittedBytes], [[100_000, 100_000], 100_100]);
    assert.ok(keeper.held < 201_000);
  });

  it('leaves out an exchange that is too long, and keeps those before and behind it', () => {
    const keeper = new Keeper(runtime);
    const tap = keeper.connectionOpened({ ...infoOf(1), carrier: 'http' });
    keeper.addAttempt(attemptOf(1));
    const connection = keeper.attempt(1)?.connection ?? assert.fail();
    const ask = (target: string, length: number): void => {
      tap.received(Buffer.from(`GET ${target} HTTP/1.1\r\n\r\n`));
      tap.sent(Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`));
      for (let sent = 0; sent < length; sent += 50_000) tap.sent(Buffer.alloc(50_000, 0x78));
    };
    ask('/first', 50_000);
    ask('/long', 1_000_000);
    ask('/last', 50_000);
    const requests = connection.entries.flatMap((entry) =>
      entry.kind === 'gap' || (entry.kind === 'bytes' && entry.from === 'client')
        ? [entry.kind === 'gap' ? 'gap' : entry.bytes.toString().split(' ')[1]]
        : [],
    );
    assert.deepEqual(requests, ['/first', 'gap', '/last']);
    const long = 'GET /long HTTP/1.1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n'.length;
    assert.equal(connection.omittedBytes, 1_000_000 + long);
    assert.ok(connection.held < 110_000, String(connection.held));
  });

  it('copies what it keeps: the memory of a message is the server’s', () => {
    const keeper = new Keeper(runtime);
    const tap = keeper.connectionOpened(infoOf(1));
    keeper.addAttempt(attemptOf(1));
    const bytes = Buffer.from('abc');
    tap.received(bytes);
    bytes.fill(0);
    const [entry] = keeper.attempt(1)?.connection.entries ?? [];
    assert.equal(entry?.kind === 'bytes' && entry.bytes.toString(), 'abc');
    assert.equal(entry?.kind === 'bytes' && entry.bytes.buffer.byteLength, 3);
  });

  it('counts single bytes, empty ones and words of facts with what they take', () => {
    const keeper = new Keeper(runtime);
    const tap = keeper.connectionOpened(infoOf(1));
    const recorder = keeper.annotating(taking, () => 'w'.repeat(100_000));
    const connection = recorder.connectionOpened(infoOf(1));
    keeper.addAttempt(attemptOf(1));
    for (let count = 0; count < 1_000_000; count += 1) tap.received(Buffer.alloc(1));
    const { entries, omittedBytes } = keeper.attempt(1)?.connection ?? assert.fail();
    const singles = entries.length;
    assert.ok(singles < 2000);
    assert.equal(omittedBytes, 1_000_000 - singles);
    for (let count = 0; count < 100; count += 1) connection.report({ kind: 'netbios-session-request' });
    assert.equal(entries.length, singles);

    const second = keeper.connectionOpened(infoOf(2));
    keeper.addAttempt(attemptOf(2));
    const facts = recorder.connectionOpened(infoOf(2));
    second.received(Buffer.alloc(0));
    for (let count = 0; count < 1000; count += 1) facts.report({ kind: 'netbios-session-request' });
    const notes = keeper.attempt(2)?.connection.entries ?? [];
    assert.ok(notes.length > 100 && notes.length < 300, String(notes.length));
    assert.ok(notes.every((note) => note.kind === 'note' && note.words.length === 501));
  });

  it('holds no more memory for single bytes than it counts', async () => {
    const keeper = new Keeper(runtime);
    const before = await bytesInUse();
    for (let id = 1; id <= 100; id += 1) {
      const tap = keeper.connectionOpened(infoOf(id));
      for (let count = 0; count < 1600; count += 1) tap.received(Buffer.alloc(1));
    }
    const taken = (await bytesInUse()) - before;
    assert.ok(taken < keeper.held, `${taken} instead of ${keeper.held}`);
  });

  it('keeps no more of long words than it shows', async () => {
    const keeper = new Keeper(runtime);
    const recorder = keeper.annotating(taking, () => Buffer.alloc(500_000, 'x').toString());
    const before = await bytesInUse();
    keeper.connectionOpened(infoOf(1));
    const connection = recorder.connectionOpened(infoOf(1));
    for (let count = 0; count < 200; count += 1) connection.report({ kind: 'netbios-session-request' });
    keeper.addAttempt(attemptOf(1));
    const taken = (await bytesInUse()) - before;
    assert.equal(keeper.attempt(1)?.connection.entries.length, 200);
    assert.ok(taken < 10_000_000, String(taken));
  });

  it('forgets the connections that were opened first when all of them have too many bytes', () => {
    const keeper = new Keeper(runtime);
    const bytes = Buffer.alloc(BYTES_PER_CONNECTION - 480);
    const count = BYTES_IN_ALL / BYTES_PER_CONNECTION + 10;
    const taps = Array.from({ length: count }, (_, index) => {
      const tap = keeper.connectionOpened(infoOf(index + 1));
      keeper.addAttempt(attemptOf(index + 1));
      tap.received(bytes);
      assert.ok(keeper.held <= BYTES_IN_ALL);
      return tap;
    });
    assert.ok(keeper.held > BYTES_IN_ALL - 2 * BYTES_PER_CONNECTION);
    assert.equal(keeper.attempt(1), undefined);
    assert.equal(keeper.attempt(10), undefined);
    assert.ok(keeper.attempt(count) !== undefined);
    // One that is forgotten while it is open is no longer kept, and its end is no fault.
    const { held } = keeper;
    taps[0]?.sent(bytes);
    taps[0]?.closed({ by: 'client', how: 'closed' });
    assert.equal(keeper.held, held);
  });

  it('forgets the oldest attempts, and connections that closed long ago', () => {
    const keeper = new Keeper(runtime);
    for (let id = 1; id <= ATTEMPTS_KEPT + 5; id += 1) {
      const tap = keeper.connectionOpened(infoOf(id));
      tap.received(Buffer.alloc(10));
      tap.closed({ by: 'client', how: 'closed' });
      keeper.addAttempt(attemptOf(id));
    }
    const kept = Array.from({ length: ATTEMPTS_KEPT + 5 }, (_, index) => keeper.attempt(index + 1));
    assert.equal(kept.filter((attempt) => attempt !== undefined).length, ATTEMPTS_KEPT);
    assert.deepEqual([kept[4], kept[5] === undefined], [undefined, false]);
    // Every connection that is left takes the same.
    assert.equal(keeper.held % ATTEMPTS_KEPT, 0);
  });

  it('passes every fact and verdict on, and keeps no fact itself: it may hold a secret', () => {
    const heard: string[] = [];
    const inner: Recorder = {
      connectionOpened: () => ({
        report: ({ kind }) => heard.push(kind),
        closed: ({ by }) => heard.push(`closed by ${by}`),
        loginBegan: ({ carrier }) => {
          heard.push(`began ${carrier}`);
          return {
            attempt: 7,
            report: ({ kind }) => heard.push(`login ${kind}`),
            finished: ({ outcome }) => heard.push(outcome),
            abandoned: () => heard.push('abandoned'),
          };
        },
      }),
    };
    const keeper = new Keeper(runtime);
    keeper.connectionOpened(infoOf(1));
    keeper.addAttempt(attemptOf(7, 1));
    const connection = keeper.annotating(inner, ({ kind }) => `words of ${kind}`).connectionOpened(infoOf(1));
    connection.report({ kind: 'netbios-session-request' });
    const login = connection.loginBegan({
      carrier: 'smb',
      purpose: 'new',
      sessionId: 0n,
      previousSessionId: 0n,
      securityMode: 1,
    });
    assert.equal(login.attempt, 7);
    login.report({ kind: 'account-store-failed', error: new Error('a secret') });
    login.finished({ outcome: 'rejected', reason: 'wrong-password' });
    login.abandoned();
    connection.closed({ by: 'server', why: 'refused' });
    assert.deepEqual(heard, [
      'netbios-session-request',
      'began smb',
      'login account-store-failed',
      'rejected',
      'abandoned',
      'closed by server',
    ]);
    const { entries } = keeper.attempt(7)?.connection ?? assert.fail();
    assert.deepEqual(entries, [
      { kind: 'note', words: 'words of netbios-session-request' },
      { kind: 'began', attempt: 7 },
      { kind: 'note', words: 'words of account-store-failed', attempt: 7, fails: 'other' },
      { kind: 'note', words: 'login refused: wrong-password', attempt: 7 },
      { kind: 'verdict', attempt: 7 },
      { kind: 'note', words: 'connection closed by the server: refused' },
    ]);
  });
});
