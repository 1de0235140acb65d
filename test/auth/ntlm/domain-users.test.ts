import assert from 'node:assert/strict';
import { createNtlmMechanism } from '../../../src/auth/ntlm/create-mechanism.js';
import type { DomainAuthority } from '../../../src/auth/domain-authority.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { defaultAuthPolicy } from '../../../src/auth/policy.js';
import { machineSidOf } from '../../../src/auth/identity.js';
import { type StoreRefusal, storeRefusals } from '../../../src/auth/proof-question.js';
import { wireStatusOf } from '../../../src/auth/rejection.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import type { AuthorityFact } from '../../../src/facts/login.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { domainAnswering, domainOf, namesOfMember, type TestDomain } from '../../support/domain-authority.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { type NtlmClientOptions, NtlmClient, windowsFlags } from '../../support/ntlm-client.js';
import {
  account,
  assertAccepted,
  NtlmServer,
  type PolicyChange,
  reasonOf,
  storeOf,
} from '../../support/ntlm-login.js';
import { directory } from '../../support/verifying-store.js';

const sessionBaseKey = Buffer.alloc(16, 7);
const identity = { account: 'User', domain: 'EXAMPLE', sid: `${directory.sid}-1104` } as const;
const proved = { proved: { sessionBaseKey, identity }, controller: 'dc1' } as const;

/** A client whose message holds nothing that its key must fit: the answer of the domain alone decides. */
const careless: NtlmClientOptions = {
  domain: 'EXAMPLE',
  mic: false,
  flags: (windowsFlags & ~F.KEY_EXCH) >>> 0,
};

/** A server with the local account `User`, whose password is `Local`. */
function member(
  domain: DomainAuthority,
  policy: PolicyChange = {},
  runtime = new FixedRuntime(),
): NtlmServer {
  const accounts = storeOf(account('User', { password: 'Local' }));
  return new NtlmServer({ accounts, names: namesOfMember, domain, policy, runtime });
}

interface Joined {
  readonly server: NtlmServer;
  readonly domain: TestDomain;
}

/** The same in a domain whose `User` has the password `Domain`, and with `Only` there. */
function joined(policy: PolicyChange = {}, change: Parameters<typeof account>[1] = {}): Joined {
  const runtime = new FixedRuntime();
  const users = [account('User', { password: 'Domain', ...change }), account('Only', { password: 'Domain' })];
  const domain = domainOf(() => runtime.now(), ...users);
  return { server: member(domain, policy, runtime), domain };
}

function authorityOf({ facts }: NtlmServer): AuthorityFact | undefined {
  return facts.findLast((fact) => fact.kind === 'authority');
}

