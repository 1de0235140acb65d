import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Oplocks } from '../../src/shares/oplocks.js';
import { throwsWith } from './fixture.js';

class Holder {
  readonly told: string[] = [];
  onOplockBreak(level: 'none' | 'ii', acknowledge: boolean): void {
    this.told.push(acknowledge ? `${level}, acknowledge` : level);
  }
}

describe('oplocks: [MS-FSA] 2.1.4.12, 2.1.5.18, 2.1.5.19', () => {
  let oplocks: Oplocks;
  let a: Holder;
  let b: Holder;
  beforeEach(() => {
    oplocks = new Oplocks();
    a = new Holder();
    b = new Holder();
  });

  it('gives the first open what it asks for, later ones level II', () => {
    assert.equal(oplocks.grant(a, 'batch', true, false), 'batch');
    assert.equal(oplocks.levelOf(a), 'batch');
    oplocks.release(a);
    assert.equal(oplocks.grant(a, 'exclusive', false, false), 'ii');
    assert.equal(oplocks.grant(b, 'ii', false, false), 'ii');
  });

  it('gives no level II where byte ranges are locked', () => {
    assert.equal(oplocks.grant(a, 'ii', false, true), 'none');
    assert.equal(oplocks.grant(a, 'batch', false, true), 'none');
  });

  it('breaks an exclusive oplock to level II for an open, and waits', async () => {
    oplocks.grant(a, 'exclusive', true, false);
    const until = oplocks.breakForOpen('ii');
    assert.equal(oplocks.breakForOpen('ii'), until);
    assert.deepEqual(a.told, ['ii, acknowledge']);
    assert.equal(oplocks.grant(b, 'ii', false, false), 'none');
    oplocks.acknowledge(a, 'ii');
    await until;
    assert.equal(oplocks.levelOf(a), 'ii');
    assert.equal(oplocks.breakForOpen('ii'), undefined);
  });

  it('breaks everything to none for an open that replaces the contents', async () => {
    oplocks.grant(a, 'batch', true, false);
    const until = oplocks.breakForOpen('none');
    assert.deepEqual(a.told, ['none, acknowledge']);
    throwsWith(() => oplocks.acknowledge(a, 'ii'), 'STATUS_INVALID_OPLOCK_PROTOCOL');
    await until;
    assert.equal(oplocks.levelOf(a), 'none');
    oplocks.grant(b, 'ii', false, false);
    assert.equal(oplocks.breakForOpen('none'), undefined);
    assert.deepEqual(b.told, ['none']);
  });

  it('takes the rest as well when a second open wants it during a break: [MS-SMB2] <441>', async () => {
    oplocks.grant(a, 'batch', true, false);
    const until = oplocks.breakForOpen('ii');
    void oplocks.breakForOpen('none');
    oplocks.acknowledge(a, 'ii');
    await until;
    assert.deepEqual(a.told, ['ii, acknowledge', 'none']);
    assert.equal(oplocks.levelOf(a), 'none');
  });

  it('ends level II without an answer, that of whoever writes included', () => {
    oplocks.grant(a, 'ii', false, false);
    oplocks.grant(b, 'ii', false, false);
    oplocks.breakShared();
    assert.deepEqual([a.told, b.told], [['none'], ['none']]);
    assert.equal(oplocks.levelOf(a), 'none');
  });

  it('tells thousands of holders in a few turns each, and nobody who has closed meanwhile', async () => {
    const holders = Array.from({ length: 3000 }, () => new Holder());
    for (const holder of holders) oplocks.grant(holder, 'ii', false, false);
    oplocks.breakShared();
    assert.ok(holders.every((holder) => oplocks.levelOf(holder) === 'none'));
    const told = () => holders.filter((holder) => holder.told.length > 0).length;
    assert.ok(told() > 0 && told() < 50);
    const [last] = holders.splice(-1);
    oplocks.release(last!);
    for (let before = told(); before < holders.length; before = told()) {
      await nextTurn();
      assert.ok(told() - before < 50);
    }
    assert.deepEqual(last!.told, []);
  });

  it('closing answers a break', async () => {
    oplocks.grant(a, 'batch', true, false);
    const until = oplocks.breakForOpen('ii');
    oplocks.release(a);
    await until;
  });

  it('takes no answer that nobody asked for, nor one that keeps too much: [MS-SMB2] 3.3.5.22.1', () => {
    oplocks.grant(a, 'batch', true, false);
    throwsWith(() => oplocks.acknowledge(a, 'none'), 'STATUS_INVALID_OPLOCK_PROTOCOL');
    void oplocks.breakForOpen('ii');
    throwsWith(() => oplocks.acknowledge(b, 'none'), 'STATUS_INVALID_OPLOCK_PROTOCOL');
    throwsWith(() => oplocks.acknowledge(a, 'batch'), 'STATUS_INVALID_OPLOCK_PROTOCOL');
    assert.equal(oplocks.levelOf(a), 'none');
  });
});
