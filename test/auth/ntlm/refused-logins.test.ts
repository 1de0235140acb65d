import assert from 'node:assert/strict';
import type { Account } from '../../../src/auth/accounts/account.js';
import type { AuthenticateMessage } from '../../../src/auth/ntlm/authenticate-message.js';
import { AvId, type AvPair } from '../../../src/auth/ntlm/av-pairs.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { lmowfV1, ntlmV1Response } from '../../../src/auth/ntlm/ntlm-v1.js';
import type { RejectionReason } from '../../../src/auth/rejection.js';
import { NtStatus } from '../../../src/nt-status.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient, type NtlmClientOptions, windowsFlags } from '../../support/ntlm-client.js';
import {
  account,
  assertAccepted,
  NtlmServer,
  type PolicyChange,
  reasonOf,
  storeOf,
} from '../../support/ntlm-login.js';

/** The order in which a login is judged. */
const order = [
  'ntlm-form',
  'response-kind',
  'account',
  'lock-out',
  'nt-proof',
  'account-status',
  'session-security',
  'session-key',
  'ntlm-mic',
  'target-info',
  'channel-bindings',
  'target-name',
  'timestamp',
  'challenge-lifetime',
  'replay',
] as const;

type CheckName = (typeof order)[number];

interface Refusal {
  readonly title: string;
  /** The one check that fails. */
  readonly check: CheckName;
  readonly reason: RejectionReason;
  /** STATUS_LOGON_FAILURE unless it says otherwise. */
  readonly status?: number;
  readonly client?: NtlmClientOptions;
  readonly policy?: PolicyChange;
  readonly account?: Partial<Account>;
  /** The account has an NT hash but no password, and so no LM hash. */
  readonly hashOnly?: true;
  readonly channelBindings?: Buffer;
  /** Changes the AUTHENTICATE behind the client's back. */
  readonly tamper?: (authenticate: Buffer) => Buffer;
  /** Time that passes between CHALLENGE and AUTHENTICATE. */
  readonly delay?: number;
}

const ntlmV1 = { ntlm: { v1: 'accept' } } as const;
const withoutEss = (windowsFlags & ~F.EXTENDED_SESSIONSECURITY) >>> 0;
const bindings = Buffer.from('tls-server-end-point:of our certificate');

/** 2024-01-03 12:00 UTC is hour 12 of Wednesday, the fourth day. */
const hourOfTest = 3 * 24 + 12;

function hoursWithout(hour: number): Buffer {
  const hours = Buffer.alloc(21, 0xff);
  hours[hour >> 3]! &= ~(1 << (hour & 7));
  return hours;
}

function edit(change: Partial<AuthenticateMessage>): NtlmClientOptions {
  return { editMessage: (message) => ({ ...message, ...change }) };
}

/** Changes the raw NTLMv2 response; no MIC, so that nothing else notices. */
function editNtResponse(change: (nt: Buffer) => Buffer): NtlmClientOptions {
  return {
    mic: false,
    editMessage: (message) => ({
      ...message,
      ntChallengeResponse: change(Buffer.from(message.ntChallengeResponse)),
    }),
  };
}

function withAvPair(id: number, value: Buffer): NtlmClientOptions {
  return { editAvPairs: (pairs) => [...pairs, { id, value }] };
}

const malformed = {
  check: 'ntlm-form',
  reason: 'ntlm-malformed',
  status: NtStatus.STATUS_INVALID_PARAMETER,
} as const;

