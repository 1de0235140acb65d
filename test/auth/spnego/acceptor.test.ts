import assert from 'node:assert/strict';
import { NtStatus } from '../../../src/nt-status.js';
import type { Step } from '../../../src/auth/mechanism.js';
import type { RejectionReason } from '../../../src/auth/rejection.js';
import { decodeNegTokenInit, encodeNegTokenInit, negTokenInit2 } from '../../../src/auth/spnego/index.js';
import type { Fact } from '../../../src/diagnosis/facts.js';
import {
  fakeMechanism,
  fakeMic,
  fakeTokens,
  type FakeMechanismOptions,
} from '../../support/fake-mechanism.js';
import { acceptorOf, answer, KERBEROS, MS_KERBEROS, NEGOEX, NTLM, offer, said } from './support.js';

const { hello, challenge, proof, last } = fakeTokens;
const UNKNOWN = '1.2.3.4';

function rejected(step: Step, reason: RejectionReason): void {
  assert.equal(step.kind === 'rejected' && step.reason, reason);
}

function checks(facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) => (fact.kind === 'check' ? [`${fact.check} ${fact.outcome}`] : []));
}

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

function ntlmssp(rest: string): Buffer {
  return Buffer.from(`NTLMSSP\0${rest}`, 'latin1');
}

