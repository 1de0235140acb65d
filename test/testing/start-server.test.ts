import assert from 'node:assert/strict';
import { AccountError } from '../../src/auth/account-definition.js';
import { WaitError } from '../../src/server/waits.js';
import { startServer } from '../../src/testing/start-server.js';
import type { TestServer } from '../../src/testing/test-server.js';
import { logIn } from '../examples/my-client.js';
import { SmbClient } from '../support/smb-client.js';

const users = { alice: 'pw', bob: { password: 'hunter2', status: 'disabled' } } as const;

function tryLogin(server: TestServer, user: string, password: string): Promise<boolean> {
  return logIn(server.url(), user, password).then(
    () => true,
    () => false,
  );
}

describe('startServer', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startServer({ users, shares: ['data'] });
  });
  afterEach(() => server.close());

  it('listens on a free port of loopback', async () => {
    assert.equal(server.host, '127.0.0.1');
    assert.deepEqual(server.addresses, { smb: { host: server.host, port: server.port } });
    assert.equal(await tryLogin(server, 'alice', 'pw'), true);
  });

  it('needs no options', async () => {
    await using other = await startServer();
    assert.equal(await tryLogin(other, 'alice', 'pw'), false);
    await other.expectRefused('alice', 'unknown-account');
  });

  it('gives the attempt that is there, and the one that comes, each once', async () => {
    const coming = server.attempt({ user: 'ALICE' });
    await tryLogin(server, 'alice', 'pw');
    const first = await coming;
    await tryLogin(server, 'alice', 'wrong');
    const second = await server.attempt();
    assert.deepEqual(
      [first, second].map(({ id, verdict }) => ({ id, verdict })),
      [
        { id: 1, verdict: 'accepted' },
        { id: 2, verdict: 'refused' },
      ],
    );
    await assert.rejects(server.attempt({ timeout: 5 }), WaitError);
  });

  it('serves those who wait in their order, each with its own', async () => {
    const refused = server.attempt({ verdict: 'refused' });
    const any = server.attempt();
    const bobs = server.attempt({ user: 'bob', reason: 'account-disabled' });
    await tryLogin(server, 'alice', 'pw');
    await tryLogin(server, 'alice', 'wrong');
    await tryLogin(server, 'bob', 'hunter2');
    assert.deepEqual(
      (await Promise.all([refused, any, bobs])).map(({ reason }) => reason),
      ['wrong-password', 'accepted', 'account-disabled'],
    );
  });

  it('says in words what came in place of the attempt', async () => {
    await tryLogin(server, 'alice', 'pw');
    await server.attempt();
    await tryLogin(server, 'bob', 'hunter2');
    const waiting = server.attempt({
      user: 'carol',
      verdict: 'refused',
      reason: 'wrong-password',
      timeout: 20,
    });
    await assert.rejects(waiting, (error: WaitError) => {
      assert.equal(error.code, 'ERR_WAIT_TIMEOUT');
      const [what, ...lines] = error.message.split('\n  ');
      assert.equal(
        what,
        "no attempt of 'carol' that was refused with the reason 'wrong-password' within 20 ms:",
      );
      assert.match(lines[0] ?? '', /^2 clients connected\./);
      assert.match(lines[1] ?? '', /^An attempt of “alice” was accepted .*\(A call has given it\.\)$/);
      assert.match(
        lines[2] ?? '',
        /^An attempt of “bob” was refused \(account-disabled\): The password is right/,
      );
      assert.match(error.stack ?? '', /start-server\.test/);
      return true;
    });
  });

  it('tells that nobody came', async () => {
    await assert.rejects(
      server.attempt({ timeout: 5 }),
      /no attempt within 5 ms:\n {2}nobody connected to 127/,
    );
  });

  it('ends the waiting with the server, and with a signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const aborted = server.attempt({ signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(aborted, reason);
    const waiting = server.attempt({ timeout: Infinity });
    await server.close();
    await assert.rejects(waiting, { code: 'ERR_SERVER_CLOSED' });
  });

  it('refuses a filter that matches nothing, or more than it seems', () => {
    for (const [query, message] of [
      [{ usr: 'alice' }, /query\.usr: unknown key/],
      [{ user: undefined }, /user: is undefined/],
      [{ user: '' }, /query\.user: expected at least 1 character/],
      [
        { reason: 'wrong-pasword' },
        /query\.reason: expected the reason of an attempt; there is 'wrong-password'/,
      ],
      [{ reason: 'share-not-found' }, /query\.reason: expected the reason of an attempt/],
      [{ verdict: 'rejected' }, /query\.verdict: expected "accepted" or "refused" or "unfinished"/],
      [{ timeout: -1 }, /timeout: expected milliseconds/],
      [Promise.resolve({}), /expected an object with such keys/],
    ] as const) {
      assert.throws(() => server.attempt(query as object), message);
    }
    assert.throws(() => server.expectRefused('alice', undefined as unknown as string), /reason: expected/);
    assert.throws(() => server.expectAccepted(undefined as unknown as string), /user: is undefined/);
  });

  it('finds a user by the name that was sent with a domain', async () => {
    await tryLogin(server, 'EXAMPLE\\alice', 'pw');
    await tryLogin(server, 'alice@example.com', 'pw');
    await server.expectAccepted('alice');
    await server.expectAccepted('alice@example.com');
  });

  it('keeps the records of each kind, and forgets them', async () => {
    await tryLogin(server, 'alice', 'pw');
    await server.expectAccepted('alice');
    assert.deepEqual(
      server.attempts.map(({ claimed }) => claimed?.user),
      ['alice'],
    );
    server.clear();
    assert.deepEqual([server.attempts, server.trees, server.incidents, server.failures], [[], [], [], []]);
    await assert.rejects(server.attempt({ timeout: 5 }), WaitError);
  });

  it('iterates over the attempts that no call has given, until it closes', async () => {
    await tryLogin(server, 'alice', 'pw');
    await server.attempt();
    await tryLogin(server, 'bob', 'hunter2');
    const reasons: string[] = [];
    for await (const { reason } of server) {
      reasons.push(reason);
      if (reasons.length === 1) void tryLogin(server, 'alice', 'wrong');
      else void server.close();
    }
    assert.deepEqual(reasons, ['account-disabled', 'wrong-password']);
  });

  it('keeps a thousand attempts and no more', async function () {
    this.timeout(30_000);
    for (let count = 0; count < 1003; count++) {
      (await SmbClient.connect(server.port)).close();
    }
    for (let id = 4; id <= 1003; id++) await server.attempt();
    assert.equal(server.attempts.length, 1000);
  });
});