const formRefusals: readonly Refusal[] = [
  ...[1, 15, 16, 23, 25, 27, 28, 43, 44, 47].map((length) => ({
    ...malformed,
    title: `an NT response of ${length} bytes`,
    client: editNtResponse((nt) => nt.subarray(0, length)),
  })),
  { ...malformed, title: 'RespType 2', client: editNtResponse((nt) => nt.fill(2, 16, 17)) },
  { ...malformed, title: 'HiRespType 2', client: editNtResponse((nt) => nt.fill(2, 17, 18)) },
  {
    ...malformed,
    title: 'AV pairs without MsvAvEOL',
    client: editNtResponse((nt) => nt.subarray(0, nt.length - 8)),
  },
  {
    ...malformed,
    title: 'an AV pair that goes beyond the response',
    client: editNtResponse((nt) => nt.fill(0xff, 46, 48)),
  },
  {
    ...malformed,
    title: 'MsvAvFlags of 3 bytes',
    client: { mic: false, ...withAvPair(AvId.MsvAvFlags, Buffer.alloc(3)) },
  },
  {
    ...malformed,
    title: 'MsvAvChannelBindings of 15 bytes',
    client: withAvPair(AvId.MsvAvChannelBindings, Buffer.alloc(15)),
  },
  {
    ...malformed,
    title: 'half a UTF-16 unit in MsvAvTargetName',
    client: withAvPair(AvId.MsvAvTargetName, Buffer.alloc(3)),
  },
  {
    ...malformed,
    title: 'MsvAvTimestamp of 7 bytes',
    client: withAvPair(AvId.MsvAvTimestamp, Buffer.alloc(7)),
  },
  {
    ...malformed,
    title: 'MsvAvEOL with a value',
    client: editNtResponse((nt) => nt.fill(4, nt.length - 6, nt.length - 5)),
  },
  ...(['LM response', 'NT response', 'domain', 'user', 'workstation', 'session key'] as const).flatMap(
    (field, index) => [
      {
        ...malformed,
        title: `a ${field} that ends beyond the message`,
        tamper: patch((message) => message.writeUInt32LE(message.length - 1, 16 + index * 8)),
      },
      {
        ...malformed,
        title: `a ${field} at 2^32 - 1`,
        tamper: patch((message) => message.writeUInt32LE(0xffff_ffff, 16 + index * 8)),
      },
      {
        ...malformed,
        title: `a ${field} inside the header`,
        tamper: patch((message) => message.writeUInt32LE(8, 16 + index * 8)),
      },
    ],
  ),
  ...(['domain', 'user', 'workstation'] as const).map((field, index) => ({
    ...malformed,
    title: `half a UTF-16 unit in the ${field}`,
    tamper: patch((message) => message.writeUInt16LE(5, 28 + index * 8)),
  })),
];

const proofRefusals: readonly Refusal[] = [
  {
    title: 'NTLMv1',
    check: 'response-kind',
    reason: 'ntlmv1-refused',
    client: { response: 'ntlmv1', flags: withoutEss },
  },
  {
    title: 'NTLMv1 with extended session security',
    check: 'response-kind',
    reason: 'ntlmv1-refused',
    client: { response: 'ntlmv1' },
  },
  {
    title: 'LM',
    check: 'response-kind',
    reason: 'lm-refused',
    client: { response: 'lm', flags: withoutEss },
  },
  { title: 'LMv2 alone', check: 'response-kind', reason: 'lm-refused', client: { response: 'lmv2' } },
  {
    title: 'LM where only NTLMv1 is accepted',
    check: 'response-kind',
    reason: 'lm-refused',
    client: { response: 'lm', flags: withoutEss },
    policy: ntlmV1,
  },
  {
    title: 'anonymous',
    check: 'response-kind',
    reason: 'anonymous-refused',
    client: { response: 'anonymous' },
  },

  {
    title: 'a name that does not exist',
    check: 'account',
    reason: 'unknown-account',
    client: { user: 'nobody' },
  },
  {
    title: 'a name that is only a realm',
    check: 'account',
    reason: 'unknown-account',
    client: { user: '@example' },
  },
  { title: 'no name, with a response', check: 'account', reason: 'unknown-account', client: { user: '' } },
  {
    title: 'no name, with an LM response of two bytes: not anonymous',
    check: 'account',
    reason: 'unknown-account',
    client: { response: 'anonymous', lmResponse: Buffer.alloc(2) },
    policy: { anonymous: 'accept' },
  },
  {
    title: 'no name, with one byte of LM response that is not zero: not anonymous',
    check: 'account',
    reason: 'unknown-account',
    client: { response: 'anonymous', lmResponse: Buffer.of(1) },
    policy: { anonymous: 'accept' },
  },

  {
    title: 'an account that is locked, whatever the password',
    check: 'lock-out',
    reason: 'account-locked',
    status: NtStatus.STATUS_ACCOUNT_LOCKED_OUT,
    account: { status: 'locked' },
    client: { password: 'wrong' },
  },

  {
    title: 'a wrong password',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: { password: 'password' },
  },
  { title: 'an empty password', check: 'nt-proof', reason: 'wrong-password', client: { password: '' } },
  {
    title: 'another domain hashed than sent',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: { domain: 'Here', hashedDomain: 'There' },
  },
  {
    title: 'the raw user name hashed',
    check: 'nt-proof',
    reason: 'wrong-password',
    // As a client does that takes no upper case: its own upper-casing of this is the same text.
    client: { user: 'Strauß', hashedUser: 'STRAUSS' },
    account: { name: 'Strauß' },
  },
  {
    title: 'a UPN of which only the account part was hashed',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: { user: 'User@example', hashedUser: 'User', domain: '' },
  },
  {
    title: 'a name, but no response',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: {
      mic: false,
      ...edit({ ntChallengeResponse: Buffer.alloc(0), lmChallengeResponse: Buffer.alloc(0) }),
    },
  },
  {
    title: 'a name and a zero LM response',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: {
      mic: false,
      ...edit({ ntChallengeResponse: Buffer.alloc(0), lmChallengeResponse: Buffer.alloc(24) }),
    },
    policy: { ntlm: { lm: 'accept' } },
  },
  {
    title: 'a wrong NTLMv1 response',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: { response: 'ntlmv1', flags: withoutEss, password: 'wrong' },
    policy: ntlmV1,
  },
  {
    title: 'a wrong NTLMv1 response beside a right LM response',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: {
      response: 'ntlmv1',
      flags: withoutEss,
      password: 'PASSWORD',
    },
    policy: { ntlm: { v1: 'accept', lm: 'accept' } },
  },
  {
    title:
      'a wrong NTLMv1 response beside the client nonce of extended session security (the pseudocode trap)',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: { response: 'ntlmv1', password: 'wrong' },
    policy: { ntlm: { v1: 'accept', lm: 'accept' } },
  },
  {
    title: 'a wrong LM response',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: { response: 'lm', flags: withoutEss, password: 'wrong' },
    policy: { ntlm: { lm: 'accept' } },
  },
  {
    title: 'an LM response of the empty password, for an account whose LM hash is not known',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: { response: 'lm', flags: withoutEss, password: '' },
    policy: { ntlm: { lm: 'accept' } },
    hashOnly: true,
  },
  {
    title: 'a wrong LMv2 response',
    check: 'nt-proof',
    reason: 'wrong-password',
    client: { response: 'lmv2', password: 'wrong' },
    policy: { ntlm: { lm: 'accept' } },
  },
  {
    title: 'MsvAvFlags cleared to strip the MIC',
    check: 'nt-proof',
    reason: 'wrong-password',
    tamper: patch((message) => {
      const at = message.indexOf(Buffer.from('0600040002000000', 'hex'));
      message.writeUInt32LE(0, at + 4);
    }),
  },
];

