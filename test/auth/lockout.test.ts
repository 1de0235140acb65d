import assert from 'node:assert/strict';
import { Lockout } from '../../src/auth/lockout.js';
import { FixedRuntime } from '../support/fixed-runtime.js';

const policy = { threshold: 3, windowSeconds: 60, durationSeconds: 600 };
const response = (n: number) => Buffer.alloc(16, n);

function locked(times: number): { lockout: Lockout; runtime: FixedRuntime } {
  const runtime = new FixedRuntime();
  const lockout = new Lockout(policy, runtime);
  for (let n = 0; n < times; n++) lockout.recordFailure('User', response(n));
  return { lockout, runtime };
}

describe('Lockout', () => {
  it('locks at the threshold, whatever the case of the name', () => {
    assert.equal(locked(2).lockout.isLocked('user'), false);
    assert.equal(locked(3).lockout.isLocked('USER'), true);
    assert.equal(locked(3).lockout.isLocked('other'), false);
  });

  it('tells names apart as the accounts do, one unit at a time', () => {
    const lockout = new Lockout({ ...policy, threshold: 1 }, new FixedRuntime());
    lockout.recordFailure('straße', response(1));
    assert.equal(lockout.isLocked('STRAßE'), true);
    assert.equal(lockout.isLocked('strasse'), false);
  });

  it('remembers no more of a name than an account can have: strangers send names of 64 KB', () => {
    const lockout = new Lockout({ ...policy, threshold: 1 }, new FixedRuntime());
    const long = (first: string, last: string): string => `${first}${'ω'.repeat(32_000)}${last}`;
    lockout.recordFailure(long('a', 'a'), response(1));
    assert.equal(lockout.isLocked(long('a', 'b')), true);
    assert.equal(lockout.isLocked(long('b', 'a')), false);
  });

  it('says of a wrong response whether the name was locked before it', () => {
    const { lockout } = locked(0);
    const answers = [1, 2, 3, 4].map((n) => lockout.recordFailure('User', response(n)));
    assert.deepEqual(answers, [false, false, false, true]);
  });

  it('counts the same response once', () => {
    const { lockout } = locked(0);
    for (let n = 0; n < 81; n++) lockout.recordFailure('User', response(1));
    assert.equal(lockout.isLocked('User'), false);
  });

  it('forgets what is older than the window', () => {
    const { lockout, runtime } = locked(2);
    runtime.advance(60_000);
    lockout.recordFailure('User', response(2));
    lockout.recordFailure('User', response(3));
    assert.equal(lockout.isLocked('User'), false);
    lockout.recordFailure('User', response(4));
    assert.equal(lockout.isLocked('User'), true);
  });

  it('ends after its duration, and further failures do not prolong it', () => {
    const { lockout, runtime } = locked(3);
    runtime.advance(599_999);
    for (let n = 10; n < 20; n++) lockout.recordFailure('User', response(n));
    assert.equal(lockout.isLocked('User'), true);
    runtime.advance(1);
    assert.equal(lockout.isLocked('User'), false);
    lockout.recordFailure('User', response(20));
    assert.equal(lockout.isLocked('User'), false);
  });

  it('forgets failures after a success', () => {
    const { lockout } = locked(2);
    lockout.recordSuccess('user');
    lockout.recordFailure('User', response(9));
    assert.equal(lockout.isLocked('User'), false);
  });

  it('remembers no more names than it may, the latest to fail', () => {
    const lockout = new Lockout({ ...policy, threshold: 1 }, new FixedRuntime(), 2);
    for (const name of ['a', 'b', 'c']) lockout.recordFailure(name, response(1));
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => lockout.isLocked(name)),
      [false, true, true],
    );
  });
});
