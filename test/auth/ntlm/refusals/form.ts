import { AvId } from '../../../../src/auth/ntlm/av-pairs.js';
import { NtStatus } from '../../../../src/constants/nt-status.js';
import { editNtResponse, patch, withAvPair, withAvPairs, type Refusal } from './refusal.js';

const malformed = {
  check: 'ntlm-form',
  reason: 'ntlm-malformed',
  status: NtStatus.STATUS_INVALID_PARAMETER,
} as const;

export const formRefusals: readonly Refusal[] = [
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
  {
    ...malformed,
    title: 'MsvAvFlags twice, of which the last announces a MIC',
    client: { mic: false, ...withAvPairs(AvId.MsvAvFlags, [Buffer.alloc(4), Buffer.of(2, 0, 0, 0)]) },
  },
  {
    ...malformed,
    title: 'MsvAvTimestamp of our CHALLENGE twice',
    client: withAvPair(AvId.MsvAvTimestamp, Buffer.alloc(8)),
  },
  ...(
    [
      ['NT response', 1],
      ['domain', 2],
      ['user', 3],
      ['session key', 5],
    ] as const
  ).flatMap(([field, index]) => [
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
  ]),
  ...(['domain', 'user'] as const).map((field, index) => ({
    ...malformed,
    title: `half a UTF-16 unit in the ${field}`,
    tamper: patch((message) => message.writeUInt16LE(5, 28 + index * 8)),
  })),
];
