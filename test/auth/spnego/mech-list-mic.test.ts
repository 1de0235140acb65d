import assert from 'node:assert/strict';
import type { RejectionReason } from '../../../src/auth/rejection.js';
import { encodeNegTokenInit } from '../../../src/auth/spnego/index.js';
import {
  fakeMechanism,
  fakeMic,
  fakeTokens,
  type FakeMechanismOptions,
} from '../../support/fake-mechanism.js';
import { KERBEROS, NTLM, acceptorOf, answer, offer, rejected, said } from './support.js';

const { hello, proof, last } = fakeTokens;

/** Runs a login up to the mechanism's last token, which goes with the given MIC. */
async function lastLeg(
  options: FakeMechanismOptions,
  first: 'ours' | 'other',
  mic: 'right' | 'wrong' | 'reflected' | 'of [0]' | 'none',
) {
  const { acceptor, facts } = acceptorOf([fakeMechanism(options)]);
  const { token, list } = offer(first === 'ours' ? [NTLM, KERBEROS] : [KERBEROS, NTLM], hello);
  await acceptor.step(token);
  if (first === 'other') await acceptor.step(answer({ responseToken: hello }));
  const tagged = Buffer.concat([Buffer.from([0xa0, list.length]), list]);
  const mics = {
    right: fakeMic('client', list),
    wrong: Buffer.alloc(16, 0xee),
    reflected: fakeMic('server', list),
    'of [0]': fakeMic('client', tagged),
    none: undefined,
  };
  const step = await acceptor.step(answer({ responseToken: proof, mechListMic: mics[mic] }));
  return { acceptor, facts, list, step };
}

/** A login at the leg that asks for nothing but the client's MIC. */
function thirdLeg() {
  return lastLeg({ expectsMechListMic: true, answersLast: true }, 'ours', 'none');
}

