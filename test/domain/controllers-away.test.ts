import assert from 'node:assert/strict';
import { FakeController } from '../support/netlogon-controller/index.js';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';
import { because, limits, Member, memberOptions, nameOf, outcome, settled } from './member.js';

describe('domain: controllers that are away', () => {
  it('says at every login, and once in an event, why no controller can be reached', async () => {
    const ports = [await freePort(), await freePort()];
    const controllers = [`127.0.0.1:${ports[0]}`, `127.0.0.1:${ports[1]}`];
    await using member = new Member({ ...memberOptions(), controllers });
    const answer = member.ask();
    await member.passUntil('the login is refused', settled(answer));
    const words = `${controllers[0]} refuses the connection on port ${ports[0]} (ECONNREFUSED); ${controllers[1]} refuses the connection on port ${ports[1]} (ECONNREFUSED)`;
    assert.deepEqual(await answer, { refused: 'no-logon-server', because: words });
    const again = member.ask();
    await member.passUntil('the next login is refused', settled(again));
    assert.deepEqual(await again, { refused: 'no-logon-server', because: words });
    assert.deepEqual(
      member.states,
      controllers.map((controller) => `failed ${controller}`),
    );
  });

  it('says which name does not resolve', async () => {
    await using member = new Member({ ...memberOptions(), controllers: ['no-such-host.invalid'] });
    const answer = member.ask();
    // The system's search takes time of its own: none passes here before it has ended.
    await until('the search has failed', () => member.events.length > 0);
    assert.match(
      member.events[0]?.because ?? '',
      /^no-such-host\.invalid cannot be found: the name no-such-host\.invalid does not resolve.* \((ENOTFOUND|EAI_AGAIN)\)$/,
    );
    await member.passUntil('the login is refused', settled(answer));
    assert.match(because(await answer), /^no-such-host\.invalid cannot be found: /);
  });

  it('goes on to the second controller at once where the first refuses the connection', async () => {
    await using first = await FakeController.start();
    await using second = await FakeController.start();
    await first.kill();
    await using member = new Member(memberOptions(first, second));
    const answer = await member.ask();
    assert.ok('proved' in answer);
    assert.equal(answer.controller, nameOf(second));
    assert.deepEqual(member.states, [`failed ${nameOf(first)}`, `open ${nameOf(second)}`]);
  });

  for (const step of ['mapper-bind', 'challenge', 'authenticate', 'sealed-bind', 'capabilities'] as const)
    it(`leaves a controller that is silent at ${step} in time for the second`, async () => {
      await using first = await FakeController.start();
      await using second = await FakeController.start();
      await using member = new Member(memberOptions(first, second));
      first.script(step, 'silence');
      const answer = member.ask();
      await until('the first is asked', () => first.calls.includes(step));
      await member.pass(limits.ofOne);
      assert.equal(outcome(await answer), 'alice');
      assert.equal(member.runtime.elapsed, limits.ofOne);
      assert.match(
        member.events[0]?.because ?? '',
        /^127\.0\.0\.1:\d+ does not complete a secure channel in 2\.9 seconds$/,
      );
    });

  it('asks the second controller where the first stops while it has the question', async () => {
    await using first = await FakeController.start();
    await using second = await FakeController.start();
    await using member = new Member(memberOptions(first, second));
    assert.equal(outcome(await member.ask()), 'alice');
    first.freeze();
    const answers = [member.ask(), member.ask({ password: 'wrong' }), member.ask()];
    await member.pass(limits.ofOne);
    assert.deepEqual((await Promise.all(answers)).map(outcome), ['alice', 'wrong-password', 'alice']);
    assert.deepEqual(member.states, [
      `open ${nameOf(first)}`,
      `lost ${nameOf(first)}`,
      `open ${nameOf(second)}`,
    ]);
    // It stays with the one that answers, also when the other is back.
    first.thaw();
    assert.equal(outcome(await member.ask()), 'alice');
    assert.equal(second.logons.length, 4);
  });

  it('asks a question again once whose channel ended, and not a third time', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    await member.ask();
    dc.once('logon', 'close');
    assert.equal(outcome(await member.ask()), 'alice');
    assert.equal(dc.clientChallenges.length, 2);
    dc.script('logon', 'close');
    const answer = member.ask();
    await member.passUntil('the login is refused', settled(answer));
    assert.equal(outcome(await answer), 'no-logon-server');
    assert.match(because(await answer), / has ended the connection: .*, for the second time$/);
    assert.equal(dc.calls.filter((step) => step === 'logon').length, 1 + 2 + 2);
  });

  it('loses none of many logins when the channel ends among them', async () => {
    const users = Array.from({ length: 60 }, (_, at) => ({ name: `user${at}`, password: `password ${at}` }));
    await using dc = await FakeController.start({ users });
    await using member = new Member(memberOptions(dc));
    const answers = users.map(({ name: user, password }) => member.ask({ user, password }));
    for (const count of [10, 30]) {
      await until(`${count} are answered`, () => dc.logons.length >= count);
      dc.dropConnections();
    }
    assert.deepEqual(
      (await Promise.all(answers)).map(outcome),
      users.map(({ name }) => name),
    );
  });

  it('comes back to a controller that was killed, without a restart of its own', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    assert.equal(outcome(await member.ask()), 'alice');
    await dc.kill();
    await until('the loss is seen', () => member.states.includes(`lost ${nameOf(dc)}`));
    const during = member.ask();
    await member.passUntil('the login is refused', settled(during));
    assert.equal(outcome(await during), 'no-logon-server');
    await dc.revive();
    await member.passUntil('the channel is back', () => member.events.at(-1)?.state === 'open');
    assert.equal(outcome(await member.ask()), 'alice');
    const [name] = [nameOf(dc)];
    assert.deepEqual(member.states, [`open ${name}`, `lost ${name}`, `failed ${name}`, `open ${name}`]);
  });

  it('lets a login wait for a controller that is back in time', async () => {
    await using dc = await FakeController.start();
    await dc.kill();
    await using member = new Member(memberOptions(dc));
    const answer = member.ask();
    await until('the first attempt has failed', () => member.events.length === 1);
    await dc.revive();
    await member.passUntil('the login is answered', settled(answer));
    assert.equal(outcome(await answer), 'alice');
  });

  it('answers every login in its time, whatever hangs', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    dc.freeze();
    const answers = [member.ask(), member.ask()];
    await member.passUntil('both are refused', settled(Promise.all(answers)));
    assert.ok(member.runtime.elapsed <= limits.login, String(member.runtime.elapsed));
    for (const answer of answers) {
      assert.equal(outcome(await answer), 'no-logon-server');
      assert.match(because(await answer), /does not complete a secure channel in 2\.9 seconds/);
    }
    dc.thaw();
  });

  it('says that a controller has not come to a login in time', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    await member.ask();
    dc.script('logon', 'silence');
    const answers = [member.ask({ user: 'one' }), member.ask({ user: 'two' }), member.ask({ user: 'three' })];
    await until('it is asked about the first', () => dc.logons.length === 2);
    await member.pass(limits.ofOnly);
    await member.passUntil('it is asked about the second', () => dc.logons.length === 3);
    member.runtime.advance(limits.login - member.runtime.elapsed);
    const [one = '', two = '', three = ''] = (await Promise.all(answers)).map(because);
    assert.match(two, /has not answered in time$/);
    for (const late of [one, three]) assert.match(late, /has not come to this login in time: others wait/);
  });

  it('names the controller that has stopped, also where there is no channel when the time is over', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    await member.ask();
    dc.freeze();
    const answer = member.ask();
    await member.passUntil('the login is refused', settled(answer));
    assert.equal(outcome(await answer), 'no-logon-server');
    assert.ok(because(await answer).includes(`127.0.0.1:${dc.mapperPort} `), because(await answer));
    dc.thaw();
  });

  it('asks a question again after the others, and is refused when its channel ends a second time', async () => {
    await using first = await FakeController.start();
    await using second = await FakeController.start();
    await using member = new Member(memberOptions(first, second));
    await member.ask();
    for (const dc of [first, second]) dc.script('logon', 'silence');
    const slow = member.ask({ user: 'slow' });
    const other = member.ask();
    await until('the first is asked', () => first.logons.length === 2);
    second.script('logon');
    second.script('logon', 'silence');
    second.once('logon', { status: 0xc000006a });
    await member.pass(limits.ofOne);
    assert.equal(outcome(await other), 'wrong-password');
    await until('the second is asked about it', () => second.logons.length === 2);
    await member.pass(limits.ofOne);
    assert.match(because(await slow), /gives no answer in 2\.9 seconds, for the second time$/);
  });

  it('waits longer for the only controller, which may have to ask a domain far away', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    await member.ask();
    let answer = (): void => {};
    dc.once('logon', { after: new Promise<void>((resolve) => (answer = resolve)) });
    const slow = member.ask();
    await until('it is asked', () => dc.logons.length === 2);
    await member.runtime.timers(limits.ofOnly);
    member.runtime.advance(limits.ofOnly - 1);
    answer();
    assert.equal(outcome(await slow), 'alice');
    assert.deepEqual(member.states, [`open ${nameOf(dc)}`]);
  });

  it('keeps the channel with signs of life, and closes it when nobody logs in', async () => {
    await using dc = await FakeController.start();
    await using member = new Member({ ...memberOptions(dc), idleSeconds: 150 });
    await member.ask();
    const sites = (): number => dc.calls.filter((step) => step === 'site').length;
    for (const time of [1, 2]) {
      await member.pass(limits.keepAlive);
      await until(
        'the sign of life is there',
        () => sites() === time && member.runtime.running(limits.keepAlive) === 1,
      );
      assert.equal(member.runtime.running(limits.ofOne), 0);
    }
    assert.equal(dc.connections, 1);
    await member.pass(limits.keepAlive);
    await until('the connection is closed', () => dc.connections === 0);
    assert.deepEqual(member.states, [`open ${nameOf(dc)}`]);
    // A further login makes it again, which is no change to tell.
    assert.equal(outcome(await member.ask()), 'alice');
    assert.equal(member.states.length, 1);
  });

  it('sees at rest that a controller has stopped', async () => {
    await using first = await FakeController.start();
    await using second = await FakeController.start();
    await using member = new Member(memberOptions(first, second));
    await member.ask();
    first.freeze();
    await member.pass(limits.keepAlive);
    await member.pass(limits.ofOne);
    await until('the second is open', () => member.states.includes(`open ${nameOf(second)}`));
    assert.match(member.events[1]?.because ?? '', /gives no sign of life in 2\.9 seconds$/);
    first.thaw();
  });
});
