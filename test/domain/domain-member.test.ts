import assert from 'node:assert/strict';
import { FakeController } from '../support/netlogon-controller/index.js';
import { proofQuestion } from '../support/proof-question.js';
import { until } from '../support/until.js';
import { because, Member, memberOptions, nameOf, outcome } from './member.js';

const signal = (): AbortSignal => new AbortController().signal;

describe('domain/domain-member', () => {
  it('proves a user with the key that the client has, and the groups', async () => {
    const user = { name: 'alice', password: 'Pa55w0rd!', groups: [1200], extraSids: ['S-1-5-21-9-9-9-1300'] };
    await using dc = await FakeController.start({ users: [user] });
    await using member = new Member(memberOptions(dc));
    const { question, key } = proofQuestion();
    const answer = await member.domain.verify(question);
    assert.ok('proved' in answer);
    const { sessionBaseKey, identity } = answer.proved;
    assert.deepEqual(sessionBaseKey, key);
    const { sid } = dc.domain;
    assert.equal(identity.sid, `${sid}-1100`);
    assert.equal(identity.primaryGroup, `${sid}-513`);
    assert.ok(identity.groupSids?.includes(`${sid}-1200`));
    assert.ok(identity.groupSids?.includes('S-1-5-21-9-9-9-1300'));
    assert.deepEqual(
      [identity.domain, identity.logonServer, answer.controller],
      ['ADLAB', 'DC1', nameOf(dc)],
    );
    assert.deepEqual(member.states, [`open ${nameOf(dc)}`]);
  });

  it('passes on the names and the bytes that the client sent ([MS-APDS] 3.1.5.2)', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    const { question } = proofQuestion({ user: 'Alice', domain: 'adlab', workstation: 'DESK' });
    assert.equal(
      outcome(await member.domain.verify({ ...question, name: 'other', domain: 'other' })),
      'alice',
    );
    const [seen] = dc.logons;
    assert.deepEqual(
      [seen?.user, seen?.domain, seen?.workstation, seen?.parameterControl, seen?.computer],
      ['Alice', 'adlab', 'DESK', 0, 'FILES'],
    );
    assert.deepEqual(
      [seen?.challenge, seen?.ntResponse, seen?.lmResponse],
      [question.challenge, question.ntResponse, question.lmResponse],
    );
  });

  it('asks about NTLMv1 with the MD5 of both challenges', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    assert.equal(outcome(await member.ask({ kind: 'ntlmv1-ess' })), 'alice');
  });

  it('says the reason of every refusal, and its status', async () => {
    const refused = { name: 'carol', password: 'Pa55w0rd!', status: 0xc0000072 };
    await using dc = await FakeController.start({
      users: [{ name: 'alice', password: 'Pa55w0rd!' }, refused, { name: 'WS$', password: 'Pa55w0rd!' }],
    });
    await using member = new Member(memberOptions(dc));
    const controller = nameOf(dc);
    const table = [
      [{ password: 'wrong' }, 'wrong-password', 0xc000006a],
      [{ user: 'nobody' }, 'unknown-account', 0xc0000064],
      [{ user: 'carol' }, 'account-disabled', 0xc0000072],
      [{ user: 'WS$' }, 'workstation-trust-account', 0xc0000199],
    ] as const;
    for (const [asked, reason, status] of table) {
      assert.deepEqual(await member.ask(asked), { refused: reason, controller, status });
    }
  });

  it('lets the accounts of machines in where the options say so', async () => {
    await using dc = await FakeController.start({ users: [{ name: 'WS$', password: 'Pa55w0rd!' }] });
    await using member = new Member({ ...memberOptions(dc), allowMachineAccounts: true });
    assert.equal(outcome(await member.ask({ user: 'WS$' })), 'WS$');
    assert.equal(dc.logons[0]?.parameterControl, 0x820);
  });

  it('takes a guest for nobody', async () => {
    await using dc = await FakeController.start({
      users: [{ name: 'alice', password: 'Pa55w0rd!', userFlags: 1 }],
    });
    await using member = new Member(memberOptions(dc));
    const answer = await member.ask();
    assert.equal(outcome(answer), 'controller-refused');
    assert.match(because(answer), /^127\.0\.0\.1:\d+ lets the user in as a guest, which proves nothing$/);
  });

  it('answers 200 logins at once over one channel, none lost and none mixed up', async () => {
    const users = Array.from({ length: 200 }, (_, at) => ({ name: `user${at}`, password: `password ${at}` }));
    await using dc = await FakeController.start({ users });
    await using member = new Member(memberOptions(dc));
    const answers = await Promise.all(
      users.map(async ({ name: user, password }, at) => {
        const { question, key } = proofQuestion({ user, password: at % 3 === 0 ? 'wrong' : password });
        const answer = await member.domain.verify(question);
        if (at % 3 === 0) return outcome(answer);
        return 'proved' in answer && key.equals(answer.proved.sessionBaseKey ?? Buffer.alloc(0))
          ? answer.proved.identity.account
          : 'mixed up';
      }),
    );
    assert.deepEqual(
      answers,
      users.map(({ name }, at) => (at % 3 === 0 ? 'wrong-password' : name)),
    );
    assert.equal(dc.logons.length, 200);
    assert.equal(dc.clientChallenges.length, 1);
  });

  it('makes one channel, whoever waits for it', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    dc.freeze();
    const answers = [member.ask(), member.ask(), member.ask()];
    await until('the controller is connected to', () => dc.connections === 1);
    dc.thaw();
    assert.deepEqual((await Promise.all(answers)).map(outcome), ['alice', 'alice', 'alice']);
    assert.equal(dc.connectionsMade, 3);
  });

  it('draws another client challenge for every channel', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    for (let time = 1; time <= 3; time++) {
      assert.equal(outcome(await member.ask()), 'alice');
      dc.dropConnections();
      await until(
        'the loss is seen',
        () => member.states.filter((text) => text.startsWith('lost')).length === time,
      );
    }
    await until('the channel is back', () => member.states.length === 7);
    assert.equal(new Set(dc.clientChallenges.map((bytes) => bytes.toString('hex'))).size, 4);
  });

  it('drops a login whose client has left, before and while it is asked', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    let letGo = (): void => {};
    dc.once('logon', { after: new Promise<void>((resolve) => (letGo = resolve)) });
    const left = new AbortController();
    const onItsWay = member.ask({ user: 'first', signal: left.signal });
    const waiting = member.ask({ user: 'second', signal: left.signal });
    const staying = member.ask();
    await until('the first is asked', () => dc.calls.includes('logon'));
    left.abort();
    assert.deepEqual((await Promise.all([onItsWay, waiting])).map(outcome), [
      'no-logon-server',
      'no-logon-server',
    ]);
    letGo();
    assert.equal(outcome(await staying), 'alice');
    assert.deepEqual(
      dc.logons.map(({ user }) => user),
      ['first', 'alice'],
    );
    assert.equal(outcome(await member.ask({ signal: left.signal })), 'no-logon-server');
  });

  it('refuses at once what is more than may wait', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    dc.freeze();
    const { question } = proofQuestion();
    const waiting = Array.from({ length: 1024 }, () =>
      member.domain.verify({ ...question, signal: signal() }),
    );
    const answer = await member.domain.verify(question);
    assert.equal(outcome(answer), 'no-logon-server');
    assert.equal(because(answer), '1024 logins wait for the domain’s controllers already, and no more may');
    await member.domain.close();
    assert.deepEqual(new Set((await Promise.all(waiting)).map(because)), new Set(['the server is closing']));
  });

  it('counts bytes as well as logins', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    dc.freeze();
    const { question } = proofQuestion();
    const long = { ...question, ntResponse: Buffer.alloc(65_000) };
    const waiting = Array.from({ length: 128 }, () => member.domain.verify({ ...long, signal: signal() }));
    assert.match(because(await member.domain.verify(long)), /^128 logins wait/);
    const small = member.domain.verify({ ...question, ntResponse: Buffer.alloc(24) });
    await member.domain.close();
    assert.deepEqual((await Promise.all([...waiting, small])).length, 129);
  });

  it('begins before the first login where it is told to', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    member.domain.start();
    await until('the channel is open', () => member.states.length > 0);
    assert.deepEqual(member.states, [`open ${nameOf(dc)}`]);
    await member.ask();
    assert.equal(dc.clientChallenges.length, 1);
  });

  it('ends every connection and refuses every login when it is closed', async () => {
    await using dc = await FakeController.start();
    const member = new Member(memberOptions(dc));
    await member.ask();
    dc.script('logon', 'silence');
    const onItsWay = member.ask();
    const waiting = member.ask();
    await member.domain.close();
    for (const answer of [await onItsWay, await waiting, await member.ask()]) {
      assert.equal(outcome(answer), 'no-logon-server');
      assert.equal(because(answer), 'the server is closing');
    }
    await until('the controller sees it', () => dc.connections === 0);
    assert.equal(member.states.length, 1);
    await member.domain.close();
  });

  it('can be closed in the middle of everything', async () => {
    await using dc = await FakeController.start();
    for (const step of [
      'mapper-bind',
      'map',
      'bind',
      'challenge',
      'authenticate',
      'sealed-bind',
      'capabilities',
    ] as const) {
      const member = new Member(memberOptions(dc));
      dc.script(step, 'silence');
      const answer = member.ask();
      await until(`the controller is asked for ${step}`, () => dc.calls.includes(step));
      await member.domain.close();
      assert.equal(outcome(await answer), 'no-logon-server');
      dc.behave();
    }
    await until('no connection is left', () => dc.connections === 0);
  });
});
