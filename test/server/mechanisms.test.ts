import assert from 'node:assert/strict';
import { userIdentity } from '../../src/auth/identity.js';
import type { Acceptor, LoginContext, Mechanism, SecurityContext, Step } from '../../src/auth/mechanism.js';
import type { Fact } from '../../src/facts/fact.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { createServer } from '../../src/server/create-server.js';
import { ToyClient } from '../auth/toy-mechanism/toy-client.js';
import { TOY, toyMechanism } from '../auth/toy-mechanism/toy-mechanism.js';
import { serve } from '../session/support.js';
import { login } from '../support/smb-client-login.js';
import { ConnectionClosed } from '../support/smb-client.js';

/** The problems of a server with these mechanisms, as a program in JavaScript may give them. */
function problemsWith(mechanisms: unknown): string {
  try {
    Reflect.apply(createServer, undefined, [{ accounts: [], mechanisms }]);
    return '';
  } catch (error) {
    assert.ok(error instanceof Error && error.name === 'ConfigurationError');
    return error.message;
  }
}

describe('the option mechanisms', () => {
  const toy = toyMechanism();

  for (const [title, mechanisms, problem] of [
    ['an empty list', [], 'mechanisms: expected at least 1 entry'],
    ['a promise of a list', Promise.resolve([toy]), 'mechanisms: expected a list'],
    ['one mechanism without a list', toy, 'mechanisms: expected a list'],
    ['a promise of a mechanism', [Promise.resolve(toy)], 'mechanisms[0].name: expected a text'],
    [
      'a mechanism without a name',
      [{ ...toy, name: '' }],
      'mechanisms[0].name: expected at least 1 character',
    ],
    [
      'one without an object identifier',
      [{ ...toy, oids: [] }],
      'mechanisms[0].oids: expected at least 1 entry',
    ],
    [
      'a name for an object identifier',
      [{ ...toy, oids: ['toy'] }],
      'mechanisms[0].oids[0]: expected an object',
    ],
    ['no function', [{ ...toy, createAcceptor: {} }], 'mechanisms[0].createAcceptor: expected a function'],
    ['words that cannot speak', [{ ...toy, words: {} }], 'mechanisms[0].words.record: expected a function'],
    ['two of one name', [toy, toyMechanism({ oids: ['1.2.3'] })], 'mechanisms[1].name: "TOY" comes twice'],
    [
      'two under one object identifier',
      [toy, toyMechanism({ name: 'OTHER', oids: [TOY] })],
      `mechanisms[1].oids: "${TOY}" comes twice`,
    ],
    ['a function that gives none', () => [], 'mechanisms: expected at least 1 entry'],
    [
      'a refusal that is no failure',
      [
        toy,
        toyMechanism({
          name: 'LEFT OUT',
          oids: ['1.2.3'],
          refusal: { reason: 'toy-out', status: 0, detail: '' },
        }),
      ],
      'mechanisms[1].refusal.status: expected an NTSTATUS that is a failure',
    ],
    [
      'none that is offered',
      [{ ...toy, refusal: { reason: 'toy-out', status: NtStatus.STATUS_NOT_SUPPORTED, detail: '' } }],
      'mechanisms: expected a mechanism that policy does not leave out',
    ],
    ['an async function', async () => [toy], 'mechanisms: expected a list'],
  ] as const) {
    it(`refuses ${title}`, () => {
      assert.ok(problemsWith(mechanisms).includes(problem), problemsWith(mechanisms));
    });
  }

  it('passes on what a function of it throws', () => {
    const broken = (): never => {
      throw new TypeError('no toys left');
    };
    assert.throws(() => createServer({ accounts: [], mechanisms: broken }), /no toys left/);
  });

  it('tells a function of the server', async () => {
    let told: object | undefined;
    await using server = await serve({
      names: { netbiosName: 'TOYSHOP' },
      mechanisms: (surroundings) => {
        told = surroundings;
        return [surroundings.ntlm];
      },
    });
    await login(await server.negotiated());
    assert.deepEqual(Object.keys(told ?? {}).toSorted(), [
      'accounts',
      'authPolicy',
      'kerberos',
      'machineSid',
      'names',
      'ntlm',
      'runtime',
    ]);
    assert.ok(told && 'names' in told);
    assert.equal((told.names as { netbiosName: string }).netbiosName, 'TOYSHOP');
  });
});

