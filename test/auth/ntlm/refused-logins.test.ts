import assert from 'node:assert/strict';
import type { Account, AccountStore } from '../../../src/auth/account.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { lmowfV1, ntlmV1Response } from '../../../src/auth/ntlm/ntlm-v1.js';
import type { NtlmRejectionReason } from '../../../src/auth/ntlm/rejections.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient, windowsFlags } from '../../support/ntlm-client.js';
import { account, assertAccepted, NtlmServer, reasonOf, storeOf } from '../../support/ntlm-login.js';
import { verifyingStore } from '../../support/verifying-store.js';
import { formRefusals } from './refusals/form.js';
import { proofRefusals } from './refusals/proof.js';
import { type CheckName, order, type Refusal } from './refusals/refusal.js';
import { accountRefusals, sessionRefusals } from './refusals/session.js';

/** The two ways in which an account proves a login: its hash is found, or its directory is asked. */
const ways = ['by hash', 'by asking'] as const;
type Way = (typeof ways)[number];

function accountsOf(way: Way, runtime: FixedRuntime, user: Account): AccountStore {
  return way === 'by hash' ? storeOf(user) : verifyingStore(() => runtime.now(), user);
}

function serverFor(refusal: Refusal, way: Way): NtlmServer {
  const { policy = {}, account: change = {}, channelBindings } = refusal;
  const { password, ...hashOnly } = account('User', change);
  assert.equal(typeof password, 'string');
  const runtime = new FixedRuntime();
  return new NtlmServer({
    policy,
    runtime,
    accounts: accountsOf(way, runtime, refusal.hashOnly ? hashOnly : account('User', change)),
    ...(channelBindings && { channelBindings }),
  });
}

/** Accepts whatever a policy can accept. */
function lenientServer(way: Way): NtlmServer {
  const ntlm = {
    v1: 'accept',
    lm: 'accept',
    require128: false,
    echoTargetInfo: false,
    challengeLifetimeSeconds: 3600,
  } as const;
  const runtime = new FixedRuntime();
  const accounts = accountsOf(way, runtime, account('User'));
  return new NtlmServer({ policy: { ntlm, anonymous: 'accept' }, runtime, accounts });
}

/** Checks that fail because of what the policy or the account says, not because the message is wrong. */
const matterOfPolicy: readonly CheckName[] = [
  'response-kind',
  'account-status',
  'session-security',
  'target-info',
  'channel-bindings',
  'target-name',
  'timestamp',
  'challenge-lifetime',
];

async function attempt(refusal: Refusal, server: NtlmServer) {
  const { tamper = (message: Buffer) => message, delay = 0, client = {} } = refusal;
  return server.login(client, (authenticate) => {
    server.runtime.advance(delay);
    return tamper(authenticate);
  });
}

const refusals = [...formRefusals, ...proofRefusals, ...accountRefusals, ...sessionRefusals];
const refusalsBothWays = refusals.flatMap((refusal) => ways.map((way) => ({ refusal, way })));

describe('NTLM logins that are refused, each by one check', () => {
  for (const { refusal, way } of refusalsBothWays) {
    it(`${refusal.check}: ${refusal.title}; proved ${way}`, async () => {
      const server = serverFor(refusal, way);
      const step = await attempt(refusal, server);
      assert.ok(step.kind === 'rejected');
      assert.equal(step.reason, refusal.reason);
      assert.equal(step.status, refusal.status ?? NtStatus.STATUS_LOGON_FAILURE);
      assert.equal(step.token, undefined);
      assert.deepEqual(server.checks('failed'), [refusal.check]);

      // Everything in front of the check passed, and nothing behind it was reached.
      const before = order.slice(0, order.indexOf(refusal.check));
      const passed = server.checks('passed');
      assert.deepEqual(
        passed,
        before.filter((check) => passed.includes(check)),
      );
      if (refusal.check !== 'ntlm-form') assert.ok(passed.includes('ntlm-form'));
      if (order.indexOf(refusal.check) > order.indexOf('nt-proof')) assert.ok(passed.includes('nt-proof'));

      // The same message fails nowhere else: without that rule it is accepted.
      if (matterOfPolicy.includes(refusal.check)) {
        assertAccepted(await attempt(refusal, lenientServer(way)));
      }
    });
  }

  it('has a case for every check', () => {
    const covered = new Set<string>(refusals.map(({ check }) => check));
    assert.deepEqual(
      order.filter((check) => !covered.has(check)),
      ['replay'],
    );
  });

  for (const way of ways) {
    it(`replay: a response seen before, should a challenge ever repeat; proved ${way}`, async () => {
      const runtime = new FixedRuntime(Buffer.from('0123456789abcdef', 'hex'));
      const server = new NtlmServer({ runtime, accounts: accountsOf(way, runtime, account('User')) });
      assertAccepted(await server.login({}));
      server.facts.length = 0;
      assert.equal(reasonOf(await server.login({})), 'replayed');
      assert.deepEqual(server.checks('failed'), ['replay']);
      assert.deepEqual(
        server.checks('passed'),
        order.filter((check) => server.checks('passed').includes(check)),
      );
    });
  }

  it('a right LM response does not help a wrong NT response', () => {
    // The case above relies on this: both passwords have the same LM hash.
    const challenge = Buffer.alloc(8, 1);
    assert.deepEqual(
      ntlmV1Response(lmowfV1('PASSWORD')!, challenge),
      ntlmV1Response(lmowfV1('Password')!, challenge),
    );
  });
});

describe('NEGOTIATE_MESSAGEs that are refused', () => {
  const cases: readonly [string, number, NtlmRejectionReason, number][] = [
    ['no character set', windowsFlags & ~F.UNICODE, 'ntlm-malformed', NtStatus.STATUS_INVALID_PARAMETER],
    [
      'SIGN without 128 bits under require128',
      windowsFlags & ~F.ENCRYPTION_128,
      'weak-session-security',
      NtStatus.STATUS_LOGON_FAILURE,
    ],
    [
      'SEAL without 128 bits under require128',
      (windowsFlags | F.SEAL) & ~(F.ENCRYPTION_128 | F.SIGN),
      'weak-session-security',
      NtStatus.STATUS_LOGON_FAILURE,
    ],
  ];

  for (const [title, flags, reason, status] of cases) {
    it(title, async () => {
      // At once: there is no challenge to answer.
      const { negotiateMessage } = new NtlmClient({ flags: flags >>> 0 });
      const step = await new NtlmServer().acceptor().step(negotiateMessage);
      assert.deepEqual(step, { kind: 'rejected', reason, status });
    });
  }
});

describe('evidence of a failed proof', () => {
  it('goes to the diagnosis for an account that exists', async () => {
    const server = new NtlmServer();
    await server.login({ password: 'wrong', domain: 'Dom' });
    const fact = server.ntlmFact('proof-failed');
    assert.equal(fact?.account?.name, 'User');
    assert.equal(fact.user, 'User');
    assert.equal(fact.domain, 'Dom');
    assert.equal(fact.serverChallenge.length, 8);
    assert.ok(fact.ntResponse.length > 44);
    assert.equal(fact.lmResponse.length, 24);
  });

  it('names no account for a name that does not exist', async () => {
    const server = new NtlmServer();
    await server.login({ user: 'nobody' });
    const fact = server.ntlmFact('proof-failed');
    assert.equal(fact?.account, undefined);
    assert.equal(fact?.user, 'nobody');
    assert.deepEqual(server.fact('account'), { kind: 'account', name: 'nobody', found: false });
  });
});
