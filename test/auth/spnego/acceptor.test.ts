import assert from 'node:assert/strict';
import { NtStatus } from '../../../src/constants/nt-status.js';
import type { Step } from '../../../src/auth/mechanism.js';
import { decodeNegTokenInit, negTokenInit2 } from '../../../src/auth/spnego/index.js';
import type { Fact } from '../../../src/facts/fact.js';
import { isNtlmMessage } from '../../../src/auth/ntlm-token.js';
import { fakeMechanism, fakeMic, fakeTokens } from '../../support/fake-mechanism.js';
import {
  KERBEROS,
  MS_KERBEROS,
  NEGOEX,
  NTLM,
  acceptorOf,
  answer,
  ntlmssp,
  offer,
  rejected,
  said,
} from './support.js';

const { hello, challenge, proof, last } = fakeTokens;
const UNKNOWN = '1.2.3.4';

function checks(facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) => (fact.kind === 'check' ? [`${fact.check} ${fact.outcome}`] : []));
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
        { kind: 'spnego-offer', mechanisms: [NTLM, KERBEROS], bare: false, optimisticToken: true },
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

    it('c I: the refusal of a mechanism that policy leaves out, where nothing else is in common', async () => {
      const refusal = { reason: 'fake-refused', status: NtStatus.STATUS_NOT_SUPPORTED, detail: 'left out' };
      const leftOut = fakeMechanism({ refusal, isBareToken: isNtlmMessage });
      const kerberos = fakeMechanism({ name: 'Kerberos', oids: [KERBEROS, MS_KERBEROS] });
      const begun = () => acceptorOf([kerberos, leftOut]);

      for (const list of [[NTLM], [NEGOEX, NTLM]]) {
        const { acceptor, facts } = begun();
        const step = await acceptor.step(offer(list, hello).token);
        rejected(step, 'fake-refused');
        assert.equal(step.kind === 'rejected' && step.status, NtStatus.STATUS_NOT_SUPPORTED);
        assert.deepEqual(said(step), { negState: 'reject' });
        assert.deepEqual(checks(facts), ['spnego-mechanism failed']);
        rejected(await acceptor.step(answer({ responseToken: hello })), 'out-of-sequence');
      }
      // A bare token is answered by none.
      for (const bare of [ntlmssp('\u0001\0\0\0'), Buffer.from('600c060a2b06010401823702020a', 'hex')]) {
        const step = await begun().acceptor.step(bare);
        rejected(step, 'fake-refused');
        assert.equal(step.token, undefined);
      }
      assert.deepEqual(leftOut.received, []);
      // The client's first would be the one that is left out.
      const { acceptor } = begun();
      const step = await acceptor.step(offer([NTLM, KERBEROS], hello).token);
      assert.deepEqual(said(step), { negState: 'request-mic', supportedMech: KERBEROS });
      rejected(await begun().acceptor.step(offer([NEGOEX], hello).token), 'no-common-mechanism');
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

  describe('mechanisms without SPNEGO, [MS-SMB2] <292>', () => {
    it('a token that a mechanism recognises goes straight to it and is answered bare', async () => {
      const mechanism = fakeMechanism({ isBareToken: isNtlmMessage });
      const { acceptor, facts } = acceptorOf([mechanism]);
      const step = await acceptor.step(ntlmssp('anything'));
      rejected(step, 'wrong-password');
      assert.equal(step.token, undefined);
      assert.deepEqual(mechanism.received, [ntlmssp('anything')]);
      assert.deepEqual(facts[0], {
        kind: 'spnego-offer',
        mechanisms: [NTLM],
        bare: true,
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

    it('a GSS-API token of a mechanism that we do not have is refused', async () => {
      const { acceptor } = acceptorOf([fakeMechanism()]);
      const framed = Buffer.from('600b06092a864886f712010202', 'hex');
      rejected(await acceptor.step(framed), 'no-common-mechanism');
    });

    it('a token that no mechanism recognises is no token', async () => {
      const { acceptor } = acceptorOf([fakeMechanism()]);
      rejected(await acceptor.step(ntlmssp('')), 'spnego-malformed');
      const { acceptor: other } = acceptorOf([fakeMechanism({ oids: [KERBEROS] })]);
      rejected(await other.step(ntlmssp('').subarray(0, 7)), 'spnego-malformed');
    });

    it('NTLM’s own token is NTLM to an acceptor that has it not', async () => {
      const { acceptor, facts } = acceptorOf([fakeMechanism({ oids: [KERBEROS] })]);
      rejected(await acceptor.step(ntlmssp('')), 'no-common-mechanism');
      assert.deepEqual(facts[0], {
        kind: 'spnego-offer',
        mechanisms: [NTLM],
        bare: true,
        optimisticToken: true,
      });
      assert.match(JSON.stringify(facts), /none of our mechanisms was offered; NTLM was/);
    });

    it('a bare token inside a SPNEGO negotiation is not passed on', async () => {
      const mechanism = fakeMechanism({ isBareToken: isNtlmMessage });
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
      const throwing = (): never => {
        throw new TypeError('bug');
      };
      for (const step of [throwing, () => Promise.reject(new TypeError('bug'))]) {
        const { acceptor } = acceptorOf([{ ...fakeMechanism(), createAcceptor: () => ({ step }) }]);
        await assert.rejects(async () => acceptor.step(offer([NTLM], hello).token), TypeError);
        rejected(await acceptor.step(answer({ responseToken: proof })), 'out-of-sequence');
      }
    });
  });

  describe('[MS-SPNG] 3.2.5.2: the server speaks first', () => {
    it('an empty first token is answered with NegTokenInit2, once', async () => {
      const mechanisms = [fakeMechanism({ name: 'OTHER', oids: [KERBEROS, MS_KERBEROS] }), fakeMechanism()];
      const { acceptor } = acceptorOf(mechanisms);
      const step = await acceptor.step(Buffer.alloc(0));
      assert.deepEqual(step, { kind: 'continue', token: negTokenInit2(mechanisms) });
      assert.equal((await acceptor.step(offer([NTLM], hello).token)).kind, 'continue');

      const { acceptor: again } = acceptorOf(mechanisms);
      await again.step(Buffer.alloc(0));
      rejected(await again.step(Buffer.alloc(0)), 'spnego-malformed');
    });

    it('offers only what we accept, each mechanism under all of its OIDs in its order, with the hint', () => {
      const refusal = { reason: 'fake-refused', status: NtStatus.STATUS_NOT_SUPPORTED, detail: 'left out' };
      const init = decodeNegTokenInit(
        negTokenInit2([
          fakeMechanism({ name: 'LEFT OUT', oids: [NEGOEX, UNKNOWN], refusal }),
          fakeMechanism({ name: 'OTHER', oids: [MS_KERBEROS, KERBEROS] }),
          fakeMechanism(),
        ]),
      );
      assert.deepEqual(
        init.mechTypes.map(({ oid }) => oid),
        [MS_KERBEROS, KERBEROS, NTLM],
      );
      assert.equal(init.hintName, 'not_defined_in_RFC4178@please_ignore');
      assert.equal(init.mechToken, undefined);
    });
  });
});
