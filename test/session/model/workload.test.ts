import assert from 'node:assert/strict';
import { HeldBytes } from '../../../src/runtime/held-bytes.js';
import { Workload } from '../../../src/session/model/workload.js';

const MEGABYTE = 1024 * 1024;

describe('session/workload: requests that handlers are at work on', () => {
  it('is full with 16 MB of them, until some are done', () => {
    const workload = new Workload(new HeldBytes('heldBytesPerConnection', MEGABYTE));
    const works = Array.from({ length: 16 }, (_, id) => workload.begin(BigInt(id), MEGABYTE));
    assert.equal(workload.full, false);
    const more = workload.begin(16n, 1);
    assert.equal(workload.full, true);
    workload.end(works[0]!, MEGABYTE);
    assert.equal(workload.full, false);
    workload.end(more, 1);
  });

  it('lets one request of any size in, since nothing else would end the waiting', () => {
    const held = new HeldBytes('heldBytesPerConnection', MEGABYTE);
    const workload = new Workload(held);
    held.add(2 * MEGABYTE);
    assert.equal(workload.full, false, 'nothing is at work');
    const work = workload.begin(1n, 100);
    assert.equal(workload.full, true, 'more is held than may be');
    held.release(MEGABYTE);
    assert.equal(workload.full, false);
    workload.end(work, 100);
  });

  it('is full while a compound waits for its turn, so that the order stays', () => {
    const workload = new Workload(new HeldBytes('heldBytesPerConnection', MEGABYTE));
    workload.interrupt();
    assert.equal(workload.full, true);
    workload.goOn();
    assert.equal(workload.full, false);
  });

  it('finds requests by MessageId, for CANCEL', () => {
    const workload = new Workload(new HeldBytes('heldBytesPerConnection', MEGABYTE));
    const work = workload.begin(7n, 1);
    assert.equal(workload.find(7n), work);
    workload.end(work, 1);
    assert.equal(workload.find(7n), undefined);
  });
});
