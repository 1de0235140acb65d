import assert from 'node:assert/strict';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import type { TestServerOptions } from '../../src/testing/options.js';
import { startServer } from '../../src/testing/start-server.js';
import { logIn } from '../examples/my-client.js';
import { diskShare } from '../session/support.js';

describe('options of a test server', () => {
  for (const [options, message] of [
    [{ users: { alice: '' } }, /^ConfigurationError: users\.alice\.password: expected at least 1 character/],
    [{ users: { alice: { password: 'x', state: 'locked' } } }, /users\.alice\.state: unknown key/],
    [
      { users: { alice: { password: 'x', name: 'bob' } } },
      /users\.alice: expected a password, or an account/,
    ],
    [{ users: { alice: undefined } }, /users\.alice: expected a password/],
    [
      { users: { 'alice@example.com': 'x' } },
      /users\.alice@example\.com\.name: must be a name without its domain/,
    ],
    [{ users: { alice: {} } }, /users\.alice: needs a password or an ntHash/],
    [{ users: [] }, /users: expected an object/],
    [{ users: Promise.resolve({ alice: 'x' }) }, /users: expected an object/],
    [{ accounts: [{ name: 'alice' }] }, /accounts\[0\]: needs a password/],
    [{ accounts: { verify: () => ({}) } }, /accounts\.find: expected a function/],
    [{ shares: 'data' }, /shares: expected a list of names or shares/],
    [{ shares: ['data', 'DATA'] }, /shares\[1\].*name/],
    [{ shares: [''] }, /shares\[0\]\.name/],
    [{ user: {} }, /user: .*/],
    [{ runtime: {} }, /runtime\.now: expected a function/],
    [
      { deterministic: 1, runtime: { now: () => 0, monotonic: () => 0, randomBytes: () => Buffer.alloc(0) } },
      /runtime: has no effect/,
    ],
    [{ port: -1 }, /port/],
    [null, /options: expected a plain object/],
    [Promise.resolve({ users: { alice: 'x' } }), /options: expected a plain object/],
    [new Map([['users', { alice: 'x' }]]), /options: expected a plain object/],
    [Object.create({ users: { alice: 'x' } }), /options: expected a plain object/],
  ] as const) {
    it(`are refused: ${JSON.stringify(options)}`, async () => {
      await assert.rejects(startServer(options), message);
    });
  }

  it('are read once: the address that was checked is the one that is bound', async () => {
    const hosts = ['127.0.0.1', '0.0.0.0'];
    const options: TestServerOptions = {
      deterministic: true,
      get host() {
        return hosts.shift() ?? '0.0.0.0';
      },
    };
    await using server = await startServer(options);
    assert.equal(server.addresses.smb?.host, '127.0.0.1');
  });

  it('two accounts of one name are refused, wherever they are written', async () => {
    const accounts = [{ name: 'ALICE', password: 'y' }];
    await assert.rejects(startServer({ users: { alice: 'x' }, accounts }), /account 'ALICE' is there twice/);
  });

  it('accounts and a store stand beside the users; shares of every kind beside names', async () => {
    await using server = await startServer({
      users: { alice: 'a' },
      accounts: accountsInMemory([{ name: 'bob', password: 'b' }]),
      shares: ['data', { name: 'more', temporary: true }, diskShare({ name: 'own' })],
    });
    await logIn(server.url(), 'alice', 'a');
    await logIn(server.url(), 'bob', 'b');
    await using other = await startServer({
      users: { alice: 'a' },
      accounts: [{ name: 'carol', password: 'c' }],
    });
    await logIn(other.url(), 'carol', 'c');
    assert.deepEqual(
      other.accounts.list().map(({ name }) => name),
      ['alice', 'carol'],
    );
  });

  it('other carriers alone: the address is theirs', async () => {
    await using server = await startServer({ listen: null, http: {}, users: { alice: 'a' } });
    assert.deepEqual(server.addresses, { http: { host: server.host, port: server.port } });
    assert.throws(() => server.url(), /other carriers than SMB alone/);
  });

  it('a port that is taken is an error, and nothing stays open', async () => {
    await using server = await startServer();
    await assert.rejects(startServer({ port: server.port, shares: ['data'] }), { code: 'EADDRINUSE' });
  });
});
