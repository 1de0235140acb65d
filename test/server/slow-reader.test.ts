import assert from 'node:assert/strict';
import type { Writer } from '../../src/bytes/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { ShareError } from '../../src/shares/share-error.js';
import type { OpenFile } from '../../src/shares/open-file.js';
import type { Opened } from '../../src/shares/share.js';
import type { Limits } from '../../src/session/model/policy.js';
import { Command, encodeReadRequest, type FileId } from '../../src/smb2-codec/index.js';
import { create, fileIdOf } from '../session/file-requests.js';
import { diskShare, expectStatus, type Fixture, serve } from '../session/support.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { login, tryNegotiate } from '../support/smb-client-login.js';
import { until } from '../support/until.js';

/** Bytes of the file; each READ asks for all of them. */
const content = Buffer.alloc(65536, 0x42);

/** A share with one file that is read without end, and how often it was. */
function endlessShare() {
  const counter = { reads: 0 };
  const time = 0n;
  const info = {
    fileId: 1n,
    attributes: 0x80,
    directory: false,
    creationTime: time,
    lastAccessTime: time,
    lastWriteTime: time,
    changeTime: time,
    endOfFile: 1n << 40n,
    allocationSize: 1n << 40n,
    numberOfLinks: 1,
    deletePending: false,
  };
  const refused = async (): Promise<never> => {
    throw new ShareError(NtStatus.STATUS_ACCESS_DENIED);
  };
  const file: OpenFile = {
    maximalAccess: async () => 0x00120089,
    write: refused,
    flush: refused,
    setBasic: refused,
    setEndOfFile: refused,
    setAllocation: refused,
    setDeletePending: refused,
    rename: refused,
    queryDirectory: refused,
    changes: refused,
    lock: refused,
    unlock: () => {},
    acknowledgeOplockBreak: () => {},
    path: 'endless',
    directory: false,
    grantedAccess: 0x00120089,
    oplock: 'none',
    info: async () => info,
    read: async (_offset, length) => {
      counter.reads++;
      return content.subarray(0, length);
    },
    close: async () => {},
  };
  const open = async (): Promise<Opened> => ({ file, action: 'opened' });
  return { share: { ...diskShare(), open }, counter };
}

function read(fileId: FileId, length: number): (w: Writer) => void {
  return (w) =>
    encodeReadRequest(w, {
      padding: 0,
      flags: 0,
      length,
      offset: 0n,
      fileId,
      minimumCount: 0,
      channel: 0,
      remainingBytes: 0,
      channelInfo: Buffer.alloc(0),
    });
}

/** A client that asks and reads nothing; its credits allow no more than one batch in a segment. */
const BATCH = 400;

async function unreading(fixture: Fixture, length = content.length) {
  const client = await fixture.negotiated();
  const session = await login(client);
  const { treeId } = (await client.treeConnect('disk', { session })).header;
  const request = { session, treeId, sign: false };
  const fileId = fileIdOf(await client.request(Command.CREATE, create('endless'), request));
  await client.echo({ session, header: { credits: 512 } });
  client.socket.pause();
  const ask = () => {
    for (let i = 0; i < BATCH; i++) client.send(Command.READ, read(fileId, length), request);
  };
  return { client, ask };
}

/** Waits until no more is read; somebody else, by whose answers it tells that the server has had time, is served. */
async function watcher(fixture: Fixture, counter: { readonly reads: number }) {
  const client = await fixture.negotiated();
  const session = await login(client);
  return async (): Promise<number> => {
    for (let before = -1; before !== counter.reads || before === 0;) {
      before = counter.reads;
      for (let i = 0; i < 50; i++) expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    }
    return counter.reads;
  };
}