describe('expectAccepted and expectRefused', () => {
  it('give the record', async () => {
    await using server = await startServer({ users });
    await tryLogin(server, 'bob', 'hunter2');
    await tryLogin(server, 'alice', 'pw');
    assert.equal((await server.expectAccepted('alice')).proof?.version, 'NTLMv2');
    assert.equal(
      (await server.expectRefused('bob', 'account-disabled')).wireStatus,
      'STATUS_ACCOUNT_DISABLED',
    );
  });

  it('fail with what came, for people and as a difference for test runners', async () => {
    await using server = await startServer({ users });
    await tryLogin(server, 'bob', 'hunter2');
    const expected = { user: 'bob', verdict: 'refused', reason: 'wrong-password' };
    const actual = { user: 'bob', verdict: 'refused', reason: 'account-disabled' };
    await assert.rejects(server.expectRefused('bob', 'wrong-password'), (error: assert.AssertionError) => {
      assert.ok(error instanceof assert.AssertionError);
      assert.deepEqual([error.expected, error.actual], [expected, actual]);
      const lines = error.message.split('\n  ');
      assert.equal(lines[0], "expected that 'bob' is refused with the reason 'wrong-password'.");
      assert.match(lines[1] ?? '', /^An attempt of “bob” was refused \(account-disabled\)/);
      assert.match(lines[2] ?? '', /^→ Set the account’s status to "enabled"\./);
      assert.match(error.stack ?? '', /^AssertionError \[ERR_ASSERTION\]: expected that/);
      assert.match((error.stack ?? '').split(lines[2] ?? '')[1] ?? '', /^\n {4}at .*start-server\.test/);
      return true;
    });
    await tryLogin(server, 'alice', 'pw');
    await assert.rejects(server.expectRefused('alice', 'wrong-password'), {
      actual: { user: 'alice', verdict: 'accepted', reason: 'accepted' },
    });
  });

  describe('during a login', () => {
    let server: TestServer;
    /** As a client has it: rejects when it is not let in. */
    const logInOrFail = async (user: string, password: string): Promise<void> => {
      if (!(await tryLogin(server, user, password))) throw new Error('the client: access denied');
    };

    beforeEach(async () => {
      server = await startServer({ users });
    });
    afterEach(() => server.close());

    it('pass when both say the same', async () => {
      await server.expectAccepted('alice', { during: logInOrFail('alice', 'pw') });
      await server.expectRefused('bob', 'account-disabled', { during: logInOrFail('bob', 'hunter2') });
    });

    it('fail with the explanation, though the client fails as well', async () => {
      const during = logInOrFail('alice', 'Pw');
      await during.catch(() => {});
      await assert.rejects(server.expectAccepted('alice', { during }), {
        name: 'AssertionError',
        message:
          /^expected that 'alice' is accepted\.\n {2}An attempt of “alice” was refused \(mangled-password\)/,
        cause: new Error('the client: access denied'),
      });
    });

    it('fail with the error of a client that was accepted', async () => {
      const during = logInOrFail('alice', 'pw').then(() => {
        throw new Error('the client: no files');
      });
      await assert.rejects(server.expectAccepted('alice', { during }), /^Error: the client: no files$/);
    });

    it('fail where the client takes a refusal for a success', async () => {
      const during = logInOrFail('bob', 'hunter2').catch(() => {});
      await assert.rejects(server.expectRefused('bob', 'account-disabled', { during }), {
        name: 'AssertionError',
        message: /^expected that the client fails, because 'bob' was refused \(account-disabled\)\.\n/,
        actual: 'fulfilled',
        expected: 'rejected',
      });
    });

    it('tell what the client said when it never came', async () => {
      const cause = new Error('the client: no route');
      const during = Promise.reject(cause);
      await assert.rejects(server.expectAccepted('alice', { during, timeout: 20 }), {
        code: 'ERR_WAIT_TIMEOUT',
        cause,
      });
    });

    it('take a promise and nothing else', () => {
      for (const during of [() => logInOrFail('alice', 'pw'), null, 'pw']) {
        assert.throws(
          () => server.expectAccepted('alice', { during: during as unknown as Promise<void> }),
          /^TypeError: during: expected a promise/,
        );
      }
    });
  });

  it('take no guest for the user', async () => {
    await using server = await startServer({ authPolicy: { guest: 'unknown-users' } });
    await tryLogin(server, 'alice', 'pw');
    await assert.rejects(server.expectAccepted('alice'), {
      actual: { user: 'alice', verdict: 'accepted', reason: 'guest' },
    });
  });
});

describe('accounts of a test server', () => {
  it('change for the next login', async () => {
    await using server = await startServer({ users });
    const { accounts } = server;
    accounts.update('BOB', { status: 'enabled' });
    assert.equal(await tryLogin(server, 'bob', 'hunter2'), true);
    accounts.update('bob', { password: 'new' });
    assert.equal(await tryLogin(server, 'bob', 'hunter2'), false);
    assert.equal(await tryLogin(server, 'bob', 'new'), true);
    accounts.add({ name: 'carol', password: 'c' });
    assert.equal(await tryLogin(server, 'carol', 'c'), true);
    accounts.remove('carol');
    assert.equal(await tryLogin(server, 'carol', 'c'), false);
    const reasons: string[] = [];
    for (let count = 0; count < 5; count++) reasons.push((await server.attempt()).reason);
    assert.deepEqual(reasons, ['accepted', 'wrong-password', 'accepted', 'accepted', 'unknown-account']);
    assert.throws(() => accounts.remove('carol'), AccountError);
  });
});
