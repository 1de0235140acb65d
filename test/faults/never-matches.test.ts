import assert from 'node:assert/strict';
import type { FaultSurroundings } from '../../src/faults/check-fault.js';
import { FaultPlan } from '../../src/faults/fault-plan.js';
import type { Fault, FaultAction, FaultCondition, FaultStep } from '../../src/faults/fault.js';
import { alice, serve } from '../session/support.js';
import { fakeMechanism } from '../support/fake-mechanism.js';

const close = { do: 'close' } as const;

const everything: FaultSurroundings = {
  carriers: ['smb', 'credssp', 'https', 'rpc'],
  dialects: ['2.0.2', '2.1', '3.0', '3.0.2', '3.1.1'],
  mechanisms: ['NTLM', 'Kerberos'],
  kdc: true,
};

type Given = readonly [
  step: FaultStep,
  what: FaultAction,
  when?: Partial<FaultCondition>,
  surroundings?: Partial<FaultSurroundings>,
];

function take([step, what, when = {}, surroundings = {}]: Given): void {
  const fault: Fault = { when: { step, ...when }, what };
  new FaultPlan({ ...everything, ...surroundings }).add(fault);
}

const mic = (value: 'wrong' | 'missing' | 'early') => ({ do: 'mech-list-mic', value }) as const;
const connection = (id: number) => (id < 5 ? 'over' : id < 9 ? 'open' : 'to-come');

describe('faults that can never match', () => {
  for (const [title, given, message] of [
    ['a client that is no address', ['echo', close, { client: 'localhost' }], /when\.client/],
    [
      'a connection that is over',
      ['echo', close, { connection: 4 }, { connection }],
      /connection: never .* over/,
    ],
    [
      'the accept of a connection that is accepted',
      ['accept', close, { connection: 5 }, { connection }],
      /connection: never .* accepted already/,
    ],
    ['the ninth leg of an accepted login', ['login-accepted', close, { leg: 9 }], /leg: never .* than 8/],
    ['the tenth leg of any login', ['login-refused', close, { leg: 10 }], /leg: never .* than 9/],
    [
      'a login of NTLM that is accepted at once',
      ['spnego-accepted', mic('wrong'), { leg: 1 }, { mechanisms: ['NTLM'] }],
      /leg: never .* two/,
    ],
    ['a validation under 3.1.1', ['validate-negotiate', close, { dialect: '3.1.1' }], /dialect: never/],
    [
      'a validation where 3.1.1 alone is spoken',
      ['validate-negotiate', close, {}, { dialects: ['3.1.1'] }],
      /step: never .* no other dialect/,
    ],
    ['encryption under 2.1', ['echo', { do: 'plaintext' }, { dialect: '2.1' }], /SMB 2 does not encrypt/],
    [
      'encryption where 2.x alone is spoken',
      ['echo', { do: 'encrypted' }, {}, { dialects: ['2.1'] }],
      /SMB 2/,
    ],
    ['an end of a session before there is one', ['negotiate', { do: 'expire-session' }], /no session yet/],
    ['an end of a session that is over', ['logoff', { do: 'expire-session' }], /the session is over/],
    ['an AP-REP of the KDC', ['kdc-as', { do: 'ap-rep', value: 'wrong' }], /cannot happen at step kdc-as/],
    ['an early MIC at the end', ['spnego-accepted', mic('early')], /cannot happen at step spnego-accepted/],
    ['a MIC of a refusal', ['spnego-refused', mic('wrong')], /cannot happen at step spnego-refused/],
    [
      'contexts under 2.1',
      ['negotiate', { do: 'negotiate-answer', inFlight: true, salt: 'other' }, { dialect: '2.1' }],
      /contexts belong to SMB 3\.1\.1/,
    ],
    ['an error that is a success', ['echo', { do: 'status', status: 0 }], /what/],
    ['an error that is a success, by name', ['echo', { do: 'status', status: 'STATUS_SUCCESS' }], /what/],
    ['an error that is an interim answer', ['echo', { do: 'status', status: 'STATUS_PENDING' }], /what/],
  ] satisfies readonly (readonly [string, Given, RegExp])[]) {
    it(`refuses ${title}`, () => assert.throws(() => take(given), message));
  }

  for (const [title, given] of [
    ['the ninth leg, which is refused', ['login-refused', close, { leg: 9 }]],
    ['a login of Kerberos that is accepted at once', ['login-accepted', close, { leg: 1 }]],
    ['a connection that is open', ['echo', close, { connection: 5 }, { connection }]],
    ['a connection to come', ['accept', close, { connection: 9 }, { connection }]],
    ['a client of IPv6', ['echo', close, { client: '::1' }]],
    [
      'contexts of an answer that becomes one of 3.1.1',
      ['negotiate', { do: 'negotiate-answer', dialect: '3.1.1', salt: 'other' }, { dialect: '2.1' }],
    ],
    ['an early MIC at any answer', ['spnego-answer', mic('early')]],
  ] satisfies readonly (readonly [string, Given])[]) {
    it(`takes ${title}`, () => take(given));
  }

  it('asks the running server about its connections', async () => {
    await using fixture = await serve();
    const { faults } = fixture.server;
    faults.add({ when: { step: 'accept', connection: 1 }, what: { do: 'delay', milliseconds: 0 } });
    const client = await fixture.negotiated();
    assert.throws(
      () => faults.add({ when: { step: 'accept', connection: 1 }, what: close }),
      /accepted already/,
    );
    faults.add({ name: 'next', when: { step: 'echo', connection: 1 }, what: close });
    client.close();
    const other = await fixture.negotiated();
    other.close();
    await fixture.records(1);
    assert.throws(() => faults.add({ when: { step: 'echo', connection: 1 }, what: close }), /is over/);
  });

  it('knows no users where a foreign mechanism names them', async () => {
    const mechanism = fakeMechanism();
    await using fixture = await serve({ accounts: [alice], mechanisms: [mechanism] });
    fixture.server.faults.add({ when: { step: 'echo', user: 'somebody' }, what: close });
  });

  it('compares addresses, not texts', () => {
    const plan = new FaultPlan(everything);
    plan.add({ when: { step: 'echo', client: '127.0.0.1' }, what: close });
    const local = { address: '::', port: 445 };
    const at = (address: string) =>
      plan.at({
        step: 'echo',
        connection: { carrier: 'smb', id: 1, remote: { address, port: 1 }, local },
      }).length;
    assert.deepEqual(['127.0.0.1', '::ffff:127.0.0.1', '127.0.0.2', '::1'].map(at), [1, 1, 0, 0]);
  });
});
