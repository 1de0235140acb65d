import assert from 'node:assert/strict';
import type { Limits } from '../../src/session/model/policy.js';
import { frame } from '../../src/smb2-codec/index.js';
import { login, negotiate } from '../support/smb-client-login.js';
import { ConnectionClosed, type SmbClient } from '../support/smb-client.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { until } from '../support/until.js';
import { type WorkerServer, workerServers } from '../support/worker-servers.js';

/** Connections of one process that the owner has heard of. */
async function connected(worker: WorkerServer, count: number): Promise<SmbClient[]> {
  const clients: SmbClient[] = [];
  for (let n = 0; n < count; n++) clients.push(await worker.fixture.negotiated());
  return clients;
}

async function expectTurnedAway(worker: WorkerServer, limit: keyof Limits): Promise<void> {
  const client = await worker.fixture.connect();
  await client.expectDisconnect();
  assert.equal(worker.fixture.limitHits.get(limit), 1);
}

/** Logs in once there is a place again. */
async function expectPlace(worker: WorkerServer): Promise<void> {
  await until('a connection is let in', async () => {
    const client = await worker.fixture.connect();
    try {
      await negotiate(client);
      await login(client);
      return true;
    } catch (error) {
      if (error instanceof ConnectionClosed) return false;
      throw error;
    }
  });
}

describe('limits that hold for all processes together', () => {
  for (const limit of ['connections', 'connectionsPerAddress'] as const) {
    it(`${limit}: one more at either is turned away; a place that becomes free is given away at the other`, async () => {
      await using servers = await workerServers({ server: { limits: { [limit]: 3 } } });
      const [one, other] = servers.workers;
      const [leaving] = await connected(one, 2);
      await connected(other, 1);
      await expectTurnedAway(one, limit);
      await expectTurnedAway(other, limit);
      leaving?.close();
      await expectPlace(other);
    });
  }

  for (const limit of ['unauthenticatedConnections', 'unauthenticatedConnectionsPerAddress'] as const) {
    it(`${limit}: those with a session do not count`, async () => {
      await using servers = await workerServers({ server: { limits: { [limit]: 3 } } });
      const [one, other] = servers.workers;
      for (const worker of servers.workers) {
        for (const client of await connected(worker, 2)) await login(client);
      }
      await connected(one, 2);
      const [waiting] = await connected(other, 1);
      await expectTurnedAway(other, limit);
      await expectTurnedAway(one, limit);
      await login(waiting!);
      await expectPlace(one);
    });
  }

  it('heldBytesPerAddress: bytes held at another process count', async () => {
    await using servers = await workerServers({ server: { limits: { heldBytesPerAddress: 96 * 1024 } } });
    const [one, other] = servers.workers;
    const unfinished = (kilobytes: number): Buffer =>
      frame(Buffer.alloc(60 * 1024)).subarray(0, kilobytes * 1024);
    const [first] = await connected(one, 1);
    const [second, third] = await connected(other, 2);
    second!.sendRaw(unfinished(40));
    first!.sendRaw(unfinished(50));
    await until('each is told of the other', () =>
      servers.workers.every(({ wire }) =>
        wire.sent.some(({ by, message }) => by === 'owner' && message.some(([word]) => word === 'elsewhere')),
      ),
    );
    third!.sendRaw(unfinished(20));
    await third!.expectDisconnect();
    assert.equal(other.fixture.limitHits.get('heldBytesPerAddress'), 1);
    first!.close();
    await until('they are released', () =>
      other.wire.sent.some(
        ({ by, message }) =>
          by === 'owner' && message.some(([word, , , bytes]) => word === 'elsewhere' && bytes === 0),
      ),
    );
    const [again] = await connected(other, 1);
    const told = other.wire.sent.length;
    again!.sendRaw(unfinished(20));
    await until('it is read, and held', () =>
      other.wire.sent
        .slice(told)
        .some(({ by, message }) => by === 'worker' && message.some(([word]) => word === 'holds')),
    );
    assert.equal(other.fixture.limitHits.get('heldBytesPerAddress'), 1);
  });

  it('are far from most processes, which tell of what comes and goes together', async () => {
    const runtime = new HandDrivenRuntime();
    await using servers = await workerServers({ join: { runtime } });
    const [worker] = servers.workers;
    const told = (): string[][] =>
      worker.wire.sent
        .filter(({ by }) => by === 'worker')
        .map(({ message }) => message.map(([word]) => word))
        .filter((words) => words.includes('entered'));
    await connected(worker, 3);
    assert.deepEqual(told(), []);
    runtime.advance(100);
    assert.deepEqual(told(), [['entered', 'entered', 'entered']]);
  });

  it('a process that dies gives its places and bytes back', async () => {
    await using servers = await workerServers({ server: { limits: { connectionsPerAddress: 3 } } });
    const [one, other] = servers.workers;
    await connected(one, 3);
    await expectTurnedAway(other, 'connectionsPerAddress');
    one.wire.cut();
    await connected(other, 3);
    await expectTurnedAway(await servers.start(0), 'connectionsPerAddress');
  });
});
