import assert from 'node:assert/strict';
import { askerOf, FairQueue } from '../../src/runtime/fair-queue.js';
import { Places } from '../../src/shares/places.js';
import { alice } from './fixture.js';

describe('turns', () => {
  const bob = { ...alice, account: 'bob' };

  it('go round among users, and among the connections of each', () => {
    const queue = new FairQueue<string>();
    const [one, two, three] = [{}, {}, {}];
    for (let i = 0; i < 3; i++) queue.add(askerOf(alice, one), `alice 1.${i}`);
    for (let i = 0; i < 2; i++) queue.add(askerOf({ ...alice }, two), `alice 2.${i}`);
    queue.add(askerOf(bob, three), 'bob 0');
    const order: (string | undefined)[] = [];
    while (!queue.empty) order.push(queue.take());
    assert.deepEqual(order, ['alice 1.0', 'bob 0', 'alice 2.0', 'alice 1.1', 'alice 2.1', 'alice 1.2']);
    assert.equal(queue.take(), undefined);
  });

  it('run one task after the other, whatever becomes of it', async () => {
    const turns = new Places();
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      if (name === 'b') throw new Error(name);
      log.push(`${name} ends`);
      return name;
    };
    const asker = askerOf(alice);
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => turns.run(asker, task(name))));
    assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'c begins', 'c ends']);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
  });

  it('run so many at once as they are told to', async () => {
    const turns = new Places(2);
    let [running, most] = [0, 0];
    const task = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    };
    await Promise.all(Array.from({ length: 7 }, () => turns.run(askerOf(alice), task)));
    assert.deepEqual([running, most], [0, 2]);
  });

  it('come soon for somebody who asks for one thing behind a thousand of another', async () => {
    const turns = new Places();
    let done = 0;
    const task = async () => void (await Promise.resolve(done++));
    const all = Array.from({ length: 1000 }, () => turns.run(askerOf(alice), task));
    await turns.run(askerOf(bob), task);
    assert.ok(done < 5);
    await Promise.all(all);
  });
});