describe('a server in a domain', () => {
  it('has accounts of its own under its own name, and users of the domain, who may have the same name', async () => {
    const { server, domain } = joined();
    const local = await server.login({ domain: 'SERVER', password: 'Local' });
    assertAccepted(local);
    assert.equal(domain.questions.length, 0);
    assert.deepEqual(authorityOf(server), {
      kind: 'authority',
      asked: 'local',
      named: 'own-name',
      domain: 'EXAMPLE',
    });
    const ours = local.context.identity;
    assert.deepEqual([ours.domain, ours.account, ours.authority], ['SERVER', 'User', undefined]);

    const foreign = await server.login({ domain: 'EXAMPLE', password: 'Domain' });
    assertAccepted(foreign);
    const {
      domain: ofUser,
      account: name,
      sid,
      authority,
      logonServer,
      groupSids,
    } = foreign.context.identity;
    assert.deepEqual(
      { ofUser, name, sid, authority, logonServer },
      {
        ofUser: 'EXAMPLE',
        name: 'User',
        sid: `${directory.sid}-1104`,
        authority: 'domain',
        logonServer: 'DC1',
      },
    );
    assert.ok(groupSids.includes(`${directory.sid}-512`));
    assert.notEqual(ours.sid, sid);
    assert.deepEqual(authorityOf(server), {
      kind: 'authority',
      asked: 'domain',
      named: 'domain-name',
      domain: 'EXAMPLE',
      outcome: 'proved',
      controller: 'dc1.example.test',
    });
  });

  it('never asks one side what the other refused', async () => {
    const { server, domain } = joined();
    // The password of the local account, sent for the domain, and the other way round.
    assert.equal(reasonOf(await server.login({ domain: 'EXAMPLE', password: 'Local' })), 'wrong-password');
    assert.equal(domain.questions.length, 1);
    assert.equal(reasonOf(await server.login({ domain: '.', password: 'Domain' })), 'wrong-password');
    const unknown = await server.login({ domain: 'SERVER', user: 'Only', password: 'Domain' });
    assert.equal(reasonOf(unknown), 'unknown-account');
    assert.equal(domain.questions.length, 1);
    for (const refused of storeRefusals) {
      const away = member(domainAnswering(Promise.resolve({ refused, controller: 'dc1' })));
      const step = await away.login({ domain: 'EXAMPLE', password: 'Local' });
      assert.equal(step.kind, 'rejected', refused);
    }
  });

  it('asks the domain about every other name, with the names as the client hashes them', async () => {
    const { server, domain } = joined();
    for (const named of ['', 'example.test', 'WORKGROUP']) {
      assertAccepted(await server.login({ domain: named, password: 'Domain' }));
    }
    assertAccepted(await server.login({ user: 'user@example.test', domain: '', password: 'Domain' }));
    assert.deepEqual(
      domain.questions.map(({ hashed }) => `${hashed.domainName}\\${hashed.userName}`),
      ['\\User', 'example.test\\User', 'WORKGROUP\\User', '\\user@example.test'],
    );
    assert.deepEqual(
      server.facts.flatMap((fact) => (fact.kind === 'authority' && fact.outcome ? [fact.named] : [])),
      ['none', 'domain-dns-name', 'other', 'domain-dns-name'],
    );
  });

  it('asks about the response that it judges: an LM response beside it could be right in its place', async () => {
    const lmResponse = Buffer.alloc(24, 7);
    const policy = { ntlm: { v1: 'accept' } } as const;
    const noExtension = { flags: (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0 };
    const cases = [
      [{}, policy, Buffer.alloc(24)],
      [{ response: 'ntlmv1', ...noExtension }, policy, Buffer.alloc(24)],
      [{ response: 'ntlmv1', ...noExtension }, { ntlm: { v1: 'accept', lm: 'accept' } }, lmResponse],
      [{ response: 'ntlmv1' }, policy, Buffer.concat([Buffer.alloc(8, 7), Buffer.alloc(16)])],
    ] as const;
    for (const [options, given, asked] of cases) {
      const { server, domain } = joined(given);
      await server.login({ ...options, domain: 'EXAMPLE', password: 'wrong', lmResponse });
      assert.deepEqual(
        domain.questions.map((question) => question.lmResponse),
        [asked],
      );
    }
  });

  it('[MS-PAC] 4.1.2.2: takes no SIDs of its own, and no well-known ones, from a controller', async () => {
    const machineSid = 'S-1-5-21-1-2-3';
    const groupSids = [
      `${machineSid}-1000`,
      `${machineSid}-513`,
      'S-1-5-32-544',
      'S-1-5-18',
      'S-1-5-64-10',
      'S-1-5-21-4-5-6',
      'S-1-1-0',
      'S-1-5-21-4-5-6-1000',
      'S-1-18-2',
    ];
    const answer = { ...proved, proved: { sessionBaseKey, identity: { ...identity, groupSids } } };
    const server = new NtlmServer({
      names: namesOfMember,
      domain: domainAnswering(Promise.resolve(answer)),
      machineSid,
      groups: { admins: { sid: 'S-1-5-32-544' }, staff: { sid: `${machineSid}-1000` } },
    });
    const step = await server.login(careless);
    assertAccepted(step);
    const { groups, groupSids: given } = step.context.identity;
    assert.deepEqual(groups, []);
    assert.deepEqual(given, [
      `${directory.sid}-513`,
      'S-1-5-21-4-5-6-1000',
      'S-1-18-2',
      'S-1-18-1',
      'S-1-1-0',
      'S-1-5-2',
      'S-1-5-11',
    ]);
  });

  it('keeps its own accounts’ store out of it where that verifies by itself', async () => {
    const domain = domainAnswering(Promise.resolve(proved));
    let asked = 0;
    const accounts = { verify: async () => (asked++, { refused: 'wrong-password' as const }) };
    const server = new NtlmServer({ accounts, names: namesOfMember, domain });
    assertAccepted(await server.login(careless));
    assert.equal(asked, 0);
    assert.equal(reasonOf(await server.login({ ...careless, domain: 'SERVER' })), 'wrong-password');
    assert.equal(asked, 1);
  });

  it('asks nobody about a client without a name or a response', async () => {
    const { server, domain } = joined({ anonymous: 'accept' });
    const anonymous = await server.login({ response: 'anonymous', domain: 'EXAMPLE' });
    assertAccepted(anonymous);
    assert.equal(anonymous.context.identity.kind, 'anonymous');
    assert.equal(reasonOf(await server.login({ user: '', domain: 'EXAMPLE' })), 'unknown-account');
    assert.equal(domain.questions.length, 0);
  });

  it('makes guests of names that the domain does not know, where policy lets it', async () => {
    const { server } = joined({ guest: 'unknown-users' });
    const step = await server.login({ ...careless, user: 'Nobody' });
    assertAccepted(step);
    const { kind, domain } = step.context.identity;
    assert.deepEqual([kind, domain], ['guest', 'SERVER']);
    assert.equal(reasonOf(await server.login({ ...careless, password: 'wrong' })), 'wrong-password');
  });

  it('has the same key as the client: of NTLMv2 as it is, of NTLMv1 by KXKEY', async () => {
    const policy = { ntlm: { v1: 'accept', mic: 'when-flagged' } } as const;
    for (const options of [
      {},
      { response: 'ntlmv1' },
      { response: 'ntlmv1', flags: (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0 },
    ] as const) {
      const { server } = joined(policy);
      const client = new NtlmClient({ domain: 'EXAMPLE', password: 'Domain', ...options });
      const step = await server.login(client);
      assertAccepted(step);
      assert.deepEqual(step.context.sessionKey, client.sessionKey);
    }
  });
});

describe('the checks of the server follow the yes of a controller', () => {
  it('the MIC', async () => {
    const { server } = joined();
    const step = await server.login({ domain: 'EXAMPLE', password: 'Domain' }, (message) => {
      message.writeUInt8(message.readUInt8(72) ^ 1, 72);
      return message;
    });
    assert.equal(reasonOf(step), 'ntlm-mic-invalid');
  });

  it('the target information', async () => {
    const { server } = joined();
    const editAvPairs: NtlmClientOptions['editAvPairs'] = (pairs) => pairs.slice(1);
    const step = await server.login({ domain: 'EXAMPLE', password: 'Domain', editAvPairs });
    assert.equal(reasonOf(step), 'target-info-altered');
  });

  it('the timestamp', async () => {
    const { server } = joined({ ntlm: { maxClockSkewSeconds: 60 } });
    const step = await server.login({ domain: 'EXAMPLE', password: 'Domain', timeStamp: 1n });
    assert.equal(reasonOf(step), 'clock-skew');
  });

  it('a group that may not use NTLM', async () => {
    const groupSids = [`${directory.sid}-525`];
    const answer = { ...proved, proved: { sessionBaseKey, identity: { ...identity, groupSids } } };
    const step = await member(domainAnswering(Promise.resolve(answer))).login(careless);
    assert.deepEqual(step, {
      kind: 'rejected',
      reason: 'ntlm-refused',
      status: NtStatus.STATUS_ACCOUNT_RESTRICTION,
    });
  });

  it('the kind of response', async () => {
    const { server, domain } = joined();
    const step = await server.login({ domain: 'EXAMPLE', password: 'Domain', response: 'ntlmv1' });
    assert.equal(reasonOf(step), 'ntlmv1-refused');
    assert.equal(domain.questions.length, 0);
  });
});

describe('the refusals of a domain', () => {
  const sent: Partial<Record<StoreRefusal, number>> = { 'ntlm-refused': NtStatus.STATUS_ACCOUNT_RESTRICTION };
  for (const refused of storeRefusals) {
    it(`${refused} has its NTSTATUS, and the record what the controller said`, async () => {
      const status = 0xc000_0001;
      const answer = { refused, controller: 'dc1', status, because: 'Words of the channel.' };
      const server = member(domainAnswering(Promise.resolve(answer)));
      const step = await server.login(careless);
      assert.deepEqual(step, {
        kind: 'rejected',
        reason: refused,
        status: sent[refused] ?? wireStatusOf(refused),
      });
      assert.deepEqual(authorityOf(server), {
        kind: 'authority',
        asked: 'domain',
        named: 'domain-name',
        domain: 'EXAMPLE',
        outcome: 'refused',
        controller: 'dc1',
        status,
        cause: 'Words of the channel.',
      });
    });
  }

  it('tell of the password only where the controller has looked at it', async () => {
    const proofIn = async (refused: StoreRefusal) => {
      const server = member(domainAnswering(Promise.resolve({ refused })));
      await server.login(careless);
      const outcome = (name: string) =>
        server.facts.find((fact) => fact.kind === 'check' && fact.check === name);
      const proof = outcome('nt-proof');
      return proof?.kind === 'check' ? proof.outcome : 'unknown';
    };
    for (const refused of ['account-disabled', 'account-expired', 'password-must-change'] as const)
      assert.equal(await proofIn(refused), 'passed', refused);
    for (const refused of ['wrong-password', 'controller-logon-failure'] as const)
      assert.equal(await proofIn(refused), 'failed', refused);
    for (const refused of [
      'ntlm-refused',
      'ntlm-blocked',
      'account-locked',
      'authentication-firewall',
      'controller-refused',
      'machine-account-refused',
      'controller-not-trusted',
      'no-logon-server',
    ] as const)
      assert.equal(await proofIn(refused), 'unknown', refused);
  });

  it('are no error of a store: the log of the server is not told of each login', async () => {
    const failures: unknown[] = [];
    const server = new NtlmServer({
      names: namesOfMember,
      domain: domainAnswering(Promise.resolve({ refused: 'no-logon-server', because: 'All are away.' })),
      onStoreFailure: (error) => failures.push(error),
    });
    assert.equal(reasonOf(await server.login(careless)), 'no-logon-server');
    assert.deepEqual(failures, []);
    assert.equal(server.fact('account-store-failed'), undefined);
    assert.equal(authorityOf(server)?.cause, 'All are away.');
  });

  it('look alike to the client for an unknown name and for a wrong password', async () => {
    const steps = [];
    for (const user of ['Nobody', 'User']) {
      const { server } = joined();
      const { status } = { status: undefined, ...(await server.login({ ...careless, user, password: 'x' })) };
      steps.push(status);
    }
    assert.deepEqual(steps, [NtStatus.STATUS_LOGON_FAILURE, NtStatus.STATUS_LOGON_FAILURE]);
  });

  it('no answer in time is no logon server, and the question is withdrawn', async () => {
    const runtime = new FixedRuntime();
    let withdrawn: AbortSignal | undefined;
    const domain: DomainAuthority = {
      name: 'EXAMPLE',
      dnsName: 'example.test',
      timeoutSeconds: 0.02,
      verify: ({ signal }) => {
        withdrawn = signal;
        return new Promise<never>(() => {});
      },
    };
    const failures: unknown[] = [];
    const server = new NtlmServer({
      names: namesOfMember,
      domain,
      runtime: Object.assign(runtime, { after: systemRuntime.after }),
      onStoreFailure: (error) => failures.push(error),
    });
    assert.equal(reasonOf(await server.login(careless)), 'no-logon-server');
    assert.equal(withdrawn?.aborted, true);
    assert.match(String(failures[0]), /the domain EXAMPLE gave no answer in 0\.02 seconds/);
    assert.equal(authorityOf(server)?.cause, 'It gave no answer in 0.02 seconds.');
  });
});

describe('a domain that answers wrongly lets nobody in', () => {
  const withIdentity = (change: object): unknown => ({
    ...proved,
    proved: { sessionBaseKey, identity: { ...identity, ...change } },
  });
  const answers: readonly (readonly [what: string, answer: unknown])[] = [
    ['undefined', undefined],
    ['true', true],
    ['a word', 'proved'],
    ['nothing in an object', { controller: 'dc1' }],
    ['a promise of true', Promise.resolve(true)],
    ['a promise in the field', { ...proved, proved: Promise.resolve(proved.proved) }],
    ['true for the proof', { ...proved, proved: true }],
    ['both', { ...proved, refused: 'wrong-password' }],
    ['a proof of no controller', { proved: proved.proved }],
    ['a proof of an empty controller', { ...proved, controller: '' }],
    ['a proof of a controller that is a promise', { ...proved, controller: Promise.resolve('dc1') }],
    ['a proof with a status', { ...proved, status: 0xc000_006a }],
    ['a proof with the status of success', { ...proved, status: 0 }],
    ['a proof with a cause', { ...proved, because: 'all is well' }],
    ['another key beside', { ...proved, guest: true }],
    ['a status that is no number', { refused: 'wrong-password', status: '0xc000006a' }],
    ['a negative status', { refused: 'wrong-password', status: -1_073_741_718 }],
    ['a cause without end', { refused: 'wrong-password', because: 'x'.repeat(5000) }],
    ['an unknown refusal', { refused: 'password-wrong' }],
    ['a key of zeros', { ...proved, proved: { sessionBaseKey: Buffer.alloc(16), identity } }],
    ['a key that is too short', { ...proved, proved: { sessionBaseKey: Buffer.alloc(8, 1), identity } }],
    ['no key', { ...proved, proved: { identity } }],
    ['LOGON_GUEST', withIdentity({ userFlags: 0x121 })],
    ['flags of more than 32 bits', withIdentity({ userFlags: 2 ** 32 + 0x20 })],
    ['flags that are a text', withIdentity({ userFlags: '0x20' })],
    ['a user of this server', withIdentity({ domain: 'server' })],
    ['a user of no domain', withIdentity({ domain: '' })],
    ['a name with its domain', withIdentity({ account: 'EXAMPLE\\User' })],
    ['the SID of an account of this server', withIdentity({ sid: `${machineSidOf('SERVER')}-1000` })],
    ['a group of this server as the first', withIdentity({ primaryGroup: `${machineSidOf('SERVER')}-513` })],
    ['the SID of the system', withIdentity({ sid: 'S-1-5-18' })],
    ['a SID that is none', withIdentity({ sid: 'S-1-' })],
    ['no SID', withIdentity({ sid: undefined })],
  ];
  for (const [what, answer] of answers) {
    it(what, async () => {
      const failures: unknown[] = [];
      const server = new NtlmServer({
        accounts: storeOf(account('User', { password: 'Local' })),
        names: namesOfMember,
        domain: domainAnswering(answer),
        policy: { guest: 'unknown-users' },
        onStoreFailure: (error) => failures.push(error),
      });
      const step = await server.login({ ...careless, password: 'Local' });
      assert.equal(reasonOf(step), 'store-failed');
      assert.equal(failures.length, 1);
    });
  }

  it('an error', async () => {
    const server = member(domainAnswering(Promise.reject(new Error('down'))));
    assert.deepEqual(await server.login(careless), {
      kind: 'rejected',
      reason: 'store-failed',
      status: NtStatus.STATUS_INTERNAL_ERROR,
    });
  });

  it('but the right answer does, with its flags in the identity', async () => {
    const userFlags = 0x120;
    const accountControl = 0x210;
    const server = member(domainAnswering(Promise.resolve(withIdentity({ userFlags, accountControl }))));
    const step = await server.login(careless);
    assertAccepted(step);
    const { identity: user } = step.context;
    assert.deepEqual([user.userFlags, user.accountControl], [userFlags, accountControl]);
  });
});

describe('lock-out of a server in a domain', () => {
  const lockout = { threshold: 3, windowSeconds: 60, durationSeconds: 600 };

  it('goes before the question, whatever name the client has for the domain', async () => {
    const { server, domain } = joined({ lockout });
    for (const named of ['EXAMPLE', 'example.test', '']) {
      assert.equal(reasonOf(await server.login({ domain: named, password: 'wrong' })), 'wrong-password');
    }
    assert.equal(domain.questions.length, 3);
    const right = await server.login({ domain: 'EXAMPLE', password: 'Domain' });
    assert.deepEqual(right, {
      kind: 'rejected',
      reason: 'account-locked',
      status: NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
    });
    assert.equal(domain.questions.length, 3);
    server.runtime.advance(600_000);
    assertAccepted(await server.login({ domain: 'EXAMPLE', password: 'Domain' }));
  });

  it('has one count for the spellings of a name that a directory takes for one', async () => {
    const failing = member(
      domainAnswering(Promise.resolve({ refused: 'wrong-password', controller: 'dc1' })),
      { lockout },
    );
    for (const user of [' User', 'user  ', 'User\0x']) {
      assert.equal(reasonOf(await failing.login({ ...careless, user })), 'wrong-password');
    }
    assert.equal(reasonOf(await failing.login(careless)), 'account-locked');
  });

  it('counts the accounts of the server and the users of the domain apart', async () => {
    const { server } = joined({ lockout });
    for (let n = 0; n < 3; n++) await server.login({ domain: 'EXAMPLE', password: 'wrong' });
    assertAccepted(await server.login({ domain: 'SERVER', password: 'Local' }));
    for (let n = 0; n < 3; n++) await server.login({ domain: 'SERVER', password: 'wrong' });
    assert.equal(reasonOf(await server.login({ domain: 'SERVER', password: 'Local' })), 'account-locked');
    server.runtime.advance(600_000);
    for (let n = 0; n < 3; n++) await server.login({ domain: 'SERVER', password: 'wrong' });
    assertAccepted(await server.login({ domain: 'EXAMPLE', password: 'Domain' }));
  });

  it('a success in one spelling of the domain forgets the failures of the others', async () => {
    const { server } = joined({ lockout });
    for (const named of ['', 'example.test']) await server.login({ domain: named, password: 'wrong' });
    assertAccepted(await server.login({ domain: 'EXAMPLE', password: 'Domain' }));
    for (let n = 0; n < 2; n++) await server.login({ domain: '', password: 'wrong' });
    assertAccepted(await server.login({ domain: '', password: 'Domain' }));
  });

  it('counts an answer that does not tell whether the password is wrong', async () => {
    const server = member(
      domainAnswering(Promise.resolve({ refused: 'controller-logon-failure', status: 0xc000_006d })),
      { lockout },
    );
    for (let n = 0; n < 3; n++) {
      assert.equal(
        reasonOf(await server.login({ ...careless, password: `${n}` })),
        'controller-logon-failure',
      );
    }
    assert.equal(reasonOf(await server.login(careless)), 'account-locked');
  });

  it('counts nothing where no controller looked at the account', async () => {
    for (const refused of ['no-logon-server', 'machine-account-refused', 'ntlm-blocked'] as const) {
      const server = member(domainAnswering(Promise.resolve({ refused })), { lockout });
      for (let n = 0; n < 4; n++) assert.equal(reasonOf(await server.login(careless)), refused);
    }
  });
});

describe('the options of a server in a domain', () => {
  const domain = domainAnswering(undefined);
  const options = {
    accounts: storeOf(account('User')),
    policy: defaultAuthPolicy,
    names: namesOfMember,
    runtime: systemRuntime,
  };
  const faulty: readonly (readonly [what: string, change: object, message: string])[] = [
    ['true', { domain: true }, 'domain: expected an object'],
    ['a promise', { domain: Promise.resolve(domain) }, 'domain.verify: expected a function'],
    ['no function', { domain: { ...domain, verify: 'yes' } }, 'domain.verify: expected a function'],
    ['no DNS name', { domain: { ...domain, dnsName: '' } }, 'domain.dnsName: expected a DNS name'],
    ['no time', { domain: { ...domain, timeoutSeconds: 0 } }, 'domain.timeoutSeconds: expected more than 0'],
    [
      'another domain in the CHALLENGE',
      { domain, names: { ...namesOfMember, netbiosDomain: 'OTHER' } },
      'names.netbiosDomain: expected EXAMPLE, the name of the domain',
    ],
    [
      'no domain in the CHALLENGE',
      { domain, names: { ...namesOfMember, netbiosDomain: '' } },
      'names.netbiosDomain: expected EXAMPLE, the name of the domain',
    ],
    [
      'the name of the domain for the server',
      { domain, names: { ...namesOfMember, netbiosName: 'Example' } },
      'names.netbiosName: expected another name than that of the domain',
    ],
    [
      'users of a domain among the members of groups, and no domain',
      { groups: { staff: { members: ['bob', 'EXAMPLE\\alice'] } } },
      'groups.staff.members[1]: expected the name of an account without its domain, @group, or a SID',
    ],
  ];
  for (const [what, change, message] of faulty) {
    it(`refuse ${what}`, () => {
      assert.throws(
        () => createNtlmMechanism({ ...options, ...change }),
        (error: Error) => {
          assert.ok(error.message.includes(message), error.message);
          return true;
        },
      );
    });
  }

  it('take a domain, and its users among the members of groups', () => {
    const groups = { staff: { members: ['EXAMPLE\\alice'] } };
    assert.equal(createNtlmMechanism({ ...options, domain, groups }).name, 'NTLM');
  });
});