const accountRefusals: readonly Refusal[] = (
  [
    ['disabled', { status: 'disabled' }, 'account-disabled', NtStatus.STATUS_ACCOUNT_DISABLED],
    ['expired', { status: 'expired' }, 'account-expired', NtStatus.STATUS_ACCOUNT_EXPIRED],
    [
      'password expired',
      { status: 'password-expired' },
      'password-expired',
      NtStatus.STATUS_PASSWORD_EXPIRED,
    ],
    [
      'password must change',
      { status: 'must-change-password' },
      'password-must-change',
      NtStatus.STATUS_PASSWORD_MUST_CHANGE,
    ],
    [
      'another workstation',
      { workstations: ['DESK-1', 'DESK-2'] },
      'workstation-not-allowed',
      NtStatus.STATUS_INVALID_WORKSTATION,
    ],
    [
      'outside the logon hours',
      { logonHours: hoursWithout(hourOfTest) },
      'outside-logon-hours',
      NtStatus.STATUS_INVALID_LOGON_HOURS,
    ],
  ] as const
).map(([title, change, reason, status]) => ({
  title: `an account: ${title}`,
  check: 'account-status',
  reason,
  status,
  account: change,
}));

const sessionRefusals: readonly Refusal[] = [
  {
    title: 'an account with workstations, from a client that does not say where it is',
    check: 'account-status',
    reason: 'workstation-not-allowed',
    status: NtStatus.STATUS_INVALID_WORKSTATION,
    account: { workstations: ['COMPUTER'] },
    client: { workstation: '' },
  },
  {
    title: '128-bit keys given up in the AUTHENTICATE',
    check: 'session-security',
    reason: 'weak-session-security',
    client: { dropFlags: F.ENCRYPTION_128 },
  },
  ...[0, 1, 15, 17, 32].map((length): Refusal => ({
    title: `key exchange with a key of ${length} bytes`,
    check: 'session-key',
    reason: 'session-key-invalid',
    status: NtStatus.STATUS_INVALID_PARAMETER,
    client: edit({ encryptedRandomSessionKey: Buffer.alloc(length) }),
  })),
  {
    title: 'a session key of an LM hash that is not known',
    check: 'session-key',
    reason: 'session-key-invalid',
    status: NtStatus.STATUS_INVALID_PARAMETER,
    client: { response: 'ntlmv1', flags: (withoutEss | F.LM_KEY) >>> 0 },
    policy: { ntlm: { v1: 'accept', lm: 'accept' } },
    hashOnly: true,
  },
  {
    title: 'a wrong MIC',
    check: 'ntlm-mic',
    reason: 'ntlm-mic-invalid',
    tamper: patch((message) => message.writeUInt8(message.readUInt8(80) ^ 1, 80)),
  },
  {
    title: 'a MIC of zeros',
    check: 'ntlm-mic',
    reason: 'ntlm-mic-invalid',
    tamper: patch((message) => message.fill(0, 72, 88)),
  },
  {
    title: 'flags altered after the MIC was made',
    check: 'ntlm-mic',
    reason: 'ntlm-mic-invalid',
    tamper: patch((message) => message.writeUInt32LE((message.readUInt32LE(60) ^ F.IDENTIFY) >>> 0, 60)),
  },
  {
    title: 'an announced MIC for which the header has no room',
    check: 'ntlm-mic',
    reason: 'ntlm-mic-missing',
    tamper: stripMic,
  },
  {
    title: 'no MIC where the policy requires one',
    check: 'ntlm-mic',
    reason: 'ntlm-mic-missing',
    client: { mic: false },
    policy: { ntlm: { mic: 'required' } },
  },
  {
    title: 'NTLMv1, which has no MIC, where the policy requires one',
    check: 'ntlm-mic',
    reason: 'ntlm-mic-missing',
    client: { response: 'ntlmv1' },
    policy: { ntlm: { v1: 'accept', mic: 'required' } },
  },
  ...(
    ['MsvAvNbComputerName', 'MsvAvNbDomainName', 'MsvAvDnsComputerName', 'MsvAvDnsDomainName'] as const
  ).flatMap((name): Refusal[] => [
    {
      title: `${name} not repeated`,
      check: 'target-info',
      reason: 'target-info-altered',
      client: { editAvPairs: (pairs) => pairs.filter(({ id }) => id !== AvId[name]) },
    },
    {
      title: `${name} altered`,
      check: 'target-info',
      reason: 'target-info-altered',
      client: replaceAvPair(AvId[name], Buffer.from('X\0')),
    },
  ]),
  {
    title: 'MsvAvTimestamp altered',
    check: 'target-info',
    reason: 'target-info-altered',
    client: replaceAvPair(AvId.MsvAvTimestamp, Buffer.alloc(8)),
  },
  {
    title: 'no target information at all',
    check: 'target-info',
    reason: 'target-info-altered',
    client: { editAvPairs: () => [], mic: false },
  },
  ...[
    { title: 'the bindings of another channel', client: { channelBindings: Buffer.from('another') } },
    { title: 'channel bindings of zeros', client: {} },
    {
      title: 'no channel bindings',
      client: {
        editAvPairs: (pairs: AvPair[]) => pairs.filter(({ id }) => id !== AvId.MsvAvChannelBindings),
      },
    },
    {
      title: 'NTLMv1, which cannot have channel bindings',
      client: { response: 'ntlmv1' as const },
      policy: ntlmV1,
    },
  ].map((refusal): Refusal => ({
    check: 'channel-bindings',
    reason: 'channel-binding-mismatch',
    channelBindings: bindings,
    ...refusal,
  })),
  ...[
    { title: 'a target name that the policy does not list', client: { targetName: 'http/server' } },
    { title: 'an empty target name', client: { targetName: '' } },
    { title: 'no target name', client: { targetName: null } },
    { title: 'a target name from an untrusted source', client: { untrustedTargetName: true } },
    { title: 'NTLMv1, which cannot have a target name', client: { response: 'ntlmv1' as const } },
  ].map((refusal): Refusal => ({
    check: 'target-name',
    reason: 'target-name-mismatch',
    policy: { ntlm: { v1: 'accept', targetNames: ['cifs/server'] } },
    ...refusal,
  })),
  ...[-301_000, 301_000].map((skew): Refusal => ({
    title: `a timestamp ${skew / 1000} seconds off`,
    check: 'timestamp',
    reason: 'clock-skew',
    policy: { ntlm: { maxClockSkewSeconds: 300 } },
    client: { timeStamp: BigInt(new FixedRuntime().now() + skew + 11_644_473_600_000) * 10_000n },
  })),
  {
    title: 'an answer after the lifetime of its challenge',
    check: 'challenge-lifetime',
    reason: 'challenge-expired',
    delay: 60_001,
  },
];

