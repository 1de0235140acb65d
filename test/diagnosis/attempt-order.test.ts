import assert from 'node:assert/strict';
import type { Attempt } from '../../src/diagnosis/recorded-attempt.js';
import { AttemptRecorder } from '../../src/diagnosis/collect-attempts.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { ClientLogin, login, tryLogin } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

describe('one record for each attempt', () => {
  it('the verdict is told at once, and what came next completes it', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    const session = await login(client);
    assert.deepEqual(
      server.attempts.map(({ reason, next }) => ({ reason, next })),
      [{ reason: 'accepted', next: [] }],
    );
    assert.deepEqual(server.completed, []);
    await client.treeConnect('disk', { session });
    const [record] = await server.records(1);
    assert.deepEqual(record?.next, [
      'first request TREE_CONNECT, signed',
      'TREE_CONNECT “\\\\server\\disk” granted',
    ]);
    assert.equal(record.protection?.used, 'signed');
  });

  it('the first TREE_CONNECT follows the record of its attempt, later ones come alone', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await client.treeConnect('IPC$', { session });
    const trees = await server.treeRecords(2);
    assert.deepEqual(
      trees.map(({ attempt, share, identity }) => [attempt, share, identity?.account]),
      [
        [1, 'disk', 'alice'],
        [1, 'IPC$', 'alice'],
      ],
    );
    assert.equal(server.completed.length, 1);
  });

  it('several logins on one connection: each its own, in the order of the verdicts', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    await tryLogin(client, { password: 'wrong' });
    await login(client);
    await tryLogin(client, { user: 'mallory' });
    const slow = new ClientLogin(client);
    await slow.first();
    const session = await login(client, { user: 'bob', password: 'hunter2' });
    slow.complete(await slow.second());
    await client.treeConnect('disk', { session });
    client.close();
    const records = await server.records(5);
    assert.deepEqual(
      records.map(({ id, reason }) => [id, reason]),
      [
        [1, 'wrong-password'],
        [2, 'accepted'],
        [3, 'unknown-account'],
        [5, 'accepted'],
        [4, 'left-after-success'],
      ],
    );
  });

  it('logins given up leave theirs while the connection lasts: nothing is kept of them', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    for (let i = 0; i < 3; i++) {
      const exchange = new ClientLogin(client);
      await exchange.first();
      await client.logoff({ header: { sessionId: exchange.sessionId } });
    }
    const session = await login(client);
    await new ClientLogin(client, { reauthenticate: session }).first();
    await client.logoff({ session });
    const records = await server.records(5);
    assert.deepEqual(
      records.map(({ id, verdict }) => [id, verdict]),
      [
        [1, 'unfinished'],
        [2, 'unfinished'],
        [3, 'unfinished'],
        [4, 'accepted'],
        [5, 'unfinished'],
      ],
    );
  });

  it('bindings given up because their session ended leave theirs as well', async () => {
    await using server = await serve({ limits: { sessionsPerConnection: 1 } });
    const second = await server.negotiated();
    for (let i = 0; i < 2; i++) {
      const first = await server.negotiated();
      const session = await login(first);
      await new ClientLogin(second, { bind: session }).first();
      await first.logoff({ session });
    }
    const records = await server.records(3);
    assert.deepEqual(
      records.map(({ login: made, verdict }) => [made?.carrier === 'smb' && made.purpose, verdict]),
      [
        ['new', 'accepted'],
        ['binding', 'unfinished'],
        ['new', 'accepted'],
      ],
    );
  });

  it('clients that vanish at every step leave one record each', async () => {
    await using server = await serve();
    (await server.connect()).close();
    await server.records(1);
    (await server.negotiated()).close();
    await server.records(2);
    const first = await server.negotiated();
    await new ClientLogin(first).first();
    first.close();
    await server.records(3);
    const second = await server.negotiated();
    const exchange = new ClientLogin(second);
    await exchange.first();
    exchange.sendSecond();
    second.close();
    await server.records(4);
    const third = await server.negotiated();
    await login(third);
    third.close();
    const records = await server.records(5);
    assert.deepEqual(
      records.map(({ id }) => id),
      [1, 2, 3, 4, 5],
    );
    assert.deepEqual(new Set(server.attempts.map(({ id }) => id)), new Set([1, 2, 3, 4, 5]));
  });

  it('re-authentication is an attempt of its own', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await login(client, { reauthenticate: session });
    const records = await server.records(2);
    assert.deepEqual(
      records.map(({ login: each, reason }) => [each?.carrier === 'smb' && each.purpose, reason]),
      [
        ['new', 'accepted'],
        ['reauthentication', 'accepted'],
      ],
    );
    const [first, second] = records.map(
      (record) => record.login?.carrier === 'smb' && record.login.sessionId,
    );
    assert.equal(first, second);
  });

  it('a fault after the attempt is an incident of it', async () => {
    await using server = await serve();
    const client = await server.negotiated({ dialects: [0x0302] });
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await client.echo({ session, sign: 'wrong' });
    await server.records(1);
    await client.echo({ session });
    assert.deepEqual(
      server.incidents.map(({ reason, command, attempt }) => [reason, command, attempt]),
      [['signature-invalid', 'ECHO', 1]],
    );
  });

  it('more attempts than a turn of the event loop has time for are told over several, in order', async () => {
    const runtime = new FixedRuntime();
    const told: number[] = [];
    const recorder = new AttemptRecorder(runtime, (event) => {
      runtime.advance(3);
      if (event.type === 'attempt-completed') told.push(event.attempt.id);
    });
    const endpoint = { address: '127.0.0.1', port: 1 };
    for (let id = 1; id <= 20; id++) {
      recorder
        .connectionOpened({ carrier: 'smb', id, remote: endpoint, local: endpoint })
        .closed({ by: 'client', how: 'closed' });
    }
    await new Promise(setImmediate);
    assert.ok(recorder.behind);
    assert.deepEqual(told, [1, 2]);
    while (recorder.behind) await new Promise(setImmediate);
    assert.deepEqual(
      told,
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });

  it('events of a stopped server are all delivered before it is closed', async () => {
    const server = await serve();
    const client = await server.negotiated();
    await login(client);
    await server.close();
    assert.equal(server.completed.length, 1);
  });

  it('a client that does nothing next holds its record back for ten seconds', () => {
    const runtime = new HandDrivenRuntime();
    const completed: Attempt[] = [];
    const recorder = new AttemptRecorder(runtime, ({ type, attempt }) => {
      if (type === 'attempt-completed') completed.push(attempt);
    });
    const endpoint = { address: '127.0.0.1', port: 1 };
    const connection = recorder.connectionOpened({
      carrier: 'smb',
      id: 1,
      remote: endpoint,
      local: endpoint,
    });
    const info = {
      carrier: 'smb',
      purpose: 'new',
      sessionId: 1n,
      previousSessionId: 0n,
      securityMode: 0,
    } as const;
    connection.loginBegan(info).finished({
      outcome: 'accepted',
      identity: { kind: 'user', account: 'alice', domain: '', sid: 'S-1-5-21-1-2-3-1000' },
      sessionFlags: 0,
      signingRequired: false,
      encryptData: false,
    });
    runtime.advance(9_999);
    recorder.flush();
    assert.equal(completed.length, 0);
    runtime.advance(1);
    recorder.flush();
    assert.deepEqual(
      completed.map(({ verdict, end }) => [verdict?.outcome, end]),
      [['accepted', undefined]],
    );
  });
});
