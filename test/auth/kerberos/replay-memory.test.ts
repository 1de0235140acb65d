import assert from 'node:assert/strict';
import { ReplaysInMemory } from '../../../src/auth/kerberos/replay-memory.js';

const digest = (octet: number): Buffer => Buffer.alloc(32, octet);

describe('ReplaysInMemory, RFC 4120 3.2.3', () => {
  it('admits a digest once until its time', () => {
    const memory = new ReplaysInMemory();
    assert.equal(memory.admit(digest(1), 300_000, 0), true);
    assert.equal(memory.admit(digest(1), 300_000, 1), false);
    assert.equal(memory.admit(digest(1), 300_000, 300_000), false);
    assert.equal(memory.admit(digest(2), 300_000, 1), true);
  });

  it('is bounded: it refuses rather than forget one whose time has not come', () => {
    const memory = new ReplaysInMemory(2);
    assert.equal(memory.admit(digest(1), 100_000, 0), true);
    assert.equal(memory.admit(digest(2), 200_000, 0), true);
    assert.equal(memory.full, true);
    assert.equal(memory.admit(digest(3), 300_000, 50_000), false);
    assert.equal(memory.admit(digest(2), 200_000, 50_000), false);
    assert.equal(memory.admit(digest(3), 300_000, 150_000), true, 'the first is forgotten');
    assert.equal(memory.admit(digest(2), 200_000, 150_001), false, 'the second is not');
  });

  it('what was forgotten is not new when the clock is set back, nor is what is over', () => {
    const memory = new ReplaysInMemory();
    assert.equal(memory.admit(digest(1), 300_000, 0), true);
    assert.equal(
      memory.admit(digest(2), 86_700_000, 86_400_000),
      true,
      'the clock leaps, and the first is forgotten',
    );
    assert.equal(memory.admit(digest(1), 300_000, 20_000), false);
    assert.equal(memory.admit(digest(3), 320_000, 20_000), true, 'others pass at once');
    assert.equal(memory.admit(digest(4), 10_000, 20_000), false);
  });

  it('forgets nothing too early when the clock is set back', () => {
    const memory = new ReplaysInMemory(2);
    memory.admit(digest(1), 300_000, 200_000);
    assert.equal(memory.admit(digest(2), 10_000, 0), true);
    assert.equal(memory.admit(digest(1), 300_000, 0), false);
  });
});
