import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { MemoryAway } from '../../src/auth/memory-away.js';
import { ownMemory } from '../../src/auth/ntlm/own-memory.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { readStoreAddress } from '../../src/valkey/address.js';
import { type Connect, loadClient } from '../../src/valkey/connection.js';
import { StoreProxy, type Way } from '../support/store-proxy.js';
import { requireStore, StoreServer } from '../support/store-server.js';
import { countsOf, lockout, response, sideOf, SKEW, type StoreSide } from '../support/store-side.js';
import { until } from '../support/until.js';

const TIMEOUT = 600;
const impatient = { timeoutMilliseconds: TIMEOUT };

const isLocked = async (side: StoreSide): Promise<boolean> => countsOf(side).accounts.isLocked('alice');

/** The sentence of a question that was refused, and how long it took. */
async function refusal(side: StoreSide): Promise<{ because: string; took: number }> {
  const began = performance.now();
  try {
    await isLocked(side);
  } catch (error) {
    assert.ok(error instanceof MemoryAway);
    assert.equal(error.reason, 'shared-state-away');
    return { because: error.because, took: performance.now() - began };
  }
  return assert.fail('it was answered');
}

/** Waits until it is back, and verifies that each change was told once. */
async function backOnce({ told }: StoreSide): Promise<void> {
  await until('it is back', () => told.some((line) => line.includes(' is back after ')));
  assert.equal(told.length, 2, told.join('\n'));
  assert.match(told[0] ?? '', / is away: it .*\. Logins that need it are refused until it is back$/);
}

