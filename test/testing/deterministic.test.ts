import assert from 'node:assert/strict';
import { Command } from '../../src/smb2-codec/index.js';
import { startServer } from '../../src/testing/start-server.js';
import type { TestServerOptions } from '../../src/testing/options.js';
import type { TestServer } from '../../src/testing/test-server.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';

/** Everything that two connections to a server carry, from NEGOTIATE to LOGOFF, in both directions. */
async function conversation(options: TestServerOptions): Promise<readonly string[]> {
  const sent: string[] = [];
  const tap: NonNullable<TestServerOptions['tap']> = {
    connectionOpened: () => ({
      received: (bytes: Buffer) => void sent.push(`C ${bytes.toString('hex')}`),
      sent: (bytes: Buffer) => void sent.push(`S ${bytes.toString('hex')}`),
      closed: () => {},
    }),
  };
  await using server: TestServer = await startServer({
    users: { alice: 'pw' },
    shares: ['data'],
    tap,
    ...options,
  });
  const client = await SmbClient.connect(server.port);
  await negotiate(client);
  await tryLogin(client, { user: 'alice', password: 'wrong' });
  const session = await login(client, { user: 'alice', password: 'pw' });
  await client.treeConnect('IPC$', { session });
  client.close();
  await client.closed;
  const other = await SmbClient.connect(server.port);
  await negotiate(other);
  await login(other, { user: 'alice', password: 'pw' });
  other.close();
  await other.closed;
  return sent;
}

describe('a deterministic server', () => {
  it('says the same bytes in two runs: GUID, salt, challenges, session ids, signatures and times', async () => {
    const [one, two] = [await conversation({ deterministic: 1 }), await conversation({ deterministic: 1 })];
    assert.ok(one.length === 18 && one.filter((line) => line.startsWith('S ')).length === 9);
    assert.deepEqual(two, one);
    assert.deepEqual(await conversation({ deterministic: true }), await conversation({ deterministic: 0 }));
  });

  it('says the same encrypted', async () => {
    const options = { deterministic: 5, policy: { encryption: 'required' } } as const;
    assert.deepEqual(await conversation(options), await conversation(options));
  });

  it('says other bytes for another seed, and any without one', async () => {
    const one = await conversation({ deterministic: 1 });
    for (const options of [{ deterministic: 2 }, {}, { deterministic: false }]) {
      const other = await conversation(options);
      assert.notEqual(
        other.find((line) => line.startsWith('S ')),
        one.find((line) => line.startsWith('S ')),
      );
    }
  });

  it('has a clock that the test moves', async () => {
    await using server = await startServer({ deterministic: 1 });
    assert.equal(new Date(server.clock.now).toISOString(), '2026-01-01T00:00:00.000Z');
    await server.clock.advance({ days: 1 });
    assert.equal(new Date(server.clock.now).toISOString(), '2026-01-02T00:00:00.000Z');
  });

  it('listens on loopback only', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'files.example.test']) {
      await assert.rejects(startServer({ host, deterministic: 1 }), /deterministic: on loopback only/);
    }
    await assert.rejects(startServer({ http: { host: '0.0.0.0' }, deterministic: 1 }), /on loopback only/);
    for (const deterministic of [-1, 1.5, 2 ** 32, '1' as unknown as number]) {
      await assert.rejects(startServer({ deterministic }), /^ConfigurationError: deterministic: expected/);
    }
  });
});

describe('two test servers in one process', () => {
  it('never meet: accounts, clocks, records, faults and sessions are their own', async () => {
    await using one = await startServer({ users: { alice: 'one' }, shares: ['data'] });
    await using two = await startServer({ users: { alice: 'two' }, shares: ['data'] });
    assert.notEqual(one.port, two.port);
    await one.clock.advance({ days: 1 });
    one.accounts.add({ name: 'bob', password: 'b' });
    one.faults.add({
      when: { step: 'tree-connect' },
      what: { do: 'status', status: 'STATUS_ACCESS_DENIED' },
    });
    assert.ok(one.clock.now - two.clock.now > 86_000_000);
    assert.deepEqual(
      [...two.accounts.list()].map(({ name }) => name),
      ['alice'],
    );
    assert.deepEqual([...two.faults], []);
    const [ofOne, ofTwo] = [await SmbClient.connect(one.port), await SmbClient.connect(two.port)];
    for (const client of [ofOne, ofTwo]) await negotiate(client);
    const session = await login(ofOne, { user: 'alice', password: 'one' });
    assert.notEqual((await tryLogin(ofTwo, { user: 'alice', password: 'one' })).header.status, 0);
    const foreign = await ofTwo.request(Command.LOGOFF, (w) => w.u16(4).u16(0), {
      header: { sessionId: session.id },
    });
    assert.notEqual(foreign.header.status, 0);
    await login(ofTwo, { user: 'alice', password: 'two' });
    for (const client of [ofOne, ofTwo]) client.close();
    assert.equal((await one.expectAccepted('alice')).id, 1);
    await two.expectRefused('alice', 'wrong-password');
    await two.expectAccepted('alice');
    assert.deepEqual([one.attempts.length, two.attempts.length], [1, 2]);
  });
});