describe('users of a program’s own mechanism', () => {
  it('are in the configured groups, and get what the rules of shares give these', async () => {
    const shares = [
      { name: 'staff', temporary: true, access: { '@staff': 'write' } },
      { name: 'admins', temporary: true, access: { '@admins': 'write' } },
      { name: 'users', temporary: true, access: { 'S-1-5-11': 'read' } },
    ] as const;
    await using server = await serve({
      mechanisms: [toyMechanism()],
      groups: { staff: { members: ['@toymakers'] }, toymakers: { members: ['ALICE'] }, admins: {} },
      shares,
    });
    const client = await server.negotiated();
    const toy = new ToyClient(client);
    const session = toy.complete(await toy.say());
    const statuses: number[] = [];
    for (const { name } of shares) {
      statuses.push((await client.treeConnect(name, { session })).header.status);
    }
    const { STATUS_ACCESS_DENIED, STATUS_SUCCESS } = NtStatus;
    assert.deepEqual(statuses, [STATUS_SUCCESS, STATUS_ACCESS_DENIED, STATUS_SUCCESS]);
  });
});

describe('an acceptor of a program’s own is believed only what it may say', () => {
  const identity = userIdentity({ account: 'alice', domain: '', sid: 'S-1-5-21-1-2-3-4' });
  const context = {
    mechanism: 'TOY',
    identity,
    sessionKey: Buffer.alloc(16, 1),
    expectsMechListMic: false,
    mechListMic: () => Buffer.alloc(16),
    verifyMechListMic: () => true,
    messageSecurity: () => assert.fail('no message is protected'),
  };
  const accepting = (change: object) => ({ kind: 'accepted', context: { ...context, ...change } });
  const refusing = (status: number) => ({ kind: 'rejected', reason: 'toy-odd', status });

  /** A server whose one mechanism gives this step, whatever it is, and what its log says. */
  async function loginWith(step: unknown, fact?: object) {
    const errors: string[] = [];
    const logger = {
      error: (_: string, { error }: { readonly error: unknown }) => errors.push(String(error)),
      warn: () => {},
    };
    const createAcceptor = ({ report }: LoginContext): Acceptor => {
      if (fact !== undefined) report(fact as Fact);
      return { step: async () => step as Step };
    };
    const server = await serve({ mechanisms: [toyMechanism({ createAcceptor })], logger });
    try {
      const client = await server.negotiated();
      const answer = await new ToyClient(client).say().catch((error: unknown) => error);
      const [record] = await server.records(answer instanceof ConnectionClosed ? 1 : 0);
      return { answer, errors, record };
    } finally {
      await server[Symbol.asyncDispose]();
    }
  }

  for (const [title, step, problem] of [
    ['nothing', undefined, 'a step that is no object'],
    ['a step of another kind', { kind: 'ok', context }, 'a step of no known kind'],
    ['a token that is a promise', { kind: 'continue', token: Promise.resolve() }, 'a token that is no bytes'],
    ['a step that continues with nothing', { kind: 'continue' }, 'continues without a token'],
    ['a login without a context', { kind: 'accepted' }, 'accepted without a context'],
    [
      'a context that is a promise',
      { kind: 'accepted', context: Promise.resolve(context) },
      'without the name',
    ],
    [
      'an identity of no kind',
      accepting({ identity: { ...identity, kind: 'admin' } }),
      'identity.kind: expected "user" or "guest" or "anonymous"',
    ],
    [
      'an identity without a SID',
      accepting({ identity: { ...identity, sid: undefined } }),
      'identity.sid: expected a text',
    ],
    [
      'an identity without groups',
      accepting({ identity: { ...identity, groups: 'all' } }),
      'identity.groups: expected a list',
    ],
    [
      'an identity whose group SIDs are names',
      accepting({ identity: { ...identity, groupSids: ['admins'] } }),
      'identity.groupSids[0]: expected a SID',
    ],
    [
      'an identity without the flags of its context',
      accepting({ identity: { ...identity, context: undefined } }),
      'identity.context: expected an object',
    ],
    [
      'a flag that may be',
      accepting({ identity: { ...identity, context: { ...identity.context, identifyOnly: 'no' } } }),
      'identity.context.identifyOnly: expected true or false',
    ],
    ['an empty key', accepting({ sessionKey: Buffer.alloc(0) }), 'without a session key'],
    ['a key that is a text', accepting({ sessionKey: 'secret' }), 'without a session key'],
    ['an expiry that is no time', accepting({ expiresAt: Number.NaN }), 'an expiry that is no time'],
    ['a MIC that may be expected', accepting({ expectsMechListMic: 'yes' }), 'whether it expects a MIC'],
    ['a context without functions', accepting({ verifyMechListMic: true }), 'without its functions'],
    ['a refusal with success', refusing(NtStatus.STATUS_SUCCESS), 'whose status is no failure'],
    [
      'a refusal that goes on',
      refusing(NtStatus.STATUS_MORE_PROCESSING_REQUIRED),
      'whose status is no failure',
    ],
    [
      'a refusal without a reason',
      { ...refusing(NtStatus.STATUS_LOGON_FAILURE), reason: '' },
      'without a reason',
    ],
  ] as const) {
    it(`${title}: an error of the server, and the connection ends`, async () => {
      const { answer, errors, record } = await loginWith(step);
      assert.ok(answer instanceof ConnectionClosed);
      assert.ok(
        errors.some((error) => error.includes(`TOY: `) && error.includes(problem)),
        errors.join('\n'),
      );
      assert.equal(record?.reason, 'internal-error');
      assert.equal(record.identity, undefined);
    });
  }

  for (const [title, fact] of [
    ['a claim without a workstation', { kind: 'claim', user: 'alice', domain: '' }],
    ['a claim of a user that is no text', { kind: 'claim', user: 7, domain: '', workstation: '' }],
    ['a check without an outcome', { kind: 'check', check: 'toy', section: 'RFC 2324' }],
    ['a fact of another mechanism', { kind: 'mechanism', mechanism: 'NTLM', fact: {} }],
    [
      'a fact that SPNEGO alone tells',
      { kind: 'spnego-choice', mechanism: 'NTLM', oid: TOY, clientsFirst: true },
    ],
    ['a promise of a fact', Promise.resolve({ kind: 'claim' })],
  ] as const) {
    it(`${title}: an error of the server, and the connection ends`, async () => {
      const { errors, record } = await loginWith(accepting({}), fact);
      assert.ok(
        errors.some((error) => error.includes('TOY: a fact that is none')),
        errors.join('\n'),
      );
      assert.equal(record?.reason, 'internal-error');
      assert.equal(record.claimed, undefined);
    });
  }

  it('a MIC that is verified by a promise: refused', async () => {
    const later = { ...context, verifyMechListMic: async () => true } as unknown as SecurityContext;
    const createAcceptor = (): Acceptor => ({ step: async () => ({ kind: 'accepted', context: later }) });
    const mechanism: Mechanism = toyMechanism({ createAcceptor });
    await using server = await serve({ mechanisms: [mechanism] });
    const client = await server.negotiated();
    const reply = await new ToyClient(client).sayWithMic(Buffer.alloc(16));
    assert.equal(reply.status, NtStatus.STATUS_LOGON_FAILURE);
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'mech-list-mic-invalid');
  });

  it('an acceptor that is none: an error of the server', async () => {
    const errors: unknown[] = [];
    const logger = {
      error: (_: string, { error }: { readonly error: unknown }) => errors.push(error),
      warn: () => {},
    };
    const createAcceptor = () => Promise.resolve({ step: async () => accepting({}) }) as unknown as Acceptor;
    await using server = await serve({ mechanisms: [toyMechanism({ createAcceptor })], logger });
    await assert.rejects(new ToyClient(await server.negotiated()).say(), ConnectionClosed);
    assert.match(String(errors[0]), /TOY: createAcceptor gives no acceptor/);
  });
});
