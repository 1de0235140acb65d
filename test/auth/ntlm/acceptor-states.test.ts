import assert from 'node:assert/strict';
import type { AccountStore } from '../../../src/auth/account.js';
import { Lockout } from '../../../src/auth/lockout.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import { account, assertAccepted, NtlmServer, reasonOf, storeOf } from '../../support/ntlm-login.js';

const client = new NtlmClient();

async function challenged(server = new NtlmServer()) {
  const acceptor = server.acceptor();
  const step = await acceptor.step(client.negotiateMessage);
  assert.ok(step.kind === 'continue');
  return { acceptor, challenge: step.token, authenticate: client.authenticate(step.token) };
}

describe('states of the NTLM acceptor', () => {
  it('AUTHENTICATE without NEGOTIATE is out of sequence', async () => {
    const { authenticate } = await challenged();
    const step = await new NtlmServer().acceptor().step(authenticate);
    assert.deepEqual(step, {
      kind: 'rejected',
      reason: 'out-of-sequence',
      status: NtStatus.STATUS_INVALID_PARAMETER,
    });
  });

  it('a second NEGOTIATE is out of sequence, and the challenge is gone', async () => {
    const { acceptor, authenticate } = await challenged();
    assert.equal(reasonOf(await acceptor.step(client.negotiateMessage)), 'out-of-sequence');
    assert.equal(reasonOf(await acceptor.step(authenticate)), 'out-of-sequence');
  });

  it('our own CHALLENGE reflected is out of sequence', async () => {
    const { acceptor, challenge } = await challenged();
    assert.equal(reasonOf(await acceptor.step(challenge)), 'out-of-sequence');
  });

  it('a challenge is answered once: nothing follows an accepted login', async () => {
    const { acceptor, authenticate } = await challenged();
    assertAccepted(await acceptor.step(authenticate));
    assert.equal(reasonOf(await acceptor.step(authenticate)), 'out-of-sequence');
  });

  it('a challenge is answered once: a right answer after a wrong one comes too late', async () => {
    const { acceptor, challenge, authenticate } = await challenged();
    const wrong = new NtlmClient({ password: 'wrong' }).authenticate(challenge);
    assert.equal(reasonOf(await acceptor.step(wrong)), 'wrong-password');
    assert.equal(reasonOf(await acceptor.step(authenticate)), 'out-of-sequence');
  });

  it('a challenge is answered once: also by two answers at the same time', async () => {
    const { acceptor, authenticate } = await challenged();
    const steps = await Promise.all([acceptor.step(authenticate), acceptor.step(authenticate)]);
    assert.deepEqual(steps.map(reasonOf), ['accepted', 'out-of-sequence']);
  });

  it('an answer belongs to its own challenge', async () => {
    const server = new NtlmServer();
    const first = await challenged(server);
    const second = await challenged(server);
    assert.equal(reasonOf(await first.acceptor.step(second.authenticate)), 'wrong-password');
  });

  for (const [title, token] of [
    ['nothing', Buffer.alloc(0)],
    ['a signature alone', Buffer.from('NTLMSSP\0')],
    ['another signature', Buffer.concat([Buffer.from('NTLMSSQ\0'), client.negotiateMessage.subarray(8)])],
  ] as const) {
    it(`${title} is malformed`, async () => {
      const server = new NtlmServer();
      assert.equal(reasonOf(await server.acceptor().step(token)), 'ntlm-malformed');
      assert.deepEqual(server.checks('failed'), ['ntlm-form']);
    });
  }

  it('a fourth message type is out of sequence', async () => {
    const token = Buffer.from(client.negotiateMessage);
    token.writeUInt32LE(4, 8);
    assert.equal(reasonOf(await new NtlmServer().acceptor().step(token)), 'out-of-sequence');
  });
});

describe('an account store that fails', () => {
  const stores: readonly [string, AccountStore][] = [
    ['by rejecting', { find: () => Promise.reject(new Error('database gone')) }],
    [
      'by throwing',
      {
        find: () => {
          throw new Error('database gone');
        },
      },
    ],
    [
      'by an account without a hash',
      { find: () => Promise.resolve(account('User', { ntHash: Buffer.alloc(0) })) },
    ],
    ['by half a hash', { find: () => Promise.resolve(account('User', { ntHash: Buffer.alloc(8) })) }],
  ];

  for (const [title, accounts] of stores) {
    it(`${title} lets nobody in`, async () => {
      for (const policy of [{}, { guest: 'unknown-users' }] as const) {
        const server = new NtlmServer({ accounts, policy });
        const step = await server.login({ password: '' });
        assert.deepEqual(step, {
          kind: 'rejected',
          reason: 'store-failed',
          status: NtStatus.STATUS_INTERNAL_ERROR,
        });
        assert.ok(server.fact('account-store-failed')?.error instanceof Error);
      }
    });
  }

  it('is asked for the account part of the name and for the domain', async () => {
    const asked: string[][] = [];
    const accounts: AccountStore = {
      find: (...names) => {
        asked.push(names);
        return Promise.resolve(undefined);
      },
    };
    const server = new NtlmServer({ accounts });
    await server.login({ user: 'user@example.com', domain: '' });
    await server.login({ user: 'DOM\\user', domain: '' });
    await server.login({ user: 'user', domain: 'Dom' });
    assert.deepEqual(asked, [
      ['user', 'example.com'],
      ['user', 'DOM'],
      ['user', 'Dom'],
    ]);
  });
});