describe('auth/spnego/acceptor', () => {
  describe('RFC 4178 3.2: the procedure', () => {
    it('the optimistic token of the first mechanism: two legs', async () => {
      const mechanism = fakeMechanism();
      const { acceptor, facts } = acceptorOf([mechanism]);
      const { token, list } = offer([NTLM, KERBEROS], hello);

      const first = await acceptor.step(token);
      assert.equal(first.kind, 'continue');
      assert.deepEqual(said(first), {
        negState: 'accept-incomplete',
        supportedMech: NTLM,
        responseToken: challenge,
      });
      const second = await acceptor.step(
        answer({ responseToken: proof, mechListMic: fakeMic('client', list) }),
      );
      assert.equal(second.kind === 'accepted' && second.context.identity.account, 'alice');
      assert.deepEqual(said(second), { negState: 'accept-completed', mechListMic: fakeMic('server', list) });
      assert.deepEqual(mechanism.received, [hello, proof]);
      assert.deepEqual(facts, [
        { kind: 'spnego-offer', mechanisms: [NTLM, KERBEROS], raw: false, optimisticToken: true },
        { kind: 'spnego-choice', mechanism: 'FAKE', oid: NTLM, clientsFirst: true },
        { kind: 'check', check: 'spnego-mechanism', outcome: 'passed', section: 'RFC 4178 3.2 c' },
        { kind: 'spnego-mech-list-mic', received: 'valid', demanded: false, sent: true },
        { kind: 'check', check: 'mech-list-mic', outcome: 'passed', section: 'RFC 4178 5' },
      ]);
    });

    it('c I: no common mechanism is a reject', async () => {
      const { acceptor, facts } = acceptorOf();
      const step = await acceptor.step(offer([KERBEROS, NEGOEX], hello).token);
      rejected(step, 'no-common-mechanism');
      assert.equal(step.kind === 'rejected' && step.status, NtStatus.STATUS_LOGON_FAILURE);
      assert.deepEqual(said(step), { negState: 'reject' });
      assert.deepEqual(checks(facts), ['spnego-mechanism failed']);
    });

    it('c II: another mechanism than the first is a request-mic, and its token is never parsed', async () => {
      const mechanism = fakeMechanism();
      const { acceptor } = acceptorOf([mechanism]);
      const { token, list } = offer([MS_KERBEROS, KERBEROS, NEGOEX, UNKNOWN, NTLM], hello);

      const first = await acceptor.step(token);
      assert.deepEqual(said(first), { negState: 'request-mic', supportedMech: NTLM });
      assert.deepEqual(mechanism.received, []);
      const second = await acceptor.step(answer({ responseToken: hello }));
      assert.deepEqual(said(second), { negState: 'accept-incomplete', responseToken: challenge });
      const mechListMic = fakeMic('client', list);
      const third = await acceptor.step(answer({ responseToken: proof, mechListMic }));
      assert.equal(third.kind, 'accepted');
      assert.deepEqual(said(third), { negState: 'accept-completed', mechListMic: fakeMic('server', list) });
    });

    it('c III: no optimistic token is an accept-incomplete without one', async () => {
      for (const none of [undefined, Buffer.alloc(0)]) {
        const mechanism = fakeMechanism();
        const { acceptor } = acceptorOf([mechanism]);
        const first = await acceptor.step(offer([NTLM], none).token);
        assert.deepEqual(said(first), { negState: 'accept-incomplete', supportedMech: NTLM });
        assert.deepEqual(mechanism.received, []);
        assert.equal((await acceptor.step(answer({ responseToken: hello }))).kind, 'continue');
      }
    });

    it('c IV: a mechanism of one token is complete at once', async () => {
      const { acceptor } = acceptorOf([fakeMechanism({ oneLeg: true, answersLast: true })]);
      const step = await acceptor.step(offer([NTLM], hello).token);
      assert.equal(step.kind, 'accepted');
      assert.deepEqual(said(step), {
        negState: 'accept-completed',
        supportedMech: NTLM,
        responseToken: last,
      });
    });

    it('3.1: the client’s order decides, not ours', async () => {
      const ntlm = fakeMechanism({ name: 'NTLM' });
      const kerberos = fakeMechanism({ name: 'Kerberos', oids: [KERBEROS, MS_KERBEROS], oneLeg: true });
      const { acceptor } = acceptorOf([kerberos, ntlm]);
      const step = await acceptor.step(offer([NTLM, KERBEROS], hello).token);
      assert.equal(said(step)['supportedMech'], NTLM);
    });

    it('[MS-SPNG] 3.2.5: the OID the client used is the one it is told', async () => {
      const kerberos = fakeMechanism({ oids: [KERBEROS, MS_KERBEROS], oneLeg: true });
      const step = await acceptorOf([kerberos]).acceptor.step(offer([MS_KERBEROS, NTLM], hello).token);
      assert.equal(said(step)['supportedMech'], MS_KERBEROS);
    });

    it('a refusal by the mechanism keeps its reason and becomes a reject', async () => {
      const { acceptor } = acceptorOf();
      await acceptor.step(offer([NTLM], hello).token);
      const step = await acceptor.step(answer({ responseToken: Buffer.from('wrong') }));
      rejected(step, 'wrong-password');
      assert.deepEqual(said(step), { negState: 'reject' });
    });
  });

  describe('RFC 4178 5 and [MS-SPNG] 3.1.5.1: mechListMIC', () => {
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
      [
        '[MS-SPNG] <8>: NTLM’s own MIC demands one',
        [{ expectsMechListMic: true }, 'ours', 'none'],
        'continue',
      ],
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

  describe('mechanisms without SPNEGO, [MS-SMB2] <292>', () => {
    it('NTLMSSP goes straight to NTLM and is answered bare', async () => {
      const mechanism = fakeMechanism();
      const { acceptor, facts } = acceptorOf([mechanism]);
      const step = await acceptor.step(ntlmssp('anything'));
      rejected(step, 'wrong-password');
      assert.equal(step.token, undefined);
      assert.deepEqual(mechanism.received, [ntlmssp('anything')]);
      assert.deepEqual(facts[0], {
        kind: 'spnego-offer',
        mechanisms: [NTLM],
        raw: true,
        optimisticToken: true,
      });
    });

    it('another mechanism’s GSS-API token goes to it, and each leg bare', async () => {
      const framed = Buffer.concat([Buffer.from('600b06092a864886f712010202', 'hex')]);
      const tokens: Buffer[] = [];
      const kerberos = {
        ...fakeMechanism({ oids: [KERBEROS] }),
        createAcceptor: () => ({
          step: async (token: Buffer): Promise<Step> => {
            tokens.push(token);
            return { kind: 'continue', token: challenge };
          },
        }),
      };
      const { acceptor } = acceptorOf([kerberos]);
      assert.deepEqual(await acceptor.step(framed), { kind: 'continue', token: challenge });
      await acceptor.step(proof);
      assert.deepEqual(tokens, [framed, proof]);
    });

    it('is refused where we do not have it', async () => {
      const { acceptor } = acceptorOf([fakeMechanism({ oids: [KERBEROS] })]);
      rejected(await acceptor.step(ntlmssp('')), 'no-common-mechanism');
    });

    it('a bare token inside a SPNEGO negotiation is not passed on', async () => {
      const mechanism = fakeMechanism();
      const { acceptor } = acceptorOf([mechanism]);
      await acceptor.step(offer([NTLM], hello).token);
      rejected(await acceptor.step(ntlmssp('proof')), 'out-of-sequence');
      assert.deepEqual(mechanism.received, [hello]);
    });
  });

  describe('sequence', () => {
    it('a NegTokenResp cannot come first', async () => {
      rejected(await acceptorOf().acceptor.step(answer({ responseToken: hello })), 'out-of-sequence');
    });

    it('a NegTokenInit cannot come twice', async () => {
      const { acceptor } = acceptorOf();
      await acceptor.step(offer([NTLM], hello).token);
      rejected(await acceptor.step(offer([NTLM], hello).token), 'out-of-sequence');
    });

    it('the client may end the negotiation', async () => {
      const { acceptor } = acceptorOf();
      await acceptor.step(offer([NTLM], hello).token);
      const step = await acceptor.step(answer({ negState: 'reject', responseToken: proof }));
      rejected(step, 'ended-by-client');
      assert.equal(step.token, undefined);
      rejected(await acceptor.step(answer({ responseToken: proof })), 'out-of-sequence');
    });

    it('a leg without the mechanism’s token is malformed', async () => {
      const { acceptor } = acceptorOf();
      await acceptor.step(offer([NTLM], hello).token);
      rejected(await acceptor.step(answer({ negState: 'accept-incomplete' })), 'spnego-malformed');
    });

    it('nothing follows an accepted login', async () => {
      const { acceptor } = acceptorOf();
      await acceptor.step(offer([NTLM], hello).token);
      await acceptor.step(answer({ responseToken: proof }));
      rejected(await acceptor.step(answer({ responseToken: proof })), 'out-of-sequence');
    });

    it('two tokens at once: only the first is worked on', async () => {
      const { acceptor } = acceptorOf();
      const { token } = offer([NTLM], hello);
      const [first, second] = await Promise.all([acceptor.step(token), acceptor.step(token)]);
      assert.equal(first.kind, 'continue');
      rejected(second, 'out-of-sequence');
    });

    it('an exception in a mechanism is not hidden, and leaves nothing to continue', async () => {
      const broken = {
        ...fakeMechanism(),
        createAcceptor: () => ({ step: () => Promise.reject(new TypeError('bug')) }),
      };
      const { acceptor } = acceptorOf([broken]);
      await assert.rejects(acceptor.step(offer([NTLM], hello).token), TypeError);
      rejected(await acceptor.step(answer({ responseToken: proof })), 'out-of-sequence');
    });
  });

  describe('[MS-SPNG] 3.2.5.2: the server speaks first', () => {
    it('an empty first token is answered with NegTokenInit2, once', async () => {
      const mechanisms = [fakeMechanism({ oids: [KERBEROS, MS_KERBEROS] }), fakeMechanism()];
      const { acceptor } = acceptorOf(mechanisms);
      const step = await acceptor.step(Buffer.alloc(0));
      assert.deepEqual(step, { kind: 'continue', token: negTokenInit2(mechanisms) });
      assert.equal((await acceptor.step(offer([NTLM], hello).token)).kind, 'continue');

      const { acceptor: again } = acceptorOf(mechanisms);
      await again.step(Buffer.alloc(0));
      rejected(await again.step(Buffer.alloc(0)), 'spnego-malformed');
    });

    it('offers only what we accept, each mechanism under its first OID, with the hint', () => {
      const init = decodeNegTokenInit(
        negTokenInit2([fakeMechanism({ oids: [KERBEROS, MS_KERBEROS] }), fakeMechanism()]),
      );
      assert.deepEqual(
        init.mechTypes.map(({ oid }) => oid),
        [KERBEROS, NTLM],
      );
      assert.equal(init.hintName, 'not_defined_in_RFC4178@please_ignore');
      assert.equal(init.mechToken, undefined);
    });
  });

  describe('[MS-SPNG] 3.1.5.9: fragmented tokens', () => {
    it('both tokens of a login in pieces of any size', async () => {
      const { token, list } = offer([NTLM], hello);
      const response = answer({ responseToken: proof, mechListMic: fakeMic('client', list) });
      for (const cut of [5, 10, 20]) {
        const { acceptor } = acceptorOf();
        assert.deepEqual(await acceptor.step(token.subarray(0, cut)), {
          kind: 'continue',
          token: Buffer.alloc(0),
        });
        assert.equal(said(await acceptor.step(token.subarray(cut)))['supportedMech'], NTLM);
        await acceptor.step(response.subarray(0, cut));
        assert.equal((await acceptor.step(response.subarray(cut))).kind, 'accepted');
      }
    });

    it('pieces are copied: the carrier may reuse its buffer', async () => {
      const { acceptor } = acceptorOf();
      const { token } = offer([NTLM], hello);
      const piece = Buffer.from(token.subarray(0, 9));
      await acceptor.step(piece);
      piece.fill(0);
      assert.equal(said(await acceptor.step(token.subarray(9)))['supportedMech'], NTLM);
    });

    const bad: readonly (readonly [string, (token: Buffer) => readonly Buffer[]])[] = [
      ['a first piece that ends inside the header', (token) => [token.subarray(0, 1)]],
      ['more than was declared', (token) => [token.subarray(0, 9), token]],
      ['what only looks like a header', () => [Buffer.from('garbage')]],
      ['64 KiB and more declared', () => [Buffer.from('608300ffff06', 'hex')]],
      ['64 KiB declared', () => [Buffer.from('6083010000ff', 'hex')]],
      ['4 GiB declared', () => [Buffer.from('6084ffffffff06', 'hex')]],
      ['more than 64 KiB in one piece', () => [Buffer.alloc(0x10001, 0x60)]],
    ];
    for (const [name, pieces] of bad) {
      it(`${name}: spnego-malformed`, async () => {
        const { acceptor } = acceptorOf();
        const steps = [];
        for (const piece of pieces(offer([NTLM], hello).token)) steps.push(await acceptor.step(piece));
        const final = steps.at(-1);
        assert.ok(final);
        rejected(final, 'spnego-malformed');
      });
    }

    it('no more than 64 KiB in all the tokens of one login', async () => {
      const { acceptor } = acceptorOf();
      const large = Buffer.alloc(0xfff0, 1);
      await acceptor.step(offer([KERBEROS, NTLM], large.subarray(0, 0xff00)).token);
      rejected(await acceptor.step(answer({ responseToken: large })), 'spnego-malformed');
    });

    it('no more than 64 KiB without SPNEGO either', async () => {
      const mechanism = fakeMechanism();
      const { acceptor } = acceptorOf([mechanism]);
      rejected(await acceptor.step(ntlmssp('x'.repeat(0x10000))), 'spnego-malformed');
      assert.deepEqual(mechanism.received, []);
    });

    it('no more than eight legs, whatever they hold', async () => {
      const { acceptor } = acceptorOf();
      const { token } = offer([NTLM], hello);
      await acceptor.step(token.subarray(0, 9));
      for (let leg = 2; leg <= 8; leg++) {
        assert.equal((await acceptor.step(Buffer.alloc(0))).kind, 'continue');
      }
      rejected(await acceptor.step(token.subarray(9)), 'out-of-sequence');
    });
  });
});
