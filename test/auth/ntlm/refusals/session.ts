import { AvId, type AvPair } from '../../../../src/auth/ntlm/av-pairs.js';
import { NegotiateFlags as F } from '../../../../src/auth/ntlm/negotiate-flags.js';
import { NtStatus } from '../../../../src/constants/nt-status.js';
import { FixedRuntime } from '../../../support/fixed-runtime.js';
import {
  bindings,
  edit,
  hourOfTest,
  hoursWithout,
  ntlmV1,
  patch,
  replaceAvPair,
  stripMic,
  withoutEss,
  type Refusal,
} from './refusal.js';

export const accountRefusals: readonly Refusal[] = (
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

export const sessionRefusals: readonly Refusal[] = [
  {
    title: 'an account that may not use NTLM',
    check: 'ntlm-allowed',
    reason: 'ntlm-refused',
    status: NtStatus.STATUS_ACCOUNT_RESTRICTION,
    account: { ntlm: 'refuse' },
  },
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
