import assert from 'node:assert/strict';
import { FaultPlan, type Place } from '../../src/faults/fault-plan.js';
import type { Fault } from '../../src/faults/fault.js';
import type { FaultSurroundings } from '../../src/faults/check-fault.js';
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
  const served: FaultSurroundings = {
    carriers: ['smb'],
    dialects: ['3.1.1'],
    mechanisms: [],
    kdc: false,
    encryption: false,
    shares: ['IPC$', 'Data'],
    users: () => ['Alice'],
  };

  for (const [what, fault, message] of [
    [
      'a user without an account',
      { when: { step: 'echo', user: 'bob' }, what: close },
      /when\.user: never matches: no account/,
    ],
    [
      'a share that is not there',
      { when: { step: 'read', share: 'x' }, what: close },
      /when\.share: never matches: there is no such/,
    ],
    [
      'encryption where there is none',
      { when: { step: 'echo' }, what: { do: 'plaintext' } },
      /what\.do: cannot happen: nothing is encrypted/,
    ],
    [
      'an action of a login at another step',
      { when: { step: 'echo' }, what: { do: 'unsigned-success' } },
      /cannot happen at step echo/,
    ],
    [
      'ids that stay as they are',
      { when: { step: 'echo' }, what: { do: 'header' } },
      /expected sessionId, treeId or messageId/,
    ],
    ['an offset of 0', { when: { step: 'echo' }, what: { do: 'header', treeId: 0 } }, /treeId/],
  ] as const) {
    it(`refuses ${what}`, () => {
      const plan = new FaultPlan(served);
      assert.throws(() => plan.add(fault), message);
    });
  }

  it('takes a user and a share that there are, in any case', () => {
    const plan = new FaultPlan(served);
    plan.add({ when: { step: 'read', user: 'ALICE', share: 'data' }, what: close });
    plan.add({ when: { step: 'read', share: 'ipc$' }, what: close });
    assert.equal([...plan].length, 2);
  });

  it('does not let an action happen that has no effect', () => {
    const plan = planOf({ when: { step: 'echo' }, what: { do: 'plaintext' } });
    assert.deepEqual(happened(plan, { step: 'echo' }), []);
    assert.deepEqual(happened(plan, { step: 'echo', states: ['session', 'encrypted'] }), ['plaintext']);
  });

  for (const [what, fault, message] of refused) {
    it(`refuses ${what}`, () => assert.match(messageOf(fault), message));
  }
});
