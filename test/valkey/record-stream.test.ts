import assert from 'node:assert/strict';
import { StoreProxy } from '../support/store-proxy.js';
import { requireStore, StoreServer } from '../support/store-server.js';
import { sideOf, type StoreSide } from '../support/store-side.js';
import { until } from '../support/until.js';

const impatient = { timeoutMilliseconds: 1000, records: true };
const STREAM = 'smb2-auth:records';

/** The records of a stream, in order, as another program reads them. */
async function recordsIn(store: StoreServer, stream = STREAM): Promise<string[]> {
  const lines = (await store.tell('XRANGE', stream, '-', '+')).split('\n');
  return lines.flatMap((line, at) => (line === 'record' ? [lines[at + 1] ?? ''] : []));
}

function record({ record: add }: StoreSide, text: string): void {
  assert.ok(add);
  add(text);
}

describe('the records of logins in a stream', () => {
  let store: StoreServer;
  before(async function () {
    requireStore(this);
    store = await StoreServer.start();
  });
  after(async () => store?.[Symbol.asyncDispose]());
  beforeEach(() => store.tell('FLUSHALL'));

  it('are there in their order, with the name of the server', async () => {
    await using side = await sideOf(store.url, impatient);
    const expected = Array.from({ length: 500 }, (_, n) => `{"n":${n}}`);
    for (const text of expected) record(side, text);
    await until('all are there', async () => (await store.tell('XLEN', STREAM)) === '500');
    assert.deepEqual(await recordsIn(store), expected);
    const [, field, name] = (await store.tell('XREVRANGE', STREAM, '+', '-', 'COUNT', '1')).split('\n');
    assert.deepEqual([field, name], ['server', 'FILES']);
  });

  it('are about as many as is said, the newest', async () => {
    await using side = await sideOf(store.url, {
      ...impatient,
      records: { stream: 'audit', maxLength: 100 },
    });
    for (let n = 0; n < 2000; n++) record(side, String(n));
    await until('the last is there', async () => (await recordsIn(store, 'audit')).at(-1) === '1999');
    const length = Number(await store.tell('XLEN', 'audit'));
    assert.ok(length >= 100 && length < 400, String(length));
    assert.equal(await store.tell('EXISTS', STREAM), '0');
  });

  it('wait while the store is away, and those beyond the bound are counted', async () => {
    await using proxy = await StoreProxy.start(store.port);
    await using side = await sideOf(proxy.url, impatient);
    record(side, 'before');
    await until('the first is there', async () => (await store.tell('XLEN', STREAM)) === '1');
    proxy.way = { kind: 'silent' };
    proxy.cut();
    await until('it is away', () => side.told.length === 1);
    for (let n = 0; n < 10_250; n++) record(side, String(n));
    proxy.way = { kind: 'as-it-is' };
    await until('all are there', async () => (await store.tell('XLEN', STREAM)) === '10001');
    const there = await recordsIn(store);
    assert.deepEqual([there[0], there[1], there.at(-1)], ['before', '250', '10249']);
    assert.equal(side.told.length, 3, side.told.join('\n'));
    assert.match(side.told[2] ?? '', /^250 records of logins are missing in the stream smb2-auth:records: /);
  });

  it('none is missing when the store is killed and comes back while they are written', async () => {
    await using mortal = await StoreServer.start('--appendonly', 'yes', '--appendfsync', 'always');
    await using side = await sideOf(mortal.url, { ...impatient, timeoutMilliseconds: 2000 });
    let next = 0;
    const write = (): void => {
      for (let n = 0; n < 100; n++) record(side, String(next++));
    };
    for (let round = 0; round < 10; round++) {
      write();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await mortal.kill();
    write();
    await mortal.start();
    await until('all are there', async () => new Set(await recordsIn(mortal)).size === next);
    const there = await recordsIn(mortal);
    assert.deepEqual(
      [...new Set(there)].map(Number).toSorted((a, b) => a - b),
      [...Array(next).keys()],
    );
  });

  it('the last ones are sent when the server closes, or counted', async () => {
    const side = await sideOf(store.url, impatient);
    for (let n = 0; n < 300; n++) record(side, String(n));
    await side.close();
    assert.equal((await recordsIn(store)).length, 300);
    assert.deepEqual(side.told, []);
    await using proxy = await StoreProxy.start(store.port);
    const other = await sideOf(proxy.url, impatient);
    proxy.way = { kind: 'silent' };
    for (let n = 0; n < 7; n++) record(other, String(n));
    await other.close();
    assert.match(other.told.at(-1) ?? '', /^7 records of logins are missing in the stream/);
  });

  it('the last ones are sent all at once: a slow store does not hold up the end', async () => {
    await using proxy = await StoreProxy.start(store.port);
    const side = await sideOf(proxy.url, { ...impatient, timeoutMilliseconds: 5000 });
    proxy.way = { kind: 'late', milliseconds: 200 };
    for (let n = 0; n < 6400; n++) record(side, String(n));
    const began = performance.now();
    await side.close();
    const took = performance.now() - began;
    assert.ok(took < 10_000, `${took} ms`);
    assert.equal((await recordsIn(store)).length, 6400);
    assert.deepEqual(side.told, []);
  });

  it('a key of that name that is no stream: told once, and logins go on', async () => {
    await store.tell('SET', STREAM, 'mine');
    await using side = await sideOf(store.url, impatient);
    for (let n = 0; n < 3; n++) record(side, String(n));
    await until('it is told', () => side.told.length > 0);
    assert.equal(await side.proofs.remember(Buffer.from('proof'), false), true);
    await side.close();
    assert.equal(side.told.length, 2, side.told.join('\n'));
    assert.match(
      side.told[0] ?? '',
      /takes no records of logins in the stream smb2-auth:records \(WRONGTYPE\)/,
    );
    assert.match(side.told[1] ?? '', /^3 records of logins are missing/);
    assert.equal(await store.tell('GET', STREAM), 'mine');
  });
});
