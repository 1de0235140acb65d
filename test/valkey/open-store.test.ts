import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Lockout } from '../../src/auth/lockout.js';
import { MemoryAway } from '../../src/auth/memory-away.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { StoreProxy } from '../support/store-proxy.js';
import { requireStore, StoreServer } from '../support/store-server.js';
import { countsOf, lockout, response, sideOf, SKEW, type StoreSide } from '../support/store-side.js';
import { until } from '../support/until.js';

const authenticator = (): Buffer => randomBytes(32);

describe('a store of two servers', () => {
  let store: StoreServer;
  before(async function () {
    requireStore(this);
    store = await StoreServer.start();
  });
  after(async () => store?.[Symbol.asyncDispose]());
  beforeEach(() => store.tell('FLUSHALL'));

  it('failures at each count together; the same bytes count once; the lock-out is one', async () => {
    await using one = await sideOf(store.url);
    await using other = await sideOf(store.url);
    const [a, b] = [countsOf(one).accounts, countsOf(other).accounts];
    assert.equal(await a.recordFailure('alice', response('1')), false);
    assert.equal(await b.recordFailure('ALICE', response('1')), false);
    assert.equal(await b.recordFailure('alice', response('2')), false);
    assert.equal(await a.isLocked('alice'), false);
    assert.equal(await b.recordFailure('alice', response('3')), false);
    assert.equal(await a.isLocked('Alice'), true);
    assert.equal(await a.recordFailure('alice', response('4')), true);
    assert.equal(await a.isLocked('bob'), false);
    assert.equal(await countsOf(one).names.isLocked('alice'), false, 'the other count is another');
  });

  it('a success forgets the failures of its domain only, and no lock-out', async () => {
    await using one = await sideOf(store.url);
    const { accounts } = countsOf(one);
    await accounts.recordFailure('alice', response('1'), 'HOME');
    await accounts.recordFailure('alice', response('2'), 'AWAY');
    await accounts.recordSuccess('alice', 'home');
    await accounts.recordFailure('alice', response('3'), 'HOME');
    assert.equal(await accounts.isLocked('alice'), false);
    await accounts.recordFailure('alice', response('4'), 'HOME');
    assert.equal(await accounts.isLocked('alice'), true);
    await accounts.recordSuccess('alice', 'HOME');
    assert.equal(await accounts.isLocked('alice'), true, 'a success that raced with guesses ends none');
  });

  it('answers as the memory of one process does, for any failures and successes', async () => {
    await using one = await sideOf(store.url);
    const { accounts } = countsOf(one);
    const lockOut = new Lockout(lockout, systemRuntime);
    let seed = 7;
    const draw = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let step = 0; step < 600; step++) {
      const [name, domain] = [`user${draw(40)}`, `D${draw(3)}`];
      if (draw(4) === 0) {
        // A login that is locked out has no success.
        if (lockOut.isLocked(name)) continue;
        lockOut.recordSuccess(name, domain);
        await accounts.recordSuccess(name, domain);
      } else {
        const bytes = response(String(draw(30)));
        const expected = lockOut.recordFailure(name, bytes, domain);
        assert.equal(await accounts.recordFailure(name, bytes, domain), expected, `step ${step}`);
      }
      assert.equal(await accounts.isLocked(name), lockOut.isLocked(name), `step ${step}`);
    }
  });

  it('a lock-out and a window end by the clock of the store', async () => {
    const short = { threshold: 2, windowSeconds: 0.15, durationSeconds: 0.2 };
    await using one = await sideOf(store.url, {}, { lockout: short });
    const { accounts } = countsOf(one);
    await accounts.recordFailure('alice', response('1'));
    await until('the window is over', async () => (await store.tell('KEYS', '*name:*')) === '');
    await accounts.recordFailure('alice', response('2'));
    assert.equal(await accounts.isLocked('alice'), false);
    await accounts.recordFailure('alice', response('3'));
    assert.equal(await accounts.isLocked('alice'), true);
    await until('the lock-out is over', async () => !(await accounts.isLocked('alice')));
    await until('nothing stays', async () => (await store.tell('KEYS', '*accounts:*')) === '');
  });

  it('strangers who fill the names push out the oldest of them, and no account', async () => {
    await using one = await sideOf(store.url);
    const { names, accounts } = countsOf(one);
    for (const count of [names, accounts]) {
      for (const n of [1, 2, 3]) await count.recordFailure('alice', response(String(n)));
    }
    const strangers = Array.from({ length: 10_000 }, (_, n) => `stranger ${n}`);
    for (let at = 0; at < strangers.length; at += 1000) {
      const some = strangers.slice(at, at + 1000);
      await Promise.all(some.map(async (name) => names.recordFailure(name, response('x'))));
    }
    assert.equal(await store.tell('ZCARD', 'smb2-auth:names:index'), '10000');
    assert.equal(await names.isLocked('alice'), false);
    assert.equal(await accounts.isLocked('alice'), true);
    const keys = await store.tell('EVAL', "return #redis.call('KEYS', 'smb2-auth:names:name:*')", '0');
    assert.equal(keys, '10000');
  });

  it('a proof is accepted once, at whichever server, also side by side', async () => {
    await using one = await sideOf(store.url);
    await using other = await sideOf(store.url);
    const proof = randomBytes(16);
    const told = await Promise.all(
      [one, other, one].map(async ({ proofs }) => proofs.remember(proof, false)),
    );
    assert.equal(told.filter((isNew) => isNew).length, 1);
    assert.equal(await other.proofs.remember(randomBytes(16), false), true);
  });

  it('an authenticator is accepted once, at whichever server, also side by side', async () => {
    await using one = await sideOf(store.url);
    await using other = await sideOf(store.url);
    const [digest, now] = [authenticator(), Date.now()];
    const told = await Promise.all(
      [one, other].map(async ({ replays }) => replays.admit(digest, now + SKEW, now)),
    );
    assert.equal(told.filter((isNew) => isNew).length, 1);
    assert.equal(await one.replays.admit(authenticator(), now + SKEW, now), true);
    assert.equal(await one.replays.admit(authenticator(), NaN, now), false);
    assert.equal(await one.replays.admit(authenticator(), now - 1, now), false);
    assert.equal(one.replays.full, false);
  });

  it('an authenticator that the store may have forgotten is refused, whatever our own clock says', async () => {
    await using one = await sideOf(store.url);
    const now = Date.now() - 3 * SKEW - 60_000;
    const away = /The clock of the store is too far ahead of ours\.$/;
    await assert.rejects(async () => one.replays.admit(authenticator(), now + SKEW, now), away);
    const behind = Date.now() - 2 * SKEW;
    assert.equal(await one.replays.admit(authenticator(), behind + SKEW, behind), true);
  });

  it('keeps an authenticator as long as the server with the longest skew may accept it', async () => {
    await using short = await sideOf(store.url, {}, { skewMilliseconds: 1 });
    await using long = await sideOf(store.url, {}, { skewMilliseconds: 100_000 });
    const [digest, now] = [authenticator(), Date.now()];
    assert.equal(await short.replays.admit(digest, now + 1, now), true);
    await until('it is over at the one', () => Date.now() > now + 60);
    const later = Date.now();
    assert.equal(await short.replays.admit(authenticator(), later + 1, later), true);
    assert.equal(await long.replays.admit(digest, now + 100_000, later), false);
  });

  it('shows neither names nor responses, and every key has the prefix', async () => {
    await using one = await sideOf(store.url, { prefix: 'test/', records: true });
    const now = Date.now();
    await countsOf(one).accounts.recordFailure('alice', Buffer.from('RESPONSE'), 'HOMEDOMAIN');
    await countsOf(one).names.recordFailure('alice', Buffer.from('RESPONSE'));
    await one.proofs.remember(Buffer.from('PROOFPROOFPROOF1'), false);
    await one.replays.admit(Buffer.from('DIGEST'), now + SKEW, now);
    const keys = (await store.tell('KEYS', '*')).split('\n');
    assert.equal(keys.length, 8, keys.join(' '));
    for (const key of keys) assert.ok(key.startsWith('test/'), key);
    const values: string[] = [...keys];
    for (const key of keys) values.push(await store.tell('DUMP', key), await store.tell('HGETALL', key));
    for (const secret of ['alice', 'ALICE', 'RESPONSE', 'HOMEDOMAIN', 'PROOF', 'DIGEST']) {
      assert.ok(!values.some((value) => value.includes(secret)), secret);
    }
    const lives = await Promise.all(
      keys.filter((key) => key !== 'test/epoch').map((key) => store.tell('PTTL', key)),
    );
    for (const life of lives) assert.ok(Number(life) > 0, life);
  });

  it('a store that forgot its scripts is sent them again', async () => {
    await using one = await sideOf(store.url);
    assert.equal(await countsOf(one).accounts.isLocked('alice'), false);
    await store.tell('SCRIPT', 'FLUSH');
    assert.equal(await countsOf(one).accounts.isLocked('alice'), false);
    assert.deepEqual(one.told, []);
  });

  it('a policy that evicts keys is warned about once', async () => {
    await store.tell('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    try {
      await using one = await sideOf(store.url);
      assert.equal(one.told.length, 1);
      assert.match(one.told[0] ?? '', /may evict keys \(maxmemory-policy allkeys-lru\)/);
    } finally {
      await store.tell('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    }
  });

  it('a policy that evicts keys is warned about where another store takes over', async () => {
    await using proxy = await StoreProxy.start(store.port);
    await using side = await sideOf(proxy.url);
    assert.deepEqual(side.told, []);
    await store.tell('CONFIG', 'SET', 'maxmemory-policy', 'volatile-ttl');
    try {
      for (const times of [1, 2]) {
        proxy.cut();
        await until('it is back', () => side.told.filter((line) => / is back /.test(line)).length === times);
      }
      const warnings = side.told.filter((line) => /may evict keys/.test(line));
      assert.equal(warnings.length, 1, side.told.join('\n'));
    } finally {
      await store.tell('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    }
  });
});

describe('a store that loses its memory', () => {
  before(function () {
    requireStore(this);
  });

  const lost =
    /^the shared state at 127\.0\.0\.1:\d+ lost its memory at [\d:]+ UTC: lock-outs begin anew, and tickets are refused until [\d:]+ UTC$/;
  const isLost = (error: unknown): boolean =>
    error instanceof MemoryAway && error.reason === 'kerberos-replay-memory-lost';
  const admit = async ({ replays }: StoreSide, digest = authenticator()): Promise<boolean> =>
    replays.admit(digest, Date.now() + SKEW, Date.now());

  it('is noticed by the next question; tickets are refused until the skew has passed, and nothing else', async () => {
    await using store = await StoreServer.start();
    await using one = await sideOf(store.url);
    await using other = await sideOf(store.url);
    const digest = authenticator();
    assert.equal(await admit(one, digest), true);
    await store.tell('FLUSHALL');
    assert.equal(await countsOf(other).accounts.isLocked('alice'), false);
    assert.equal(other.told.length, 1);
    assert.match(other.told[0] ?? '', lost);
    await assert.rejects(admit(one, digest), isLost);
    await assert.rejects(admit(one), isLost);
    await assert.rejects(admit(other), isLost);
    assert.equal(await one.proofs.remember(randomBytes(16), false), true);
    assert.match(one.told[0] ?? '', lost);
    assert.deepEqual([one.told.length, other.told.length], [1, 1]);
    await using later = await sideOf(store.url);
    assert.match(later.told[0] ?? '', lost);
    await assert.rejects(admit(later), isLost);
  });

  it('tickets pass again after the skew, but for those that may have been accepted before', async () => {
    await using store = await StoreServer.start();
    const skew = 400;
    await using one = await sideOf(store.url, {}, { skewMilliseconds: skew });
    assert.equal(await countsOf(one).accounts.isLocked('alice'), false);
    await store.tell('FLUSHALL');
    const before = Date.now();
    const withTime = async (clientTime: number): Promise<boolean> =>
      one.replays.admit(authenticator(), clientTime + 1000 + skew, Date.now());
    await assert.rejects(withTime(before), isLost);
    const fresh = async (): Promise<boolean> => {
      try {
        return await withTime(Date.now());
      } catch (error) {
        assert.ok(isLost(error));
        return false;
      }
    };
    await until('tickets pass', fresh);
    assert.ok(Date.now() >= before + skew);
    await assert.rejects(withTime(before + skew - 50), isLost);
  });

  it('a ticket of a clock that another server takes, and this one not yet, may have been accepted before', async () => {
    await using store = await StoreServer.start();
    const [short, long] = [50, 100_000];
    await using one = await sideOf(store.url, {}, { skewMilliseconds: short });
    await using other = await sideOf(store.url, {}, { skewMilliseconds: long });
    const [digest, now] = [authenticator(), Date.now()];
    const clientTime = now + 60_000;
    assert.equal(await other.replays.admit(digest, clientTime + long, now), true);
    await store.tell('FLUSHALL');
    await assert.rejects(admit(other), isLost);
    await until('its own skew has passed', () => Date.now() > now + 5 * short);
    await assert.rejects(async () => one.replays.admit(digest, clientTime + short, clientTime), isLost);
  });

  it('is told without tickets where none are taken', async () => {
    await using store = await StoreServer.start();
    await using side = await sideOf(store.url, {}, { takesTickets: false });
    await store.tell('FLUSHALL');
    assert.equal(await countsOf(side).accounts.isLocked('alice'), false);
    assert.match(
      side.told.join('\n'),
      /^the shared state at \S+ lost its memory at [\d:]+ UTC: lock-outs begin anew$/,
    );
    await assert.rejects(admit(side), isLost);
  });

  it('a store that comes back empty is noticed, and one that was never known is none', async () => {
    await using store = await StoreServer.start();
    await using one = await sideOf(store.url);
    assert.deepEqual(one.told, [], 'a new store has lost nothing');
    assert.equal(await admit(one), true);
    await store.kill();
    await store.start();
    await until('it is back', () => one.told.some((line) => line.includes(' is back ')));
    assert.equal(one.told.length, 3, one.told.join('\n'));
    assert.match(one.told[0] ?? '', / is away: it /);
    assert.match(one.told[1] ?? '', lost);
    await assert.rejects(admit(one), isLost);
  });

  it('a server that has known it notices, though another that has not was there before', async () => {
    await using store = await StoreServer.start();
    await using one = await sideOf(store.url);
    assert.equal(await admit(one), true);
    await store.tell('FLUSHALL');
    await using fresh = await sideOf(store.url);
    assert.deepEqual(fresh.told, [], 'it cannot know');
    await assert.rejects(admit(one), isLost);
    await assert.rejects(admit(fresh), isLost);
  });

  it('a store that comes back with older data is noticed by the one whose logins are missing', async () => {
    await using store = await StoreServer.start();
    await using one = await sideOf(store.url);
    await using idle = await sideOf(store.url);
    assert.equal(await admit(one), true);
    await store.tell('SAVE');
    const digest = authenticator();
    assert.equal(await admit(one, digest), true);
    await store.kill();
    await store.start();
    for (const side of [one, idle]) {
      await until('it is back', () => side.told.some((line) => line.includes(' is back ')));
    }
    assert.match(one.told.find((line) => line.includes(' lost ')) ?? '', lost);
    await assert.rejects(admit(one, digest), isLost);
    await assert.rejects(admit(idle, digest), isLost);
  });

  it('a store that comes back with everything has lost nothing', async () => {
    await using store = await StoreServer.start();
    await using one = await sideOf(store.url);
    const digest = authenticator();
    assert.equal(await admit(one, digest), true);
    await store.tell('SAVE');
    await store.kill();
    await store.start();
    await until('it is back', () => one.told.some((line) => line.includes(' is back ')));
    assert.equal(one.told.length, 2, one.told.join('\n'));
    assert.equal(await admit(one, digest), false);
    assert.equal(await admit(one), true);
  });
});