describe('a store that is away', () => {
  let store: StoreServer;
  before(async function () {
    requireStore(this);
    store = await StoreServer.start();
  });
  after(async () => store?.[Symbol.asyncDispose]());

  it('when the server starts: told once, refused at once, and found once it is there', async () => {
    await using late = await StoreServer.start();
    await late.kill();
    await using side = await sideOf(late.url, impatient);
    const { because, took } = await refusal(side);
    assert.match(
      because,
      /^The store 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED: connection refused\)\.$/,
    );
    assert.ok(took < TIMEOUT / 2, `${took} ms`);
    await late.start();
    await backOnce(side);
    assert.equal(await isLocked(side), false);
  });

  it('killed under load: every question has its answer or its refusal in time, and it comes back', async () => {
    await using mortal = await StoreServer.start();
    await using side = await sideOf(mortal.url, impatient);
    let asked = 0;
    let refused = 0;
    let slowest = 0;
    const state = { isOver: false };
    const ask = async (n: number): Promise<void> => {
      while (!state.isOver) {
        const began = performance.now();
        asked++;
        try {
          await countsOf(side).names.recordFailure(`stranger ${n}`, randomBytes(16));
        } catch (error) {
          assert.ok(error instanceof MemoryAway);
          refused++;
        }
        slowest = Math.max(slowest, performance.now() - began);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const load = Promise.all(Array.from({ length: 32 }, (_, n) => ask(n)));
    await until('it is loaded', () => asked > 500);
    await mortal.kill();
    await until('some are refused', () => refused > 100);
    await mortal.start();
    await until('it is back', () => side.told.some((line) => line.includes(' is back ')));
    const before = refused;
    const already = asked;
    await until('they pass again', () => asked > already + 500);
    state.isOver = true;
    await load;
    assert.equal(refused, before, 'none is refused once it is back');
    assert.ok(slowest < TIMEOUT + 3000, `${slowest} ms`);
    const kinds = side.told.map((line) => / is away: | lost its memory | is back /.exec(line)?.[0]);
    assert.deepEqual(kinds, [' is away: ', ' lost its memory ', ' is back ']);
  });

  it('stopped where it is: refused after the time that is said, then at once', async () => {
    await using side = await sideOf(store.url, impatient);
    store.pause();
    try {
      const first = await refusal(side);
      assert.match(first.because, /gave no answer within 600 ms\.$/);
      assert.ok(first.took >= TIMEOUT - 5 && first.took < TIMEOUT + 1500, `${first.took} ms`);
      const { took } = await refusal(side);
      assert.ok(took < TIMEOUT / 2, `${took} ms`);
    } finally {
      store.resume();
    }
    await backOnce(side);
  });

  const garbage: Record<string, string> = {
    'another protocol': 'HTTP/1.1 400 Bad Request\r\n\r\n',
    'bytes of no protocol': '\x00\x01\x02\xff\xfe',
    'an answer of another kind': '+OK\r\n',
    'a number that is no answer': ':7\r\n',
    'a list': '*1\r\n:0\r\n',
    nothing: '$-1\r\n',
    'an endless text': `$536870912\r\n${'x'.repeat(100_000)}`,
    'more answers than questions': ':0\r\n:0\r\n:0\r\n',
    'that it moved': '-MOVED 1234 10.0.0.1:6379\r\n',
    'that it is loading': '-LOADING Redis is loading the dataset in memory\r\n',
    'an error that repeats what it was told':
      '-ERR unknown command HELLO, with args beginning with: s3cret\r\n',
  };
  for (const [what, bytes] of Object.entries(garbage)) {
    it(`that answers with ${what}`, async () => {
      await using proxy = await StoreProxy.start(store.port);
      await using side = await sideOf(proxy.url, impatient);
      assert.equal(await isLocked(side), false);
      proxy.way = { kind: 'instead', bytes };
      // One answer more than there are questions is seen once the next question is asked.
      await isLocked(side).catch((error: unknown) => assert.ok(error instanceof MemoryAway));
      await until('it is away', () => side.told.length > 0);
      const { because } = await refusal(side);
      assert.match(because, /^The store 127\.0\.0\.1:\d+ [a-z][^\n]*\.$/);
      proxy.way = { kind: 'as-it-is' };
      await backOnce(side);
      assert.equal(await isLocked(side), false);
      assert.ok(!side.told.join('\n').includes('s3cret'));
      assert.ok(!because.includes('s3cret'));
    });
  }

  it('slower than is said, and then quick enough', async () => {
    await using proxy = await StoreProxy.start(store.port);
    await using side = await sideOf(proxy.url, impatient);
    proxy.way = { kind: 'late', milliseconds: 30 };
    assert.equal(await isLocked(side), false);
    assert.deepEqual(side.told, []);
    proxy.way = { kind: 'late', milliseconds: 1500 };
    assert.match((await refusal(side)).because, /gave no answer within 600 ms\.$/);
    const { connections } = proxy;
    await until('it tries again in vain', () => proxy.connections > connections + 1);
    assert.equal(side.told.length, 1, side.told.join('\n'));
    proxy.way = { kind: 'as-it-is' };
    await backOnce(side);
  });

  it('whose way is cut, or that is silent', async () => {
    await using proxy = await StoreProxy.start(store.port);
    for (const way of [{ kind: 'silent' }, { kind: 'as-it-is' }] as const satisfies Way[]) {
      await using side = await sideOf(proxy.url, impatient);
      proxy.way = way;
      if (way.kind === 'as-it-is') proxy.cut();
      else assert.match((await refusal(side)).because, /gave no answer/);
      await until('it is away', () => side.told.length > 0);
      proxy.way = { kind: 'as-it-is' };
      await backOnce(side);
    }
  });

  it('full: it is away, and back once there is room', async () => {
    await using full = await StoreServer.start();
    await using side = await sideOf(full.url, impatient);
    await full.tell('CONFIG', 'SET', 'maxmemory', '1');
    const { names } = countsOf(side);
    await assert.rejects(
      names.recordFailure('alice', response('1')) as Promise<boolean>,
      /is full \(OOM\)\.$/,
    );
    assert.equal(side.told.length, 1);
    await full.tell('CONFIG', 'SET', 'maxmemory', '0');
    await backOnce(side);
    assert.equal(await names.recordFailure('alice', response('1')), false);
  });

  it('a replica takes no writes, and is none', async () => {
    await using replica = await StoreServer.start();
    await replica.tell('REPLICAOF', '127.0.0.1', '1');
    await using side = await sideOf(replica.url, impatient);
    assert.match((await refusal(side)).because, /is a replica, which takes no writes \(READONLY\)\.$/);
    await replica.tell('REPLICAOF', 'NO', 'ONE');
    await backOnce(side);
  });

  it('that wants a password: told in words, and the password is nowhere', async () => {
    await using guarded = await StoreServer.start('--requirepass', 's3cret');
    {
      await using side = await sideOf(guarded.url, impatient);
      assert.match((await refusal(side)).because, /wants a password \(NOAUTH\)\.$/);
    }
    {
      const url = guarded.url.replace('//', '//:wr0ng@');
      await using side = await sideOf(url, impatient);
      assert.match((await refusal(side)).because, /did not take the user or the password \(WRONGPASS\)\.$/);
      assert.ok(!side.told.join('\n').includes('wr0ng'));
    }
    await using side = await sideOf(guarded.url, { ...impatient, password: 's3cret' });
    assert.equal(await isLocked(side), false);
    await using other = await sideOf(guarded.url.replace('//', '//default:s3cret@'), impatient);
    assert.equal(await isLocked(other), false);
    assert.deepEqual([...side.told, ...other.told], []);
  });

  it('closed by the server: no question is asked, and nothing is told', async () => {
    const side = await sideOf(store.url, impatient);
    await side.close();
    assert.match((await refusal(side)).because, /is not asked any more: the server is closed\.$/);
    assert.deepEqual(side.told, []);
  });

  it('closed while it begins: the connection ends at once', async () => {
    await using proxy = await StoreProxy.start(store.port);
    const side = await sideOf(proxy.url, { timeoutMilliseconds: 10_000 });
    proxy.way = { kind: 'silent' };
    proxy.cut();
    await until('it begins anew', () => proxy.connections === 2);
    await side.close();
    await until('it has ended', () => proxy.open === 0, 5000);
  });
});

describe('a server that goes on alone', () => {
  const alone = { ...impatient, whenAway: 'alone' } as const;
  before(function () {
    requireStore(this);
  });

  it('counts and remembers for itself, and tells the store when it is back', async () => {
    await using store = await StoreServer.start();
    await using proxy = await StoreProxy.start(store.port);
    await using side = await sideOf(proxy.url, alone);
    await using other = await sideOf(store.url, impatient);
    const { accounts } = countsOf(side);
    const [before, meanwhile, proof] = [randomBytes(32), randomBytes(32), randomBytes(16)];
    const admit = async ({ replays }: StoreSide, digest: Buffer): Promise<boolean> =>
      replays.admit(digest, Date.now() + SKEW, Date.now());
    assert.equal(await accounts.recordFailure('alice', response('1')), false);
    assert.equal(await admit(side, before), true);
    proxy.way = { kind: 'silent' };
    assert.equal(await accounts.recordFailure('alice', response('2')), false);
    assert.match(
      side.told[0] ?? '',
      / is away: .*\. This server counts and remembers for itself until it is back$/,
    );
    assert.equal(await admit(side, before), false, 'what it accepted before it was alone');
    assert.equal(await admit(side, meanwhile), true);
    assert.equal(await admit(side, meanwhile), false);
    assert.equal(await side.proofs.remember(proof, false), true);
    assert.equal(await side.proofs.remember(proof, false), false);
    assert.equal(await accounts.isLocked('alice'), false);
    assert.equal(await accounts.recordFailure('alice', response('3')), false);
    assert.equal(await accounts.isLocked('alice'), true);
    assert.equal(await countsOf(other).accounts.isLocked('alice'), false, 'the store knows nothing yet');
    proxy.way = { kind: 'as-it-is' };
    await until('it is back', () => side.told.length === 2);
    assert.match(side.told[1] ?? '', / is back after \d+ seconds?$/);
    assert.equal(await countsOf(other).accounts.isLocked('alice'), true);
    assert.equal(await admit(other, meanwhile), false);
    assert.equal(await other.proofs.remember(proof, false), false);
  });

  it('tells it of the logins and the accounts, however many names strangers fail with', async () => {
    await using store = await StoreServer.start();
    await using proxy = await StoreProxy.start(store.port);
    await using side = await sideOf(proxy.url, alone);
    await using other = await sideOf(store.url, impatient);
    const { accounts, names } = countsOf(side);
    const proof = randomBytes(16);
    proxy.way = { kind: 'silent' };
    assert.equal(await side.proofs.remember(proof, false), true);
    for (const n of [1, 2, 3]) await accounts.recordFailure('alice', response(String(n)));
    for (let n = 0; n < 4200; n++) await names.recordFailure(`stranger ${n}`, response(String(n)));
    for (let n = 0; n < 200; n++) await accounts.recordFailure('alice', response(String(n)));
    proxy.way = { kind: 'as-it-is' };
    await until('it is back', () => side.told.length === 2);
    assert.match(side.told[1] ?? '', /; 108 of the counts made meanwhile are lost to it$/);
    assert.equal(await countsOf(other).accounts.isLocked('alice'), true);
    assert.equal(await other.proofs.remember(proof, false), false);
  });

  it('tells it of what comes while it comes back', async () => {
    await using store = await StoreServer.start();
    await using proxy = await StoreProxy.start(store.port);
    await using other = await sideOf(store.url, impatient);
    const address = readStoreAddress(proxy.url);
    assert.ok(typeof address === 'object');
    const connect = await loadClient(address, undefined, TIMEOUT);
    const proof = randomBytes(16);
    let side: StoreSide | undefined;
    proxy.way = { kind: 'silent' };
    const meddling: Connect = (lost) => {
      const connection = connect(lost);
      return {
        ...connection,
        send: async (command) => {
          if (command[0] === 'INFO') await side?.proofs.remember(proof, false);
          return connection.send(command);
        },
      };
    };
    side = await sideOf(proxy.url, alone, { connect: meddling });
    await using _ = side;
    proxy.way = { kind: 'as-it-is' };
    await until('it is back', () => side.told.length === 2);
    assert.equal(await other.proofs.remember(proof, false), false);
  });

  it('tells it of what this server has decided by itself once it is back', async () => {
    await using store = await StoreServer.start();
    await using proxy = await StoreProxy.start(store.port);
    let decide = (_isLocked: boolean): void => {};
    const decided = new Promise<boolean>((resolve) => (decide = resolve));
    const { proofs, lockouts } = ownMemory(lockout, systemRuntime);
    assert.ok(lockouts);
    const accounts = { isLocked: () => false, recordFailure: () => decided, recordSuccess: () => {} };
    const own = { proofs, lockouts: { ...lockouts, accounts }, replays: undefined };
    await using side = await sideOf(proxy.url, alone, { own });
    proxy.way = { kind: 'silent' };
    const counted = countsOf(side).accounts.recordFailure('alice', response('1'));
    await until('it is away', () => side.told.length === 1);
    proxy.way = { kind: 'as-it-is' };
    await until('it is back', () => side.told.length === 2);
    const known = (): Promise<string> => store.tell('EXISTS', 'smb2-auth:accounts:index');
    assert.equal(await known(), '0');
    decide(false);
    assert.equal(await counted, false);
    await until('it knows', async () => (await known()) === '1');
  });

  it('keeps what it can, and says how much it could not', async () => {
    await using store = await StoreServer.start();
    await using proxy = await StoreProxy.start(store.port);
    await using side = await sideOf(proxy.url, alone);
    proxy.way = { kind: 'silent' };
    for (let n = 0; n < 5000; n++) await side.proofs.remember(randomBytes(16), false);
    proxy.way = { kind: 'as-it-is' };
    await until('it is back', () => side.told.length === 2);
    assert.match(side.told[1] ?? '', / is back after .*; 904 of the counts made meanwhile are lost to it$/);
    assert.equal(await store.tell('ZCARD', 'smb2-auth:proofs'), '4096');
  });
});
