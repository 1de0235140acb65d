import assert from 'node:assert/strict';
import { CommonCounts, type CountedProcess } from '../../src/shared-state/common-counts.js';
import { defaultLimits } from '../../src/session/model/policy.js';
import { until } from '../support/until.js';

class Process implements CountedProcess {
  readonly turnedAway: string[] = [];
  readonly elsewhere: [string, number][] = [];
  counts = { all: 0, ofAddress: 0 };
  /** Undefined: it does not answer. */
  fails = false;
  asked = 0;

  turnAway(connection: number, limit: string): void {
    this.turnedAway.push(`${connection} ${limit}`);
  }

  heldElsewhere(address: string, bytes: number): void {
    this.elsewhere.push([address, bytes]);
  }

  unauthenticated(): Promise<{ all: number; ofAddress: number }> {
    this.asked++;
    return this.fails ? Promise.reject(new Error('silent')) : Promise.resolve(this.counts);
  }
}

function counted(limits: Partial<typeof defaultLimits>, processes = 2) {
  const counts = new CommonCounts({ ...defaultLimits, ...limits });
  const joined = Array.from({ length: processes }, () => new Process());
  for (const each of joined) counts.join(each);
  return { counts, joined: joined as [Process, Process] };
}

describe('the counts of all processes', () => {
  it('a connection that is turned away counts no longer, before its process has ended it', () => {
    const { counts, joined } = counted({ connections: 1 });
    const [one, other] = joined;
    counts.entered(one, 1, 'a');
    counts.entered(other, 1, 'a');
    assert.deepEqual(other.turnedAway, ['1 connections']);
    counts.left(one, 1);
    counts.entered(other, 2, 'a');
    counts.left(other, 1);
    assert.deepEqual(other.turnedAway, ['1 connections']);
  });

  it('one address does not take the places of another', () => {
    const { counts, joined } = counted({ connectionsPerAddress: 1 });
    const [one, other] = joined;
    counts.entered(one, 1, 'a');
    counts.entered(one, 2, 'b');
    counts.entered(other, 1, 'a');
    counts.entered(other, 2, 'c');
    assert.deepEqual(one.turnedAway, []);
    assert.deepEqual(other.turnedAway, ['1 connectionsPerAddress']);
  });

  it('a connection that came or left twice counts once', () => {
    const { counts, joined } = counted({ connections: 2 });
    const [one] = joined;
    for (let n = 0; n < 5; n++) counts.entered(one, 1, 'a');
    counts.entered(one, 2, 'a');
    assert.deepEqual(one.turnedAway, []);
    for (let n = 0; n < 5; n++) counts.left(one, 1);
    counts.entered(one, 3, 'a');
    counts.entered(one, 4, 'a');
    assert.deepEqual(one.turnedAway, ['4 connections']);
  });

  it('each process hears of the bytes of the others, and of none when they are gone', () => {
    const { counts, joined } = counted({});
    const [one, other] = joined;
    counts.entered(one, 1, 'a');
    counts.entered(other, 1, 'a');
    counts.holds(one, 'a', 100);
    counts.holds(other, 'a', 30);
    counts.holds(one, 'a', 20);
    assert.deepEqual(one.elsewhere, [['a', 30]]);
    assert.deepEqual(other.elsewhere, [
      ['a', 100],
      ['a', 20],
    ]);
    counts.leave(one);
    assert.deepEqual(other.elsewhere.at(-1), ['a', 0]);
  });

  it('a process that has no connection of an address hears of its bytes with the first', () => {
    const { counts, joined } = counted({});
    const [one, other] = joined;
    counts.entered(one, 1, 'a');
    counts.holds(one, 'a', 100);
    assert.deepEqual(other.elsewhere, []);
    counts.entered(other, 1, 'a');
    counts.entered(other, 2, 'a');
    assert.deepEqual(other.elsewhere, [['a', 100]]);
  });

  it('asks for logins only when there are enough connections to reach a limit, and once for many', async () => {
    const { counts, joined } = counted({ unauthenticatedConnections: 4 });
    const [one, other] = joined;
    for (let n = 0; n < 4; n++) counts.entered(one, n, 'a');
    assert.equal(one.asked, 0);
    one.counts = { all: 30, ofAddress: 30 };
    for (let n = 4; n < 30; n++) counts.entered(one, n, 'a');
    await until('they are judged', () => one.turnedAway.length === 26);
    assert.deepEqual([one.asked, other.asked], [1, 1]);
    assert.deepEqual(one.turnedAway.at(-1), '4 unauthenticatedConnections');
  });

  it('the newest are turned away, also when they came after the count began', async () => {
    const { counts, joined } = counted({ unauthenticatedConnectionsPerAddress: 2 });
    const [one, other] = joined;
    one.counts = { all: 2, ofAddress: 2 };
    other.counts = { all: 1, ofAddress: 1 };
    counts.entered(one, 1, 'a');
    counts.entered(one, 2, 'a');
    counts.entered(one, 3, 'a');
    counts.entered(other, 1, 'a');
    await until('one is turned away', () => other.turnedAway.length > 0);
    assert.deepEqual(other.turnedAway, ['1 unauthenticatedConnectionsPerAddress']);
    assert.deepEqual(one.turnedAway, []);
  });

  it('a process that does not say counts as one where nobody is logged in', async () => {
    const { counts, joined } = counted({ unauthenticatedConnections: 3 });
    const [one, other] = joined;
    for (let n = 0; n < 3; n++) counts.entered(one, n, 'a');
    one.fails = true;
    other.counts = { all: 1, ofAddress: 1 };
    counts.entered(other, 1, 'b');
    await until('it is turned away', () => other.turnedAway.length > 0);
    assert.deepEqual(other.turnedAway, ['1 unauthenticatedConnections']);
  });

  it('a process has as many addresses as one of ours can have, and others have theirs', () => {
    const { counts, joined } = counted({});
    const [one, other] = joined;
    for (let address = 0; address < 100_000; address++) counts.holds(one, `address ${address}`, 1);
    assert.throws(() => counts.holds(one, 'one more', 1), TypeError);
    counts.holds(one, 'address 7', 0);
    counts.holds(one, 'one more', 1);
    assert.throws(() => counts.entered(one, 1, 'and another'), TypeError);
    counts.holds(other, 'one more', 5);
    assert.deepEqual(one.elsewhere.at(-1), ['one more', 5]);
    counts.leave(one);
    counts.join(one);
    counts.holds(one, 'one more', 1);
  });
});