describe('limits: a peer that does not read', function () {
  this.timeout(30_000);

  for (const queuedBytes of [1024 * 1024, 1]) {
    it(`queuedBytes ${queuedBytes}: is not asked for more, and goes on when it reads again`, async () => {
      const { share, counter } = endlessShare();
      await using fixture = await serve({ shares: [share], limits: { queuedBytes } });
      const standstill = await watcher(fixture, counter);
      const { client, ask } = await unreading(fixture);
      ask();
      const served = await standstill();
      assert.ok(served <= BATCH);
      ask();
      assert.equal(await standstill(), served, 'what came later stays in the socket');
      client.socket.resume();
      for (let i = 0; i < 2 * BATCH; i++) expectStatus(await client.receive(), 'STATUS_SUCCESS');
    });
  }

  it('goes on as well when less is queued than a socket calls full', async () => {
    const { share, counter } = endlessShare();
    await using fixture = await serve({ shares: [share], limits: { queuedBytes: 1 } });
    const standstill = await watcher(fixture, counter);
    const { client, ask } = await unreading(fixture, 8192);
    let asked = 0;
    await until('the server reads no more requests', async () => {
      ask();
      asked += BATCH;
      return (await standstill()) !== asked;
    });
    client.socket.resume();
    for (let i = 0; i < asked; i++) expectStatus(await client.receive(), 'STATUS_SUCCESS');
  });

  it('slowReaderSeconds: is disconnected in the end', async () => {
    const { share, counter } = endlessShare();
    const limits = { queuedBytes: 1024 * 1024, slowReaderSeconds: 10 };
    await using fixture = await serve({ shares: [share], limits }, new HandDrivenRuntime());
    const standstill = await watcher(fixture, counter);
    const { client, ask } = await unreading(fixture);
    ask();
    await standstill();
    ask();
    fixture.runtime.advance(10_001);
    await until('slowReaderSeconds is hit', async () => {
      await standstill();
      return fixture.limitHits.get('slowReaderSeconds') !== undefined;
    });
    client.socket.resume();
    await client.closed;
    assert.ok(counter.reads <= BATCH);
  });

  it('slowReaderSeconds: one that never reads again does not keep its place', async () => {
    const { share, counter } = endlessShare();
    const limits = { queuedBytes: 1024 * 1024, slowReaderSeconds: 10, connections: 2 };
    await using fixture = await serve({ shares: [share], limits }, new HandDrivenRuntime());
    const standstill = await watcher(fixture, counter);
    const { ask } = await unreading(fixture);
    ask();
    await standstill();
    fixture.runtime.advance(10_001);
    await expectPlace(fixture);
  });

  it('slowReaderSeconds: is what a peer has for its last answers as well', async () => {
    const { client, fixture } = await disconnectedUnread({ slowReaderSeconds: 10, connections: 2 });
    fixture.runtime.advance(9_000);
    assert.equal(await hasPlace(fixture), false);
    fixture.runtime.advance(1_001);
    await expectPlace(fixture);
    client.close();
    await fixture[Symbol.asyncDispose]();
  });

  it('close does not wait for it', async () => {
    const { client, fixture } = await disconnectedUnread({});
    await fixture.close();
    client.close();
  });
});

/** A client dropped for breaking a rule, which does not read the many answers that were sent before. */
async function disconnectedUnread(limits: Partial<Limits>) {
  const { share, counter } = endlessShare();
  const fixture = await serve(
    { shares: [share], limits: { ...limits, queuedBytes: 64 * 1024 * 1024 } },
    new HandDrivenRuntime(),
  );
  const standstill = await watcher(fixture, counter);
  const { client, ask } = await unreading(fixture);
  ask();
  assert.equal(await standstill(), BATCH);
  client.sendRaw(Buffer.from([0xff, 0, 0, 0]));
  await until('the broken rule is an incident', async () => {
    await standstill();
    return fixture.incidents.length > 0;
  });
  return { client, fixture };
}

/** Whether one more client is let in. */
async function hasPlace(fixture: Fixture): Promise<boolean> {
  const client = await fixture.connect();
  const reply = await tryNegotiate(client).catch(() => undefined);
  client.close();
  return reply !== undefined;
}

async function expectPlace(fixture: Fixture): Promise<void> {
  await until('one more client is let in', () => hasPlace(fixture));
}
