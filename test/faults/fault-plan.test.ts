import assert from 'node:assert/strict';
import { FaultPlan, type Place } from '../../src/faults/fault-plan.js';
import type { Fault } from '../../src/faults/fault.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';

const connection = {
  carrier: 'smb',
  id: 1,
  remote: { address: '127.0.0.1', port: 50_000 },
  local: { address: '127.0.0.1', port: 445 },
} as const;

const close = { do: 'close' } as const;

function planOf(...faults: readonly Fault[]): FaultPlan {
  const plan = new FaultPlan({
    carriers: ['smb'],
    dialects: ['3.0', '3.1.1'],
    mechanisms: ['NTLM'],
    kdc: false,
  });
  plan.add(...faults);
  return plan;
}

function happened(plan: FaultPlan, place: Partial<Place> = {}): string[] {
  return plan.at({ step: 'login-accepted', connection, ...place }).map(({ name }) => name);
}

function messageOf(fault: unknown): string {
  try {
    planOf(fault as Fault);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.message;
  }
  return assert.fail('the fault was taken');
}

describe('plan of faults', () => {
  it('finds a fault at its step and at the narrower ones', () => {
    const plan = planOf({ when: { step: 'session-setup' }, what: close });
    assert.deepEqual(happened(plan), ['close']);
    assert.deepEqual(happened(plan, { step: 'login-refused' }), ['close']);
    assert.deepEqual(happened(plan, { step: 'tree-connect' }), []);
  });

  it('counts: after, every, times', () => {
    const plan = planOf({ when: { step: 'echo', after: 1, every: 2, times: 2 }, what: close });
    const each = Array.from({ length: 9 }, () => happened(plan, { step: 'echo' }).length);
    assert.deepEqual(each, [0, 0, 1, 0, 1, 0, 0, 0, 0]);
    const [fault] = plan;
    assert.deepEqual([fault?.matched, fault?.happened], [9, 2]);
  });

  it('compares names without case, and what is not known with nothing', () => {
    const plan = planOf({ when: { step: 'tree-connect', user: 'Alice', share: 'DATA' }, what: close });
    assert.deepEqual(happened(plan, { step: 'tree-connect', user: 'alice', share: 'data' }), ['close']);
    assert.deepEqual(happened(plan, { step: 'tree-connect', user: 'alice' }), []);
  });

  it('gives each fault a name of its own, and removes by name', () => {
    const plan = planOf({ when: { step: 'echo' }, what: close }, { when: { step: 'logoff' }, what: close });
    assert.deepEqual(
      [...plan].map(({ name }) => name),
      ['close', 'close-2'],
    );
    assert.equal(plan.remove('close'), true);
    assert.equal(plan.remove('close'), false);
    assert.equal(plan.empty, false);
    plan.clear();
    assert.equal(plan.empty, true);
  });

  it('takes all of several faults, or none', () => {
    const plan = planOf();
    assert.throws(() =>
      plan.add({ when: { step: 'echo' }, what: close }, { when: { step: 'accept', user: 'a' }, what: close }),
    );
    assert.equal(plan.empty, true);
  });

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['an unknown step', { when: { step: 'login' }, what: close }, /faults\[0\]\.when\.step/],
    ['an unknown action', { when: { step: 'echo' }, what: { do: 'explode' } }, /faults\[0\]\.what/],
    ['an unknown key', { when: { step: 'echo', users: 'a' }, what: close }, /when\.users: unknown key/],
    ['a promise', { when: Promise.resolve(), what: close }, /faults\[0\]\.when/],
    ['no action', { when: { step: 'echo' }, what: [] }, /faults\[0\]\.what/],
    ['a user at the accept', { when: { step: 'accept', user: 'a' }, what: close }, /user: never matches/],
    [
      'a dialect not spoken',
      { when: { step: 'echo', dialect: '2.1' }, what: close },
      /dialect: never matches/,
    ],
    [
      'an action at a step of another layer',
      { when: { step: 'accept' }, what: { do: 'status', status: 'STATUS_ACCESS_DENIED' } },
      /what\.do: cannot happen at step accept/,
    ],
  ];
  for (const [what, fault, message] of refused) {
    it(`refuses ${what}`, () => assert.match(messageOf(fault), message));
  }
});
