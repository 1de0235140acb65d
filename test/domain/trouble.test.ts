import assert from 'node:assert/strict';
import { FakeController } from '../support/netlogon-controller/index.js';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';
import { limits, Member, memberOptions, nameOf } from './member.js';

describe('domain: whether a controller can be asked', () => {
  it('is not known before the first has answered, and no trouble of a channel that was idle', async () => {
    await using dc = await FakeController.start();
    await using member = new Member({ ...memberOptions(dc), idleSeconds: 60 });
    assert.equal(member.domain.trouble(), 'no domain controller has been reached yet');
    member.domain.start();
    await until('the channel is open', () => member.domain.trouble() === undefined);
    await member.ask();
    await member.pass(limits.keepAlive);
    await until('the channel is closed', () => dc.connections === 0);
    assert.equal(member.domain.trouble(), undefined);
    assert.equal(dc.connections, 0);
  });

  it('is told while another controller is left, and not any more once all have failed', async () => {
    const ports = [await freePort(), await freePort()];
    const controllers = [`127.0.0.1:${ports[0]}`, `127.0.0.1:${ports[1]}`];
    await using member = new Member({ ...memberOptions(), controllers });
    member.domain.start();
    await member.passUntil('both are tried', () => member.events.length === 2);
    assert.equal(
      member.domain.trouble(),
      `${controllers[0]} refuses the connection on port ${ports[0]} (ECONNREFUSED); ${controllers[1]} refuses the connection on port ${ports[1]} (ECONNREFUSED)`,
    );
  });

  it('is found out anew by the question, also where no login comes', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    await member.ask();
    await dc.kill();
    await until('it is seen', () => member.domain.trouble() !== undefined);
    // The time in which the channel of a server in use comes back by itself.
    await member.passUntil('it is tried', () => member.states.includes(`failed ${nameOf(dc)}`));
    member.runtime.advance(limits.idle);
    await dc.revive();
    await member.passUntil('it is back', () => member.domain.trouble() === undefined);
    assert.equal(dc.logons.length, 1);
  });

  it('does not have a refused machine account tried more than once a minute', async () => {
    await using dc = await FakeController.start();
    await using member = new Member({ ...memberOptions(dc), machinePassword: 'wrong' });
    member.domain.start();
    await until('it is refused', () => member.events.length > 0);
    const tries = (): number => dc.calls.filter((call) => call === 'authenticate').length;
    const before = tries();
    const refused = member.events[0]?.because ?? '';
    assert.match(refused, /STATUS_ACCESS_DENIED|password/);
    // The first question asks for a try, which comes when the controller has rested.
    assert.equal(member.domain.trouble(), refused);
    member.runtime.advance(10_000);
    await until('it is tried once', () => tries() === before + 1);
    await until('it is refused again', () => member.domain.trouble() === refused);
    for (let passed = 10_000; passed < 60_000; passed += 10_000) {
      const made = dc.connectionsMade;
      assert.equal(member.domain.trouble(), refused);
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(dc.connectionsMade, made);
      member.runtime.advance(10_000);
    }
    assert.equal(member.domain.trouble(), refused);
    await until('it is tried again', () => tries() === before + 2);
  });
});
