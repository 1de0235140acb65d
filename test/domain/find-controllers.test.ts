import assert from 'node:assert/strict';
import { FindControllers } from '../../src/domain/find-controllers.js';
import { orderByWeight } from '../../src/domain/srv-order.js';
import { DnsServer } from '../support/dns-server.js';
import { FakeController } from '../support/netlogon-controller/index.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import { until } from '../support/until.js';
import { because, limits, Member, memberOptions, outcome, settled } from './member.js';

const record = '_ldap._tcp.dc._msdcs.ad.lab.test';
const names = ['dc1', 'dc2', 'dc3'].map((name) => `${name}.ad.lab.test`);
const [dc1 = '', dc2 = '', dc3 = ''] = names;
const { controllers: _, ...options } = memberOptions();

describe('domain/srv-order', () => {
  const drawing = (...draws: readonly number[]) => {
    const left = [...draws];
    return {
      randomBytes: (length: number) => {
        const bytes = Buffer.alloc(length);
        bytes.writeUInt32LE(left.shift() ?? 0);
        return bytes;
      },
    };
  };
  const entry = (name: string, priority: number, weight: number) => ({ name, priority, weight });

  it('orders by priority first (RFC 2782)', () => {
    const records = [entry('c', 20, 0), entry('a', 0, 0), entry('b', 10, 100)];
    assert.deepEqual(orderByWeight(records, drawing()), ['a', 'b', 'c']);
  });

  for (const [draw, first] of [
    [0, 'zero'],
    [1, 'small'],
    [10, 'small'],
    [11, 'big'],
    [100, 'big'],
    [101, 'zero'],
  ] as const)
    it(`chooses ${first} first where chance draws ${draw} of a sum of 100`, () => {
      const records = [entry('big', 0, 90), entry('small', 0, 10), entry('zero', 0, 0)];
      const order = orderByWeight(records, drawing(draw));
      assert.equal(order[0], first);
      assert.deepEqual(order.toSorted(), ['big', 'small', 'zero']);
    });

  it('keeps one of a name that stands there twice', () => {
    assert.deepEqual(orderByWeight([entry('a', 0, 0), entry('a', 5, 0)], drawing()), ['a']);
  });
});

describe('domain/find-controllers', () => {
  const srv = (...targets: readonly string[]) => ({
    srv: { [record]: targets.map((target, priority) => ({ priority, weight: 0, target })) },
  });

  it('asks DNS for the controllers of the domain, and again after five minutes', async () => {
    await using dns = await DnsServer.start(srv(dc2, dc1));
    const runtime = new HandDrivenRuntime();
    const finder = new FindControllers({ ...options, dnsServers: [dns.address] }, limits.ofOne, runtime);
    const hosts = async (): Promise<string[]> =>
      (await finder.find()).map(({ host, port }) => `${host}:${port}`);
    assert.deepEqual(await hosts(), [`${dc2}:135`, `${dc1}:135`]);
    dns.records = srv(dc3);
    assert.deepEqual(await hosts(), [`${dc2}:135`, `${dc1}:135`]);
    runtime.advance(300_000);
    assert.deepEqual(await hosts(), [`${dc3}:135`]);
    // Where DNS knows them no more, those of before stay.
    dns.records = {};
    finder.forget();
    assert.deepEqual(await hosts(), [`${dc3}:135`]);
    assert.deepEqual(dns.asked, [record, record, record]);
  });

  it('takes no name that is none: a dot says that there is no controller (RFC 2782)', async () => {
    await using dns = await DnsServer.start(srv('.', 'a b', dc1));
    const finder = new FindControllers(
      { ...options, dnsServers: [dns.address] },
      1000,
      new HandDrivenRuntime(),
    );
    assert.deepEqual(
      (await finder.find()).map(({ host }) => host),
      [dc1],
    );
  });

  it('says at a login that DNS does not know the domain, and asks it again later', async () => {
    await using dns = await DnsServer.start({});
    await using member = new Member({ ...options, dnsServers: [dns.address] });
    const answer = member.ask();
    await member.passUntil('the login is refused', settled(answer));
    assert.equal(outcome(await answer), 'no-logon-server');
    assert.equal(
      because(await answer),
      `DNS names no controller: the name ${record} does not resolve: DNS does not know it (ENOTFOUND)`,
    );
    assert.deepEqual(member.states, ['failed ad.lab.test']);
    const asked = dns.asked.length;
    member.runtime.advance(10_000);
    const again = member.ask();
    await member.passUntil('the login is refused', settled(again));
    assert.ok(dns.asked.length > asked);
    assert.equal(member.states.length, 1);
  });

  it('says at a login that no DNS server answers', async () => {
    await using dns = await DnsServer.start({});
    dns.isSilent = true;
    await using member = new Member({ ...options, dnsServers: [dns.address] });
    const answer = member.ask();
    await until('DNS is asked', () => dns.asked.length > 0);
    await member.pass(limits.ofOne);
    await member.passUntil('the login is refused', settled(answer));
    assert.match(because(await answer), /does not resolve: no DNS server answers in time \(ECANCELLED\)/);
  });

  it('says that DNS has no address of a controller that it names', async () => {
    await using dns = await DnsServer.start(srv('dc1.invalid'));
    await using member = new Member({ ...options, dnsServers: [dns.address] });
    const answer = member.ask();
    await member.passUntil('the login is refused', settled(answer));
    assert.match(
      because(await answer),
      /dc1\.invalid cannot be found: the name dc1\.invalid does not resolve/,
    );
  });

  it('asks the domain’s own DNS servers for the addresses of controllers', async () => {
    await using dc = await FakeController.start();
    await using dns = await DnsServer.start({ a: { [dc1]: '127.0.0.1' } });
    const controllers = [`${dc1}:${dc.mapperPort}`];
    await using member = new Member({ ...options, controllers, dnsServers: [dns.address] });
    const answer = await member.ask();
    assert.ok('proved' in answer);
    assert.equal(answer.controller, controllers[0]);
  });
});