function patch(change: (message: Buffer) => void): (message: Buffer) => Buffer {
  return (message) => {
    const copy = Buffer.from(message);
    change(copy);
    return copy;
  };
}

/** Takes the MIC field out of a message and moves the payload up. */
function stripMic(message: Buffer): Buffer {
  const stripped = Buffer.concat([message.subarray(0, 72), message.subarray(88)]);
  for (let field = 16; field <= 56; field += 8)
    stripped.writeUInt32LE(stripped.readUInt32LE(field) - 16, field);
  return stripped;
}

function replaceAvPair(id: number, value: Buffer): NtlmClientOptions {
  return { editAvPairs: (pairs) => pairs.map((pair) => (pair.id === id ? { id, value } : pair)) };
}

function serverFor(refusal: Refusal): NtlmServer {
  const { policy = {}, account: change = {}, channelBindings } = refusal;
  const { password, ...hashOnly } = account('User', change);
  assert.equal(typeof password, 'string');
  return new NtlmServer({
    policy,
    accounts: storeOf(refusal.hashOnly ? hashOnly : account('User', change)),
    ...(channelBindings && { channelBindings }),
  });
}

/** Accepts whatever a policy can accept. */
function lenientServer(): NtlmServer {
  const ntlm = {
    v1: 'accept',
    lm: 'accept',
    require128: false,
    echoTargetInfo: false,
    challengeLifetimeSeconds: 3600,
  } as const;
  return new NtlmServer({ policy: { ntlm, anonymous: 'accept' } });
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

describe('NTLM logins that are refused, each by one check', () => {
  for (const refusal of [...formRefusals, ...proofRefusals, ...accountRefusals, ...sessionRefusals]) {
    it(`${refusal.check}: ${refusal.title}`, async () => {
      const server = serverFor(refusal);
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
      if (matterOfPolicy.includes(refusal.check)) assertAccepted(await attempt(refusal, lenientServer()));
    });
  }

  it('has a case for every check', () => {
    const covered = new Set<string>(
      [...formRefusals, ...proofRefusals, ...accountRefusals, ...sessionRefusals].map(({ check }) => check),
    );
    assert.deepEqual(
      order.filter((check) => !covered.has(check)),
      ['replay'],
    );
  });

  it('replay: a response seen before, should a challenge ever repeat', async () => {
    const server = new NtlmServer({ runtime: new FixedRuntime(Buffer.from('0123456789abcdef', 'hex')) });
    assertAccepted(await server.login({}));
    server.facts.length = 0;
    assert.equal(reasonOf(await server.login({})), 'replayed');
    assert.deepEqual(server.checks('failed'), ['replay']);
    assert.deepEqual(
      server.checks('passed'),
      order.filter((check) => server.checks('passed').includes(check)),
    );
  });

  it('a right LM response does not help a wrong NT response', () => {
    // What the case above relies on: both passwords have the same LM hash.
    const challenge = Buffer.alloc(8, 1);
    assert.deepEqual(
      ntlmV1Response(lmowfV1('PASSWORD')!, challenge),
      ntlmV1Response(lmowfV1('Password')!, challenge),
    );
  });
});

describe('NEGOTIATE_MESSAGEs that are refused', () => {
  const cases: readonly [string, number, RejectionReason, number][] = [
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
    const fact = server.fact('ntlm-proof-failed');
    assert.equal(fact?.account.name, 'User');
    assert.equal(fact.user, 'User');
    assert.equal(fact.domain, 'Dom');
    assert.equal(fact.serverChallenge.length, 8);
    assert.ok(fact.ntResponse.length > 44);
    assert.equal(fact.lmResponse.length, 24);
  });

  it('is not made for a name that does not exist', async () => {
    const server = new NtlmServer();
    await server.login({ user: 'nobody' });
    assert.equal(server.fact('ntlm-proof-failed'), undefined);
    assert.deepEqual(server.fact('ntlm-account'), { kind: 'ntlm-account', name: 'nobody', found: false });
  });
});
