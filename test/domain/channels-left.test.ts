import assert from 'node:assert/strict';
import { FakeController } from '../support/netlogon-controller/index.js';
import { until } from '../support/until.js';
import { because, Member, memberOptions, nameOf, outcome, settled } from './member.js';

describe('domain: channels that are left for another', () => {
  it('leaves an open channel whose answers are forged, and asks elsewhere', async () => {
    await using first = await FakeController.start();
    await using second = await FakeController.start();
    await using member = new Member(memberOptions(first, second));
    await member.ask();
    for (const fault of [
      'flipped',
      'wrong-signature',
      'replay',
      'unsealed',
      'garbage',
      'cut',
      'short-stub',
    ] as const) {
      const [current, other] =
        member.events.at(-1)?.controller === nameOf(first) ? [first, second] : [second, first];
      current.once('logon', fault);
      const answer = await member.ask();
      assert.equal(outcome(answer), 'alice', fault);
      assert.ok('proved' in answer && answer.controller === nameOf(other), fault);
    }
  });

  it('makes the channel anew when another program has replaced its key, and counts no attempt', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    for (let time = 0; time < 4; time++) {
      dc.replaceCredential();
      const answer = member.ask({ password: 'wrong' });
      await member.passUntil('it is answered', () => dc.logons.length === time + 1);
      assert.equal(outcome(await answer), 'wrong-password');
    }
    assert.equal(dc.logons.length, 4);
  });

  it('tries a few times when the key is replaced again and again, and then says so', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    dc.script('capabilities', { fault: 0x721 });
    const answer = member.ask();
    for (const time of [1, 2, 3, 4]) {
      await until(
        `attempt ${time} has failed`,
        () => dc.clientChallenges.length === time && dc.connections === 0,
      );
      assert.deepEqual(member.states, []);
      await member.passUntil('the next attempt begins', () => dc.clientChallenges.length > time);
    }
    await member.passUntil('the login is refused', () => member.states.length > 0);
    await member.passUntil('the login is refused', settled(answer));
    assert.equal(outcome(await answer), 'machine-account-refused');
    assert.match(
      because(await answer),
      /answers NetrLogonGetCapabilities with 0x00000721: another program that uses the machine account FILES\$ has replaced the key of this channel$/,
    );
    assert.deepEqual(member.states, [`failed ${nameOf(dc)}`]);
    dc.behave();
    member.runtime.advance(10_000);
    assert.equal(outcome(await member.ask()), 'alice');
  });

  it('asks no question without end whose answer looks like that of a replaced key, and serves the others', async () => {
    await using dc = await FakeController.start({
      users: [
        { name: 'alice', password: 'Pa55w0rd!' },
        { name: 'denied', password: 'Pa55w0rd!', status: 0xc0000022 },
      ],
    });
    await using member = new Member(memberOptions(dc));
    const answer = member.ask({ user: 'denied' });
    const other = member.ask();
    await member.passUntil('both are answered', settled(Promise.all([answer, other])));
    assert.equal(outcome(await answer), 'machine-account-refused');
    assert.equal(outcome(await other), 'alice');
    assert.equal(dc.logons.filter(({ user }) => user === 'denied').length, 3);
    assert.ok(dc.clientChallenges.length <= 4, String(dc.clientChallenges.length));
  });

  it('leaves a controller that judges nobody any more for one that does', async () => {
    await using first = await FakeController.start();
    await using second = await FakeController.start();
    await using member = new Member(memberOptions(first, second));
    const internalError = { status: 0xc00000e5 };
    // One such answer among others may be about a trusted domain.
    for (const fault of [internalError, internalError, undefined, internalError, internalError]) {
      first.script('logon', fault);
      assert.equal(outcome(await member.ask()), fault ? 'no-logon-server' : 'alice');
    }
    assert.equal(outcome(await member.ask()), 'alice');
    assert.equal(second.logons.length, 1);
    assert.match(
      member.events[1]?.because ?? '',
      /judges nobody: it has answered 3 logins in succession with STATUS_INTERNAL_ERROR$/,
    );
  });

  it('believes the only controller that there is', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    dc.script('logon', { status: 0xc00000e5 });
    for (let login = 0; login < 5; login++) {
      assert.deepEqual(await member.ask(), {
        refused: 'no-logon-server',
        controller: nameOf(dc),
        status: 0xc00000e5,
      });
    }
    assert.equal(dc.clientChallenges.length, 1);
  });
});