describe('fields of NTLM messages that nobody needs', () => {
  const heimdal = '4e544c4d535350000100000001920840080008001800000000000000000000005400450053005400';

  it('end no login when a NEGOTIATE of Heimdal 7.7 points its domain into the header; the record says so', async () => {
    const server = new NtlmServer({ policy: { ntlm: { require128: false } } });
    const step = await server.acceptor().step(Buffer.from(heimdal, 'hex'));
    assert.equal(step.kind, 'continue');
    const form = server.facts.find((fact) => fact.kind === 'check' && fact.check === 'ntlm-form');
    assert.deepEqual(form, {
      kind: 'check',
      check: 'ntlm-form',
      outcome: 'passed',
      section: '[MS-NLMP] 2.2.1.1',
      detail: 'ignored: NEGOTIATE_MESSAGE.DomainName at byte 24: points into the header',
    });
  });

  it('do not get an account past its list of workstations', async () => {
    const pointsIntoHeader = (message: Buffer) => {
      const altered = Buffer.from(message);
      altered.writeUInt32LE(8, 48);
      return altered;
    };
    const withoutMic = { mic: false } as const;
    const anywhere = new NtlmServer();
    assertAccepted(await anywhere.login(withoutMic, pointsIntoHeader));
    assert.equal(anywhere.fact('claim')?.workstation, '');
    const restricted = new NtlmServer({ accounts: storeOf(account('User', { workstations: ['COMPUTER'] })) });
    assert.equal(reasonOf(await restricted.login(withoutMic, pointsIntoHeader)), 'workstation-not-allowed');
  });
});

describe('lock-out', () => {
  const lockout = { threshold: 3, windowSeconds: 60, durationSeconds: 600 };

  async function fail(server: NtlmServer, user = 'User') {
    return server.login({ user, password: 'wrong' });
  }

  it('refuses the right password too, until it ends', async () => {
    const server = new NtlmServer({ policy: { lockout } });
    for (let i = 0; i < 3; i++) assert.equal(reasonOf(await fail(server)), 'wrong-password');
    const step = await server.login({});
    assert.equal(reasonOf(step), 'account-locked');
    assert.equal(step.kind === 'rejected' && step.status, NtStatus.STATUS_ACCOUNT_LOCKED_OUT);
    server.runtime.advance(600_000);
    assertAccepted(await server.login({}));
  });

  it('says the same to the client for a name that does not exist', async () => {
    const statuses = async (user: string) => {
      const server = new NtlmServer({ policy: { lockout } });
      const steps = [];
      for (let i = 0; i < 5; i++) steps.push(await fail(server, user));
      return steps.map((step) => step.kind === 'rejected' && step.status);
    };
    assert.deepEqual(await statuses('nobody'), await statuses('User'));
  });

  it('does not tell which names exist once others have pushed them out of the memory of what is told', async () => {
    const runtime = new FixedRuntime();
    const lockouts = { accounts: new Lockout(lockout, runtime), names: new Lockout(lockout, runtime, 2) };
    const server = new NtlmServer({ policy: { lockout }, runtime, settings: { lockouts } });
    const statuses = async (user: string, times: number) => {
      const steps = [];
      for (let i = 0; i < times; i++) steps.push(await fail(server, user));
      return steps.map((step) => step.kind === 'rejected' && step.status);
    };
    const locked = await statuses('User', 4);
    assert.deepEqual(locked, await statuses('nobody', 4));
    assert.equal(locked.at(-1), NtStatus.STATUS_ACCOUNT_LOCKED_OUT);
    await statuses('other', 1);
    await statuses('another', 1);

    // The account is locked as before, a right password included; the client is told what a stranger is told.
    const right = await server.login({});
    assert.equal(reasonOf(right), 'account-locked');
    assert.equal(right.kind === 'rejected' && right.status, NtStatus.STATUS_LOGON_FAILURE);
    assert.deepEqual(await statuses('User', 3), (await statuses('nobody', 4)).slice(1));
    runtime.advance(600_000);
    assertAccepted(await server.login({}));
  });

  it('goes on after a right password with which the login failed all the same', async () => {
    const server = new NtlmServer({ policy: { lockout } });
    await fail(server);
    await fail(server);
    const withoutEcho = { mic: false, editAvPairs: () => [] };
    assert.equal(reasonOf(await server.login(withoutEcho)), 'target-info-altered');
    await fail(server);
    assert.equal(reasonOf(await server.login({})), 'account-locked');
  });

  it('begins anew after a login that succeeded', async () => {
    const server = new NtlmServer({ policy: { lockout } });
    for (let round = 0; round < 3; round++) {
      await fail(server);
      await fail(server);
      assertAccepted(await server.login({}));
    }
  });
});