describe('auth/spnego: RFC 4178 5 and [MS-SPNG] 3.1.5.1: mechListMIC', () => {
  const complete = { negState: 'accept-completed' };
  const table: readonly (readonly [
    string,
    Parameters<typeof lastLeg>,
    'accepted' | 'continue' | 'rejected',
  ])[] = [
    ['5 c I: optional, sent, right', [{}, 'ours', 'right'], 'accepted'],
    ['5 c I: required, sent, right', [{}, 'other', 'right'], 'accepted'],
    ['5 c II: optional, sent, wrong', [{}, 'ours', 'wrong'], 'rejected'],
    ['5 c II: required, sent, wrong', [{}, 'other', 'wrong'], 'rejected'],
    ['5 c II: made for the other direction', [{}, 'ours', 'reflected'], 'rejected'],
    ['5 a: made over [0] instead of the list', [{}, 'ours', 'of [0]'], 'rejected'],
    ['5 c III: optional, absent', [{}, 'ours', 'none'], 'accepted'],
    ['5 c V: required, absent', [{}, 'other', 'none'], 'rejected'],
    ['5 b: required, absent, our token is the last', [{ answersLast: true }, 'other', 'none'], 'continue'],
    ['5 b: optional, absent, our token is the last', [{ answersLast: true }, 'ours', 'none'], 'accepted'],
    ['[MS-SPNG] <8>: NTLM’s own MIC demands one', [{ expectsMechListMic: true }, 'ours', 'none'], 'continue'],
    ['[MS-SPNG] <8>: and it came', [{ expectsMechListMic: true }, 'ours', 'right'], 'accepted'],
    ['[MS-SPNG] <8>: and it is wrong', [{ expectsMechListMic: true }, 'ours', 'wrong'], 'rejected'],
    ['anonymous has no key, absent', [{ kind: 'anonymous' }, 'other', 'none'], 'accepted'],
    ['anonymous, sent, right', [{ kind: 'anonymous' }, 'other', 'right'], 'accepted'],
    ['anonymous, sent, wrong', [{ kind: 'anonymous' }, 'other', 'wrong'], 'rejected'],
    ['a guest’s cannot be verified', [{ kind: 'guest' }, 'other', 'wrong'], 'accepted'],
    ['a guest’s is not demanded', [{ kind: 'guest' }, 'other', 'none'], 'accepted'],
  ];
  for (const [name, leg, kind] of table) {
    it(`${name}: ${kind}`, async () => {
      const { step, acceptor } = await lastLeg(...leg);
      assert.equal(step.kind, kind);
      if (step.kind === 'rejected') {
        rejected(step, 'mech-list-mic-invalid');
        assert.deepEqual(said(step), { negState: 'reject' });
        rejected(await acceptor.step(answer({ responseToken: proof })), 'out-of-sequence');
      }
    });
  }

  it('an optional exchange that did not happen leaves a bare accept-completed', async () => {
    const { step } = await lastLeg({}, 'ours', 'none');
    assert.equal(step.token?.toString('hex'), 'a1073005a0030a0100');
    assert.deepEqual(said(step), complete);
  });

  it('a guest is told no MIC of ours', async () => {
    const { step, facts } = await lastLeg({ kind: 'guest' }, 'ours', 'right');
    assert.deepEqual(said(step), complete);
    assert.deepEqual(facts.at(-1), {
      kind: 'spnego-mech-list-mic',
      received: 'unverifiable',
      demanded: false,
      sent: false,
    });
  });

  describe('the third leg', () => {
    it('carries our MIC, and ends with the client’s', async () => {
      const { acceptor, list, step } = await thirdLeg();
      assert.deepEqual(said(step), {
        negState: 'accept-incomplete',
        responseToken: last,
        mechListMic: fakeMic('server', list),
      });
      const final = await acceptor.step(answer({ mechListMic: fakeMic('client', list) }));
      assert.equal(final.kind, 'accepted');
      assert.deepEqual(said(final), complete);
    });

    const bad: readonly (readonly [string, (list: Buffer) => Buffer, RejectionReason])[] = [
      ['a wrong MIC', () => answer({ mechListMic: Buffer.alloc(16) }), 'mech-list-mic-invalid'],
      [
        'our own MIC sent back',
        (list) => answer({ mechListMic: fakeMic('server', list) }),
        'mech-list-mic-invalid',
      ],
      ['no MIC', () => answer({ negState: 'accept-completed' }), 'mech-list-mic-invalid'],
      ['an empty MIC', () => answer({ mechListMic: Buffer.alloc(0) }), 'mech-list-mic-invalid'],
      ['a reject', () => answer({ negState: 'reject' }), 'ended-by-client'],
      [
        'one more mechanism token',
        (list) => answer({ responseToken: proof, mechListMic: fakeMic('client', list) }),
        'out-of-sequence',
      ],
      ['a first token', () => offer([NTLM], hello).token, 'out-of-sequence'],
      ['nothing', () => Buffer.alloc(0), 'spnego-malformed'],
    ];
    for (const [name, token, reason] of bad) {
      it(`${name}: ${reason}`, async () => {
        const { acceptor, list } = await thirdLeg();
        rejected(await acceptor.step(token(list)), reason);
      });
    }
  });

  it('3.1: a MIC before the mechanism is complete proves nothing', async () => {
    const mechListMic = fakeMic('client', offer([NTLM]).list);
    for (const mechToken of [hello, undefined]) {
      const { acceptor } = acceptorOf();
      const token = encodeNegTokenInit({ mechTypes: [NTLM], mechToken, mechListMic });
      rejected(await acceptor.step(token), 'mech-list-mic-invalid');
    }
    const { acceptor } = acceptorOf();
    await acceptor.step(offer([NTLM]).token);
    rejected(await acceptor.step(answer({ responseToken: hello, mechListMic })), 'mech-list-mic-invalid');
  });

  it('is made over the bytes received, which the carrier may reuse meanwhile', async () => {
    const { acceptor } = acceptorOf();
    const { token, list } = offer([NTLM], hello);
    const mechListMic = fakeMic('client', list);
    await acceptor.step(token);
    token.fill(0);
    assert.equal((await acceptor.step(answer({ responseToken: proof, mechListMic }))).kind, 'accepted');
  });
});
