import { NtStatus } from '../../../../src/constants/nt-status.js';
import { edit, ntlmV1, patch, withoutEss, type Refusal } from './refusal.js';

export const proofRefusals: readonly Refusal[] = [
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
    title: 'a user name hashed with two letters for one, SS for ß',
    check: 'nt-proof',
    reason: 'wrong-password',
    // Upper case letter by letter, which both sides take, keeps the ß.
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
