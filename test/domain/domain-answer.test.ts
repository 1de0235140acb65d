import assert from 'node:assert/strict';
import { lmowfV1, sessionBaseKeyV1, ntowfV1 } from '../../src/auth/ntlm/ntlm-v1.js';
import { kxkey } from '../../src/auth/ntlm/session-keys.js';
import { NegotiateFlags } from '../../src/auth/ntlm/negotiate-flags.js';
import { domainAnswerOf } from '../../src/domain/domain-answer.js';
import { logonQuestionOf } from '../../src/domain/logon-question.js';
import type { Validation } from '../../src/netlogon/index.js';
import { proofQuestion } from '../support/proof-question.js';

const validation: Validation = {
  level: 6,
  account: 'alice',
  domain: 'ADLAB',
  logonServer: 'DC1',
  sid: 'S-1-5-21-1-2-3-1100',
  primaryGroup: 'S-1-5-21-1-2-3-513',
  groupSids: ['S-1-5-21-1-2-3-513'],
  userFlags: 0x20,
  accountControl: 0x10,
  sessionKey: Buffer.alloc(16, 0x55),
  lmKey: Buffer.alloc(8),
};
const answer = (change: Partial<Validation>, question = proofQuestion().question) =>
  domainAnswerOf({ kind: 'validated', validation: { ...validation, ...change } }, question, 'dc1');

describe('domain/domain-answer', () => {
  it('is the user as the controller has it', () => {
    assert.deepEqual(answer({}), {
      controller: 'dc1',
      proved: {
        sessionBaseKey: validation.sessionKey,
        identity: {
          account: 'alice',
          domain: 'ADLAB',
          sid: validation.sid,
          primaryGroup: validation.primaryGroup,
          groupSids: validation.groupSids,
          logonServer: 'DC1',
          accountControl: 0x10,
          userFlags: 0x20,
        },
      },
    });
  });

  it('has the first eight bytes of the LM hash where the controller gives them', () => {
    const told = answer({ lmKey: Buffer.alloc(8, 7) });
    assert.ok('proved' in told);
    assert.deepEqual(told.proved.lmKey, Buffer.alloc(8, 7));
  });

  for (const [name, change, words] of [
    ['a guest', { userFlags: 0x21 }, 'dc1 lets the user in as a guest, which proves nothing'],
    ['an account without a name', { account: '' }, 'dc1 accepts the login and names no account'],
    ['a key of zeros', { sessionKey: Buffer.alloc(16) }, 'dc1 accepts the login and gives no session key'],
  ] as const)
    it(`takes ${name} for no proof`, () => {
      assert.deepEqual(answer(change), { refused: 'controller-refused', controller: 'dc1', because: words });
    });

  it('has the reason and the number of a status', () => {
    const told = (status: number) =>
      domainAnswerOf({ kind: 'refused', status }, proofQuestion().question, 'dc1');
    assert.deepEqual(told(0xc0000234), { refused: 'account-locked', controller: 'dc1', status: 0xc0000234 });
    assert.deepEqual(told(0xc0000418), { refused: 'ntlm-blocked', controller: 'dc1', status: 0xc0000418 });
    // No status of a refusal lets anybody in.
    assert.deepEqual(told(0), { refused: 'controller-refused', controller: 'dc1', status: 0 });
  });

  describe('for an LM response', () => {
    it('has the session key of LMv2 as the key exchange key', () => {
      const { question } = proofQuestion({ kind: 'lm' });
      assert.deepEqual(Object.keys((answer({}, question) as { proved: object }).proved), [
        'keyExchangeKey',
        'identity',
      ]);
    });

    it('has the key of KXKEY where the controller compared the LM hash ([MS-NLMP] 3.4.5.1)', () => {
      const lmowf = lmowfV1('Password') ?? Buffer.alloc(0);
      const sessionKey = sessionBaseKeyV1(ntowfV1('Password'));
      for (const negotiateFlags of [0, NegotiateFlags.LM_KEY, NegotiateFlags.REQUEST_NON_NT_SESSION_KEY]) {
        const question = { ...proofQuestion({ kind: 'lm' }).question, negotiateFlags };
        const told = answer({ userFlags: 8, sessionKey, lmKey: lmowf.subarray(0, 8) }, question);
        const { lmResponse: lmChallengeResponse, serverChallenge } = question;
        const expected = kxkey({
          negotiateFlags,
          sessionBaseKey: sessionKey,
          lmowf,
          lmChallengeResponse,
          serverChallenge,
        });
        assert.ok('proved' in told);
        assert.deepEqual(told.proved.keyExchangeKey, expected);
      }
    });

    it('is refused without the key that the client has', () => {
      const question = { ...proofQuestion({ kind: 'lm' }).question, negotiateFlags: NegotiateFlags.LM_KEY };
      assert.deepEqual(answer({ userFlags: 8 }, question), {
        refused: 'ntlm-refused',
        controller: 'dc1',
        because: 'dc1 accepts an LM response and gives no key that the client has, too',
      });
    });
  });
});

describe('domain/logon-question', () => {
  it('has the bits of ParameterControl for machines where they are allowed ([MS-NRPC] 2.2.1.4.15)', () => {
    const { question } = proofQuestion();
    assert.equal(logonQuestionOf(question, false).parameterControl, 0);
    assert.equal(logonQuestionOf(question, true).parameterControl, 0x820);
  });

  it('has the challenge that the response of NTLMv1 is computed from', () => {
    const { question } = proofQuestion({ kind: 'ntlmv1-ess' });
    assert.deepEqual(logonQuestionOf(question, false).challenge, question.challenge);
    assert.notDeepEqual(question.challenge, question.serverChallenge);
  });
});
