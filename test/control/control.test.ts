import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { LONGEST_BODY } from '../../src/control/read-request.js';
import { WAITS_AT_ONCE } from '../../src/control/records.js';
import { type Answer, startControlled } from '../support/control-client.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';
import { until } from '../support/until.js';

/** Logs in and leaves. */
async function logIn(port: number, user = 'alice', password = 'pw'): Promise<void> {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  await tryLogin(client, { user, password });
  client.close();
}

function problemsOf({ status, body }: Answer): [number, unknown] {
  const problems = body['problems'] as { readonly path: string; readonly message: string }[];
  return [status, problems.map(({ path, message }) => `${path}: ${message}`)];
}

const loginStatus = {
  when: { step: 'login-accepted' },
  what: { do: 'status', status: 'STATUS_ACCESS_DENIED' },
};

describe('the control API', () => {
  describe('hostile requests', () => {
    it('with thousands of problems have a short answer', async () => {
      await using test = await startControlled();
      const when = { step: 'accept' };
      const keys = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, 1]));
      const workstations = Array.from({ length: 5000 }, () => 1);
      for (const [path, body] of [
        ['/v1/faults', { when, what: { do: 'close', ...keys } }],
        ['/v1/accounts', { name: 'bob', password: 'x', workstations }],
      ] as const) {
        const { status, body: told } = await test.client.post(path, body);
        assert.deepEqual([status, (told['problems'] as object[]).length], [422, 20]);
      }
      for (const action of [{}, { do: 'close' }]) {
        const what = Array.from({ length: 3000 }, () => action);
        const { status, body: told } = await test.client.post('/v1/faults', { when, what });
        assert.equal(status, 422);
        assert.ok(JSON.stringify(told).length < 100_000);
      }
    });

    it('cannot make an account or a fault that no path leads to', async () => {
      await using test = await startControlled();
      for (const name of ['.', '..', 'a\ud800']) {
        const { status } = await test.client.post('/v1/accounts', { name, password: 'x' });
        assert.equal(status, 422);
        const fault = { name, when: { step: 'accept' }, what: { do: 'close' } };
        assert.equal((await test.client.post('/v1/faults', fault)).status, 422);
      }
      const { body } = await test.client.get('/v1/accounts');
      assert.equal((body['accounts'] as object[]).length, 1);
    });

    it('whose body does not come are no bug of the server', async () => {
      await using test = await startControlled();
      const socket = connect(test.control.port, '127.0.0.1');
      const { host, port, token } = test.control;
      let answer = '';
      socket.on('data', (bytes) => (answer += String(bytes)));
      socket.write(
        `POST /v1/accounts HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: Bearer ${token}\r\n`,
      );
      socket.end('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n');
      await once(socket, 'close');
      assert.match(answer, /^HTTP\/1\.1 400 /);
      assert.deepEqual(test.errors, []);
    });

    it('at the same time for one name add one account, and tell the others so', async () => {
      await using test = await startControlled();
      const adding = Array.from({ length: 8 }, () =>
        test.client.post('/v1/accounts', { name: 'bob', password: 'x' }),
      );
      const statuses = (await Promise.all(adding)).map(({ status }) => status);
      assert.deepEqual(
        statuses.toSorted((one, other) => one - other),
        [201, ...Array.from({ length: 7 }, () => 409)],
      );
    });
  });

  describe('attempts', () => {
    it('are listed with reason and verdict, and filtered', async () => {
      await using test = await startControlled();
      await logIn(test.port);
      await logIn(test.port, 'alice', 'wrong');
      const { body } = await test.client.get('/v1/attempts?wait=5&user=ALICE&verdict=refused');
      const [attempt] = body['attempts'] as Record<string, unknown>[];
      assert.equal(attempt?.['reason'], 'wrong-password');
      assert.equal(attempt?.['wireStatus'], 'STATUS_LOGON_FAILURE');
      const { body: none } = await test.client.get('/v1/attempts?reason=unknown-account');
      assert.deepEqual(none['attempts'], []);
    });

    it('are waited for', async () => {
      await using test = await startControlled();
      const waiting = test.client.get('/v1/attempts?wait=30&user=alice&reason=accepted');
      await logIn(test.port, 'bob', 'x');
      await logIn(test.port);
      const { body } = await waiting;
      const [attempt] = body['attempts'] as { readonly verdict: string; readonly identity: object }[];
      assert.equal(attempt?.verdict, 'accepted');
    });

    it('come once each with a cursor', async () => {
      await using test = await startControlled();
      await logIn(test.port);
      const { body: first } = await test.client.get('/v1/attempts?wait=5');
      const after = `after=${String(first['cursor'])}`;
      const { body: nothing } = await test.client.get(`/v1/attempts?${after}`);
      assert.deepEqual(nothing['attempts'], []);
      await logIn(test.port, 'alice', 'wrong');
      const { body: second } = await test.client.get(`/v1/attempts?wait=5&${after}`);
      const reasons = (second['attempts'] as { reason: string }[]).map(({ reason }) => reason);
      assert.deepEqual(reasons, ['wrong-password']);
    });

    it('when none came, the answer says what did', async () => {
      await using test = await startControlled();
      const { body: nobody } = await test.client.get('/v1/attempts');
      assert.match(String(nobody['arrived']), /^nobody connected to 127\.0\.0\.1:\d+\.$/);
      await logIn(test.port, 'alice', 'wrong');
      await test.client.get('/v1/attempts?wait=5');
      const { body } = await test.client.get('/v1/attempts?reason=accepted&wait=0.01');
      assert.match(
        String(body['arrived']),
        /1 client connected\..* An attempt of “alice” was refused \(wrong-password\): /,
      );
      const { body: trees } = await test.client.get('/v1/trees');
      assert.match(String(trees['arrived']), /wrong-password/);
    });

    it('are forgotten on demand, and the cursor goes on', async () => {
      await using test = await startControlled();
      await logIn(test.port);
      await test.client.get('/v1/attempts?wait=5');
      assert.equal((await test.client.delete('/v1/attempts')).status, 204);
      const { body } = await test.client.get('/v1/attempts');
      assert.deepEqual([body['attempts'], body['cursor'], body['forgotten']], [[], 1, 1]);
    });

    it('cannot be waited for by more than a bounded number, nor for long', async () => {
      await using test = await startControlled();
      const waiting = Array.from({ length: WAITS_AT_ONCE }, () => test.client.get('/v1/attempts?wait=30'));
      const { status } = await test.client.get('/v1/attempts?wait=30');
      assert.equal(status, 503);
      // A request that does not wait is served.
      assert.equal((await test.client.get('/v1/attempts')).status, 200);
      await logIn(test.port);
      for (const { body } of await Promise.all(waiting))
        assert.equal((body['attempts'] as object[]).length, 1);
      assert.deepEqual(problemsOf(await test.client.get('/v1/attempts?wait=61')), [
        422,
        ['query.wait: expected at most 60'],
      ]);
    });

    it('a client that leaves waits no more', async () => {
      await using test = await startControlled();
      const left = Array.from({ length: WAITS_AT_ONCE }, async () => {
        const socket = connect(test.control.port, '127.0.0.1');
        await once(socket, 'connect');
        const { host, port, token } = test.control;
        socket.write(`GET /v1/attempts?wait=60 HTTP/1.1\r\nHost: ${host}:${port}\r\n`);
        socket.write(`Authorization: Bearer ${token}\r\n\r\n`);
        return socket;
      });
      const sockets = await Promise.all(left);
      // The server has all of them once it refuses another one.
      while ((await test.client.get('/v1/attempts?wait=0.001')).status !== 503);
      for (const socket of sockets) socket.destroy();
      while ((await test.client.get('/v1/attempts?wait=0.001')).status === 503);
    });

    it('every wait ends when the API closes', async () => {
      await using test = await startControlled();
      const waiting = test.client.get('/v1/attempts?wait=60');
      const others = Array.from({ length: WAITS_AT_ONCE - 1 }, () => test.client.get('/v1/trees?wait=60'));
      while ((await test.client.get('/v1/trees?wait=0.001')).status !== 503) void others;
      await test.control.close();
      assert.deepEqual((await waiting).body['attempts'], []);
      await Promise.all(others);
      await assert.rejects(fetch(test.control.url));
    });
  });

  it('lists trees by share', async () => {
    await using test = await startControlled();
    const client = await SmbClient.connect(test.port);
    await negotiate(client);
    const session = await login(client, { user: 'alice', password: 'pw' });
    await client.treeConnect('data', { session });
    await client.treeConnect('nothing', { session });
    client.close();
    const { body } = await test.client.get('/v1/trees?share=DATA&user=ALICE&wait=5');
    const trees = body['trees'] as { readonly share: string; readonly wireStatus: string }[];
    assert.deepEqual(
      trees.map(({ share, wireStatus }) => [share, wireStatus]),
      [['data', 'STATUS_SUCCESS']],
    );
    const { body: missing } = await test.client.get('/v1/trees?reason=share-not-found&wait=5');
    assert.equal((missing['trees'] as object[]).length, 1);
    const { body: none } = await test.client.get('/v1/trees?share=other');
    assert.match(String(none['arrived']), /share-not-found: /);
    for (const path of ['/v1/incidents', '/v1/failures', '/v1/kdc?outcome=refused'])
      assert.equal((await test.client.get(path)).status, 200);
  });

  describe('accounts', () => {
    it('are added, changed and removed, in force for the next login', async () => {
      await using test = await startControlled([]);
      const { client, port } = test;
      let after = 0;
      const reasonOf = async (password: string): Promise<unknown> => {
        await logIn(port, 'bob', password);
        const { body } = await client.get(`/v1/attempts?wait=5&after=${after}`);
        after = body['cursor'] as number;
        return (body['attempts'] as { reason: string }[])[0]?.reason;
      };
      assert.equal(await reasonOf('x'), 'unknown-account');
      const added = await client.post('/v1/accounts', { name: 'bob', password: 'x', groups: ['staff'] });
      assert.deepEqual([added.status, added.headers.get('location')], [201, '/v1/accounts/bob']);
      assert.equal(await reasonOf('x'), 'accepted');
      await client.patch('/v1/accounts/BOB', { status: 'disabled', password: 'y' });
      assert.equal(await reasonOf('y'), 'account-disabled');
      const { body } = await client.patch('/v1/accounts/bob', { status: null });
      assert.deepEqual(body, { name: 'bob', groups: ['staff'], status: 'enabled' });
      assert.equal(await reasonOf('quite another'), 'wrong-password');
      assert.equal((await client.delete('/v1/accounts/bob')).status, 204);
      assert.equal(await reasonOf('y'), 'unknown-account');
    });

    it('are shown without password and hash, in no answer', async () => {
      const ntHash = '8846f7eaee8fb117ad06bdd830b7586c';
      await using test = await startControlled([
        { name: 'alice', password: 'S3cret!' },
        { name: 'bob', ntHash, logonHours: 'ff'.repeat(21) },
      ]);
      const answers = [
        await test.client.get('/v1/accounts'),
        await test.client.get('/v1/accounts/alice'),
        await test.client.get('/v1/accounts/bob'),
        await test.client.patch('/v1/accounts/alice', { password: 'S3cret!', status: 'locked' }),
        await test.client.post('/v1/accounts', { name: 'eve', ntHash }),
        await test.client.post('/v1/accounts', { name: 'eve', password: 'S3cret!' }),
        await test.client.post('/v1/accounts', { name: 'S3cret!/x', password: 'S3cret!' }),
      ];
      assert.ok(!/S3cret!|8846f7ea|password":|ntHash/i.test(JSON.stringify(answers.slice(0, -1))));
      assert.deepEqual((answers[2]?.body ?? {})['logonHours'], 'ff'.repeat(21));
    });

    it('expire at a date, which the clock reaches', async () => {
      await using test = await startControlled();
      const soon = new Date(Date.now() + 3_600_000).toISOString();
      const { body } = await test.client.patch('/v1/accounts/alice', { expiresAt: soon });
      assert.equal(body['expiresAt'], soon);
      await logIn(test.port);
      await test.client.post('/v1/clock/advance', { hours: 2 });
      await logIn(test.port);
      const { body: refused } = await test.client.get('/v1/attempts?wait=5&verdict=refused');
      const [attempt] = refused['attempts'] as { reason: string }[];
      assert.equal(attempt?.reason, 'account-expired');
    });

    it('are refused with their place when they cannot be', async () => {
      await using test = await startControlled();
      const { client } = test;
      assert.deepEqual(problemsOf(await client.post('/v1/accounts', { name: 'bob' })), [
        422,
        ['body: needs one of password and ntHash'],
      ]);
      assert.deepEqual(
        problemsOf(await client.post('/v1/accounts', { name: 'bob', password: 1, staus: 'x' })),
        [422, ['password: expected a text', "staus: unknown key; there is 'status'"]],
      );
      assert.equal((await client.post('/v1/accounts', { name: 'ALICE', password: 'x' })).status, 409);
      assert.deepEqual(
        problemsOf(await client.patch('/v1/accounts/alice', { name: 'x', status: 'gone' }))[0],
        422,
      );
      assert.equal((await client.patch('/v1/accounts/nobody', { status: 'locked' })).status, 404);
      assert.equal((await client.delete('/v1/accounts/nobody')).status, 404);
      assert.equal((await client.get('/v1/accounts/%E0%A4%A')).status, 404);
    });

    it('name no file of the server', async () => {
      await using test = await startControlled();
      const body = { name: 'bob', passwordFile: '/etc/hostname' };
      const [status, problems] = problemsOf(await test.client.post('/v1/accounts', body));
      assert.equal(status, 422);
      assert.ok((problems as string[]).includes('passwordFile: unknown key'));
    });

    it('that come from a file are changed there', async () => {
      await using test = await startControlled([], { fileAccounts: ['carol'] });
      const answers = [
        await test.client.post('/v1/accounts', { name: 'carol', password: 'x' }),
        await test.client.patch('/v1/accounts/carol', { status: 'locked' }),
        await test.client.delete('/v1/accounts/carol'),
      ];
      assert.deepEqual(
        answers.map(({ status }) => status),
        [409, 409, 409],
      );
    });
  });

  describe('faults', () => {
    it('are added, counted, listed and removed', async () => {
      await using test = await startControlled();
      const { client, port } = test;
      const added = await client.post('/v1/faults', { name: 'denied', ...loginStatus });
      assert.deepEqual([added.status, added.headers.get('location')], [201, '/v1/faults/denied']);
      await logIn(port);
      const { body } = await client.get('/v1/attempts?wait=5');
      const [attempt] = body['attempts'] as { faults: { name: string }[]; verdict: string }[];
      assert.deepEqual([attempt?.verdict, attempt?.faults[0]?.name], ['refused', 'denied']);
      const { body: shown } = await client.get('/v1/faults/denied');
      assert.deepEqual([shown['matched'], shown['happened']], [1, 1]);
      assert.equal((await client.delete('/v1/faults/denied')).status, 204);
      assert.equal((await client.delete('/v1/faults/denied')).status, 404);
      assert.deepEqual((await client.get('/v1/faults')).body['faults'], []);
    });

    it('are presets as well', async () => {
      await using test = await startControlled();
      const { status, body } = await test.client.post('/v1/faults', {
        preset: 'noLogonServers',
        when: { times: 1 },
      });
      assert.deepEqual([status, body['name']], [201, 'noLogonServers']);
    });

    it('are refused with their place when they can never match', async () => {
      await using test = await startControlled();
      const never = { when: { step: 'negotiate', user: 'alice' }, what: { do: 'close' } };
      const [status, problems] = problemsOf(await test.client.post('/v1/faults', never));
      assert.equal(status, 422);
      assert.match(String(problems), /^when\.user: never matches/);
      const [, misspelt] = problemsOf(
        await test.client.post('/v1/faults', { when: { step: 'negotiate', tims: 1 }, what: { do: 'close' } }),
      );
      assert.deepEqual(misspelt, ["when.tims: unknown key; there is 'times'"]);
      await test.client.post('/v1/faults', { name: 'one', ...loginStatus });
      assert.equal((await test.client.post('/v1/faults', { name: 'one', ...loginStatus })).status, 409);
      assert.equal((await test.client.delete('/v1/faults')).status, 204);
      assert.deepEqual([...test.server.faults], []);
    });
  });

  describe('the clock', () => {
    it('is moved on', async () => {
      await using test = await startControlled();
      const { body: before } = await test.client.get('/v1/clock');
      const { body: after } = await test.client.post('/v1/clock/advance', { days: 1, seconds: 1.5 });
      const span = (after['milliseconds'] as number) - (before['milliseconds'] as number);
      assert.ok(span >= 86_401_500 && span < 86_411_500, String(span));
      assert.equal(new Date(after['now'] as string).getTime(), after['milliseconds']);
    });

    it('goes forward only, by a span that has a part', async () => {
      await using test = await startControlled();
      for (const span of [{}, { seconds: -1 }, { days: 400_000, hours: 1 }, { weeks: 1 }, [], 5, null])
        assert.equal((await test.client.post('/v1/clock/advance', span)).status, 422, JSON.stringify(span));
    });

    it('does not end waits of the API', async () => {
      await using test = await startControlled();
      const waiting = test.client.get('/v1/attempts?wait=30');
      await test.client.post('/v1/clock/advance', { hours: 1 });
      await logIn(test.port);
      assert.equal(((await waiting).body['attempts'] as object[]).length, 1);
    });
  });

  it('resets accounts, faults, records and the wall clock', async () => {
    const fault = { name: 'first', ...loginStatus } as never;
    await using test = await startControlled([{ name: 'alice', password: 'pw' }], { faults: [fault] });
    const { client } = test;
    await client.delete('/v1/faults');
    await client.delete('/v1/accounts/alice');
    await client.post('/v1/accounts', { name: 'bob', password: 'x' });
    await client.post('/v1/clock/advance', { days: 300 });
    await logIn(test.port, 'bob', 'x');
    await client.get('/v1/attempts?wait=5');
    assert.equal((await client.post('/v1/reset')).status, 204);
    assert.deepEqual((await client.get('/v1/accounts')).body['accounts'], [
      { name: 'alice', groups: [], status: 'enabled' },
    ]);
    const faults = (await client.get('/v1/faults')).body['faults'] as { name: string; happened: number }[];
    assert.deepEqual([faults.length, faults[0]?.name, faults[0]?.happened], [1, 'first', 0]);
    assert.deepEqual((await client.get('/v1/attempts')).body['attempts'], []);
    const { body } = await client.get('/v1/clock');
    assert.ok(Math.abs((body['milliseconds'] as number) - Date.now()) < 5000);
  });

  it('resets all of it where a fault of the start can match no more, and leaves that one out', async () => {
    const { when, ...rest } = loginStatus as { readonly when: object };
    const gone = { name: 'gone', when: { ...when, connection: 1 }, ...rest } as never;
    const stays = { name: 'stays', ...loginStatus } as never;
    await using test = await startControlled([{ name: 'alice', password: 'pw' }], { faults: [gone, stays] });
    const { client } = test;
    await client.post('/v1/accounts', { name: 'bob', password: 'x' });
    (await SmbClient.connect(test.port)).close();
    await client.get('/v1/attempts?wait=5');
    const names = async (list: string): Promise<string[]> =>
      ((await client.get(`/v1/${list}`)).body[list] as { name: string }[]).map(({ name }) => name);
    let status = 0;
    await until('its connection is over', async () => {
      ({ status } = await client.post('/v1/reset'));
      return (await names('faults')).length < 2;
    });
    assert.equal(status, 204);
    assert.deepEqual(await names('faults'), ['stays']);
    assert.deepEqual(await names('accounts'), ['alice']);
  });

  it('tells the addresses', async () => {
    await using test = await startControlled();
    const { body } = await test.client.get('/v1/server');
    assert.deepEqual(body, {
      version: '1.0.0',
      addresses: { smb: { host: '127.0.0.1', port: test.port } },
      shares: ['data'],
    });
  });

  describe('requests that are refused', () => {
    it('without the token, nothing is told, not even which paths there are', async () => {
      await using test = await startControlled();
      for (const path of ['/', '/openapi.json', '/v1/accounts', '/nothing']) {
        const { status, headers } = await test.client.request('GET', path, undefined, {
          authorization: 'Bearer x',
        });
        assert.equal(status, 401, path);
        assert.match(headers.get('www-authenticate') ?? '', /^Bearer /);
      }
    });

    it('a path or a method that is not there', async () => {
      await using test = await startControlled();
      assert.equal((await test.client.get('/v1/nothing')).status, 404);
      const { status, headers } = await test.client.request('PUT', '/v1/accounts/alice', {});
      assert.deepEqual([status, headers.get('allow')], [405, 'GET, PATCH, DELETE']);
      assert.equal((await test.client.request('OPTIONS', '/v1/accounts')).status, 405);
    });

    it('a key in the query that is unknown, or given twice', async () => {
      await using test = await startControlled();
      assert.deepEqual(problemsOf(await test.client.get('/v1/attempts?users=alice')), [
        422,
        ["query.users: unknown key; there is 'user'"],
      ]);
      assert.deepEqual(problemsOf(await test.client.get('/v1/accounts?x=1')), [
        422,
        ['query.x: unknown key'],
      ]);
      assert.deepEqual(problemsOf(await test.client.get('/v1/attempts?user=a&user=b')), [
        422,
        ['query.user: is given more than once'],
      ]);
    });

    it('a reason or a number that there is not', async () => {
      await using test = await startControlled();
      for (const query of [
        'reason=wrong-pasword',
        'after=-1',
        'after=1.5',
        'wait=x',
        'wait=',
        'user=',
        'wait=1e1',
      ])
        assert.equal((await test.client.get(`/v1/attempts?${query}`)).status, 422, query);
    });

    it('a body that is no JSON, no UTF-8, too long, or where none belongs', async () => {
      await using test = await startControlled();
      const { client } = test;
      assert.equal((await client.post('/v1/accounts', '{"name":')).status, 400);
      assert.equal((await client.post('/v1/accounts')).status, 415);
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      assert.equal((await client.request('POST', '/v1/accounts', '{}', form)).status, 415);
      const long = JSON.stringify({ name: 'x'.repeat(LONGEST_BODY), password: 'x' });
      assert.equal((await client.post('/v1/accounts', long)).status, 413);
      assert.equal((await client.post('/v1/reset', { all: true })).status, 422);
    });

    it('a body without an end is refused at its bound', async () => {
      await using test = await startControlled();
      const socket = connect(test.control.port, '127.0.0.1');
      const { host, port, token } = test.control;
      socket.write(
        `POST /v1/accounts HTTP/1.1\r\nHost: ${host}:${port}\r\nContent-Type: application/json\r\n`,
      );
      socket.write(`Authorization: Bearer ${token}\r\nTransfer-Encoding: chunked\r\n\r\n`);
      for (let piece = 0; piece < 5; piece++) socket.write(`4000\r\n${' '.repeat(0x4000)}\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      assert.match(answer.toString(), /^HTTP\/1\.1 413 /);
      socket.destroy();
    });
  });

  it('listens on loopback alone', async () => {
    await using test = await startControlled();
    assert.equal(test.control.host, '127.0.0.1');
    // Another address of loopback stands for another interface.
    const socket = connect(test.control.port, '127.0.0.2');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNREFUSED');
  });

  it('has another token at each start', async () => {
    await using one = await startControlled();
    await using other = await startControlled();
    assert.match(one.control.token, /^[0-9a-f]{64}$/);
    assert.notEqual(one.control.token, other.control.token);
  });
});
