import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { Program } from '../support/answering-program.js';
import { FakeController, fakeMachine } from '../support/netlogon-controller/index.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { because, limits, Member, memberOptions, nameOf, outcome, settled } from './member.js';

describe('domain: controllers that refuse, and others that are none', () => {
  const folder = useTemporaryFolder();

  it('says that the machine account’s password is wrong, and does not ask again at every login', async () => {
    await using dc = await FakeController.start();
    await using member = new Member({ ...memberOptions(dc), machinePassword: 'wrong' });
    for (let login = 0; login < 20; login++) {
      const answer = await member.ask();
      assert.equal(outcome(answer), 'machine-account-refused');
      assert.equal(
        because(answer),
        `${nameOf(dc)} refuses the machine account FILES$: its password is another in the domain (STATUS_ACCESS_DENIED)`,
      );
    }
    assert.deepEqual(dc.calls.filter((step) => step === 'authenticate').length, 1);
    assert.deepEqual(member.states, [`failed ${nameOf(dc)}`]);
    assert.equal(member.events[0]?.because, because(await member.ask()));
    // Nothing is tried in the background either; after ten seconds a login may try once more.
    member.runtime.advance(10_000);
    assert.equal(outcome(await member.ask()), 'machine-account-refused');
    assert.equal(dc.calls.filter((step) => step === 'authenticate').length, 2);
    assert.equal(member.states.length, 1);
  });

  it('says that the domain has no such machine account', async () => {
    await using dc = await FakeController.start();
    await using member = new Member({ ...memberOptions(dc), machineAccount: 'OTHER' });
    const answer = await member.ask();
    assert.equal(outcome(answer), 'machine-account-refused');
    assert.match(
      because(answer),
      /refuses the machine account OTHER\$: the domain has no such account, or it may not be used \(STATUS_NO_TRUST_SAM_ACCOUNT\)$/,
    );
  });

  it('says that the domain may have another NetBIOS name', async () => {
    await using dc = await FakeController.start();
    await using member = new Member({ ...memberOptions(dc), name: 'ADLAP' });
    const answer = member.ask();
    await member.passUntil('the login is refused', settled(answer));
    assert.equal(outcome(await answer), 'no-logon-server');
    assert.match(
      because(await answer),
      /refuses the secure channel on port \d+ \(bind, reason 0\): the NetBIOS name of its domain may be another than domain\.name$/,
    );
  });

  it('tries the second controller, which may know the new password already', async () => {
    await using first = await FakeController.start({ machine: { name: 'FILES$', password: 'old' } });
    await using second = await FakeController.start();
    await using member = new Member(memberOptions(first, second));
    assert.equal(outcome(await member.ask()), 'alice');
    assert.deepEqual(member.states, [`failed ${nameOf(first)}`, `open ${nameOf(second)}`]);
  });

  it('reads the machine account’s password again for every channel', async () => {
    const path = join(folder(), 'password');
    const { machinePassword: _, ...options } = memberOptions();
    writeFileSync(path, 'old');
    await using dc = await FakeController.start();
    await using member = new Member({
      ...options,
      controllers: [nameOf(dc)],
      machinePasswordFile: path,
    });
    assert.equal(outcome(await member.ask()), 'machine-account-refused');
    writeFileSync(path, `${fakeMachine.password}\n`);
    member.runtime.advance(10_000);
    assert.equal(outcome(await member.ask()), 'alice');
    // A file that cannot be read any more leaves the password in force, and is told where that is refused.
    writeFileSync(path, '');
    dc.dropConnections();
    assert.equal(outcome(await member.ask()), 'alice');
    dc.script('authenticate', { status: 0xc0000022 });
    dc.dropConnections();
    await until('the refusal is told', () => member.events.at(-1)?.state === 'failed');
    assert.match(member.events.at(-1)?.because ?? '', /; \/.*\/password is empty; expected a password$/);
  });

  for (const [name, fault] of [
    ['answers any key', { credential: 'random' }],
    ['sends our own credential back', { credential: 'echo' }],
    ['sends zeros', { credential: 'zero' }],
  ] as const)
    it(`does not trust a controller that ${name}, and goes on to the next`, async () => {
      await using impostor = await FakeController.start();
      await using dc = await FakeController.start();
      impostor.script('authenticate', fault);
      await using alone = new Member(memberOptions(impostor));
      const answer = await alone.ask();
      assert.equal(outcome(answer), 'controller-not-trusted');
      assert.match(because(answer), /does not prove that it knows the password of FILES\$: /);
      await using member = new Member(memberOptions(impostor, dc));
      assert.equal(outcome(await member.ask()), 'alice');
      assert.equal(impostor.logons.length, 0);
    });

  for (const [name, step, fault] of [
    ['grants no AES', 'authenticate', { flags: 0x612fffff & ~0x01000000 }],
    ['grants no secure RPC', 'authenticate', { flags: 0x612fffff & ~0x40000000 }],
    ['tells other capabilities under the key', 'capabilities', { capabilities: 0x212fffff }],
  ] as const)
    it(`does not trust a controller that ${name}, and goes on to the next`, async () => {
      await using weak = await FakeController.start();
      await using dc = await FakeController.start();
      weak.script(step, fault);
      await using alone = new Member(memberOptions(weak));
      const answer = await alone.ask();
      assert.equal(outcome(answer), 'controller-not-trusted');
      assert.match(because(answer), /asks for weaker protection than this server takes: /);
      await using member = new Member(memberOptions(weak, dc));
      assert.equal(outcome(await member.ask()), 'alice');
      assert.equal(weak.logons.length, 0);
    });

  it('says which call a controller refuses', async () => {
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    dc.script('challenge', { status: 0xc0000192 });
    const answer = member.ask();
    await member.passUntil('the login is refused', settled(answer));
    assert.equal(outcome(await answer), 'no-logon-server');
    assert.match(because(await answer), /answers NetrServerReqChallenge with STATUS_NETLOGON_NOT_STARTED$/);
  });

  for (const [name, bytes, words] of [
    [
      'speaks HTTP',
      Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
      /gives an answer that cannot be understood: /,
    ],
    ['sends zeros', Buffer.alloc(10_000), /gives an answer that cannot be understood: /],
    ['says nothing and leaves', Buffer.alloc(0), /has ended the connection/],
  ] as const)
    it(`says of a program that ${name} that it is no controller`, async () => {
      await using program = await Program.start(bytes);
      await using member = new Member({ ...memberOptions(), controllers: [`127.0.0.1:${program.port}`] });
      const answer = member.ask();
      await member.passUntil('the login is refused', settled(answer));
      assert.equal(outcome(await answer), 'no-logon-server');
      assert.match(because(await answer), words);
    });

  it('lets no secret into an event or an answer', async () => {
    const secrets = [Buffer.from(fakeMachine.password, 'utf8'), ntHashOfPassword(fakeMachine.password)];
    await using dc = await FakeController.start();
    await using member = new Member(memberOptions(dc));
    const told: unknown[] = [await member.ask({ password: 'wrong' })];
    for (const fault of ['garbage', 'close', 'flipped', 'silence'] as const) {
      dc.once('logon', fault);
      const answer = member.ask({ password: 'wrong' });
      if (fault === 'silence') {
        await until('it is asked', () => dc.calls.filter((step) => step === 'logon').length > 7);
        await member.pass(limits.ofOnly);
      }
      told.push(await answer);
    }
    for (const step of ['authenticate', 'capabilities'] as const) {
      dc.script(step, 'garbage');
      dc.dropConnections();
      const answer = member.ask();
      await member.passUntil('it is refused', settled(answer));
      told.push(await answer);
      dc.behave();
      member.runtime.advance(20_000);
      told.push(await member.ask({ password: 'wrong' }));
    }
    const text = JSON.stringify([
      told,
      member.events,
      inspect(member.domain, { depth: 9, showHidden: true }),
    ]);
    for (const secret of [...secrets, ...dc.sessionKeys]) {
      for (const form of ['utf8', 'hex', 'base64', 'latin1'] as const) {
        assert.ok(!text.includes(secret.toString(form)), form);
      }
    }
  });
});
