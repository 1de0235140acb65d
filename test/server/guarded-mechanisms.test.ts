import assert from 'node:assert/strict';
import { GroupTable } from '../../src/auth/groups.js';
import { userIdentity } from '../../src/auth/identity.js';
import type { Acceptor, LoginContext, Mechanism, SecurityContext, Step } from '../../src/auth/mechanism.js';
import { createSpnegoAcceptor, encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import type { Fact } from '../../src/facts/fact.js';
import { guardedMechanism } from '../../src/server/guarded-mechanism.js';
import { ToyClient } from '../auth/toy-mechanism/toy-client.js';
import { TOY, toyKey, toyMechanism, toyTokens } from '../auth/toy-mechanism/toy-mechanism.js';
import { serve } from '../session/support.js';
import { assertAccepted } from '../support/ntlm-login.js';

const identity = userIdentity({ account: 'alice', domain: 'TOYS', sid: 'S-1-5-21-1-2-3-1000' });
const context = {
  mechanism: 'TOY',
  identity,
  sessionKey: toyKey('sesame'),
  expectsMechListMic: false,
  mechListMic: () => Buffer.alloc(16),
  verifyMechListMic: () => true,
  messageSecurity: () => assert.fail('no message is protected'),
};
const accepting = (change: object = {}) => ({ kind: 'accepted', context: { ...context, ...change } });
const withIdentity = (change: object) => accepting({ identity: { ...identity, ...change } });
const refusing = (reason: unknown) => ({ kind: 'rejected', reason, status: NtStatus.STATUS_LOGON_FAILURE });

/** A mechanism whose acceptors tell these facts and answer with this step, whatever they are. */
function telling(step: unknown, ...facts: readonly unknown[]): Mechanism {
  return toyMechanism({
    createAcceptor: ({ report }: LoginContext): Acceptor => {
      for (const fact of facts) report(fact as Fact);
      return { step: async () => step as Step };
    },
  });
}

async function stepOf(step: unknown, ...facts: readonly unknown[]) {
  const told: Fact[] = [];
  const table = new GroupTable({}, 'S-1-5-21-1-2-3');
  const login = { report: (fact: Fact) => void told.push(fact), carrier: 'program' } as const;
  const guarded = guardedMechanism(telling(step, ...facts), table).createAcceptor(login);
  return { step: await guarded.step(Buffer.alloc(0)), told };
}

describe('the step of a program’s own mechanism', () => {
  it('may be of a class, its identity and its context, too, and bytes may be any Uint8Array', async () => {
    class OfClass {
      get kind() {
        return 'accepted';
      }
      get token() {
        return new Uint8Array(toyTokens.last);
      }
      get context() {
        return new Context();
      }
    }
    class Context {
      readonly #key = new Uint8Array(toyKey('sesame'));
      get mechanism() {
        return 'TOY';
      }
      get identity(): object {
        return Object.create(identity) as object;
      }
      get sessionKey() {
        return this.#key;
      }
      get expectsMechListMic() {
        return false;
      }
      mechListMic() {
        return this.#key;
      }
      verifyMechListMic() {
        return this.#key.length === 16;
      }
      messageSecurity() {
        return assert.fail('no message is protected');
      }
    }
    await using server = await serve({ mechanisms: [telling(new OfClass())] });
    const client = await server.negotiated();
    const toy = new ToyClient(client);
    const session = toy.complete(await toy.say());
    const tree = await client.treeConnect('disk', { session });
    assert.equal(tree.status, NtStatus.STATUS_SUCCESS);
    const [record] = await server.records(1);
    assert.deepEqual([record?.reason, record?.identity?.account], ['accepted', 'alice']);
  });

  it('is used as it was looked at, and later changes change nothing', async () => {
    let reads = 0;
    const key = Buffer.from(toyKey('sesame'));
    const groups = ['staff'];
    const { step } = await stepOf({
      kind: 'accepted',
      get context() {
        reads++;
        return reads === 1 ? { ...context, sessionKey: key, identity: { ...identity, groups } } : {};
      },
    });
    key.fill(0);
    groups.push('admins');
    assertAccepted(step);
    assert.deepEqual(step.context.sessionKey, toyKey('sesame'));
    assert.deepEqual(step.context.identity.groups, ['staff']);
  });

  it('puts a user into the groups of every user, by SIDs without leading zeros', async () => {
    const bare = { sid: 'S-1-5-21-01-2-3-1000', groupSids: [], primaryGroup: 'S-1-5-21-1-2-3-0513' };
    const { step } = await stepOf(withIdentity(bare));
    assertAccepted(step);
    const { sid, groupSids } = step.context.identity;
    assert.equal(sid, 'S-1-5-21-1-2-3-1000');
    assert.deepEqual(groupSids.toSorted(), ['S-1-1-0', 'S-1-5-11', 'S-1-5-2', 'S-1-5-21-1-2-3-513']);
  });

  it('may name a user by the principal that was proved', async () => {
    for (const account of ['alice', 'alice@TOYS']) {
      const { step } = await stepOf(withIdentity({ account, principal: 'alice@TOYS' }));
      assertAccepted(step);
      assert.deepEqual(
        [step.context.identity.account, step.context.identity.principal],
        [account, 'alice@TOYS'],
      );
    }
  });

  for (const [title, step, problem] of [
    ['a user without a name', withIdentity({ account: '' }), /identity\.account: expected at least 1/],
    ['a user with a realm', withIdentity({ account: 'alice@TOYS' }), /identity\.account: must be a name/],
    ['a user with a domain', withIdentity({ account: 'TOYS\\alice' }), /identity\.account: must be a name/],
    [
      'a principal that is everybody',
      withIdentity({ principal: '*@TOYS' }),
      /identity\.principal: expected a/,
    ],
    ['a principal without a realm', withIdentity({ principal: 'alice' }), /identity\.principal: expected a/],
    [
      'a principal that is a list',
      withIdentity({ principal: ['a@TOYS'] }),
      /identity\.principal: expected a/,
    ],
    ['a group with its @', withIdentity({ groups: ['@staff'] }), /identity\.groups\[0\]/],
    [
      'credentials in a form of its own',
      withIdentity({ delegatedCredentials: { ticket: 'secret' } }),
      /identity\.delegatedCredentials\.reveal: expected a function/,
    ],
    ['a key of zeros', accepting({ sessionKey: Buffer.alloc(16) }), /a session key of zeros/],
    ['a refusal as accepted', refusing('accepted'), /a reason that no mechanism has/],
    ['a refusal as guest', refusing('guest'), /a reason that no mechanism has/],
    ['a refusal of another layer', refusing('binding-refused'), /a reason that no mechanism has/],
    ['a reason that a terminal acts on', refusing('\u001b[2J'), /without a reason/],
    ['a reason that is a list', refusing(['toy-odd']), /without a reason/],
  ] as const) {
    it(`${title} is none`, async () => {
      await assert.rejects(stepOf(step), problem);
    });
  }

  it('may refuse for a reason of its own, and for one of all', async () => {
    for (const reason of ['toy-odd', 'wrong-password', 'KRB_AP_ERR_SKEW']) {
      const { step } = await stepOf(refusing(reason));
      assert.deepEqual(step, refusing(reason));
    }
  });
});

describe('the functions of a program’s own context', () => {
  const later = async () => true;
  const messages = {
    micLength: 16,
    wrapSignatureLength: 16,
    getMic: async () => Buffer.alloc(16),
    verifyMic: later,
    wrap: () => ({ sealed: Promise.resolve(Buffer.alloc(1)), signature: Buffer.alloc(16) }),
    unwrap: async () => Buffer.alloc(1),
  };

  it('protect nothing by a promise, in an RPC request', async () => {
    const { step } = await stepOf(accepting({ messageSecurity: () => messages }));
    assertAccepted(step);
    const security = step.context.messageSecurity();
    const message = Buffer.from('message');
    assert.equal(security.verifyMic(message, Buffer.alloc(16)), false);
    assert.throws(() => security.unwrap(message, Buffer.alloc(16)), TypeError);
    assert.throws(() => security.wrap(message), TypeError);
    assert.throws(() => security.getMic(message), TypeError);
  });

  it('nor in SPNEGO, where a program makes the acceptor', async () => {
    const unchecked = { ...context, verifyMechListMic: later } as unknown as SecurityContext;
    const mechanism: Mechanism = {
      name: 'TOY',
      oids: [TOY],
      createAcceptor: () => ({ step: async () => ({ kind: 'accepted', context: unchecked }) }),
    };
    const acceptor = createSpnegoAcceptor({ mechanisms: [mechanism] });
    const mechListMic = Buffer.alloc(16);
    const token = encodeNegTokenInit({ mechTypes: [TOY], mechToken: toyTokens.last, mechListMic });
    const step = await acceptor.step(token);
    assert.equal(step.kind === 'rejected' && step.reason, 'mech-list-mic-invalid');
  });
});

describe('the facts of a program’s own mechanism', () => {
  const claim = { kind: 'claim', user: 'alice', domain: 'TOYS', workstation: 'SHELF' } as const;

  it('are copies, and names no longer than NTLM’s', async () => {
    const mutable = { ...claim, user: 'a'.repeat(1_000_000) };
    const { told } = await stepOf(accepting(), mutable);
    mutable.user = 'mallory';
    const [fact] = told;
    assert.ok(fact?.kind === 'claim');
    assert.equal(fact.user, 'a'.repeat(2048));
  });

  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const check = { kind: 'check', check: 'toy', outcome: 'failed', section: 'RFC 2324' } as const;
  for (const [title, fact] of [
    [
      'a getter that throws',
      {
        ...claim,
        get user(): never {
          throw new Error('gone');
        },
      },
    ],
    [
      'a kind that throws',
      {
        get kind(): never {
          throw new Error('gone');
        },
      },
    ],
    ['data without an end', { ...check, data: circle }],
    ['data that is a promise of', { ...check, data: { letters: Promise.resolve(7) } }],
    ['a detail that is an object', { ...check, detail: {} }],
  ] as const) {
    it(`${title}: no record could be made of it`, async () => {
      await assert.rejects(stepOf(accepting(), fact), /TOY: a fact that is none/);
    });
  }
});
