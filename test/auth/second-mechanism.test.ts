import assert from 'node:assert/strict';
import { createSpnegoAcceptor, negTokenInit2 } from 'smb2-auth-server/auth';
import type { Mechanism, Step } from '../../src/auth/mechanism.js';
import { decodeNegTokenInit, decodeNegTokenResp } from '../../src/auth/spnego/index.js';
import { fakeMechanism, fakeMic, fakeTokens } from '../support/fake-mechanism.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { assertAccepted, NtlmServer } from '../support/ntlm-login.js';
import { answer, KERBEROS, MS_KERBEROS, NEGOEX, NTLM, offer, rejected } from './spnego/support.js';

/** As Kerberos will be: one token, two names, and a last word. */
function secondMechanism() {
  return fakeMechanism({ name: 'SECOND', oids: [MS_KERBEROS, KERBEROS], oneLeg: true, answersLast: true });
}

function ntlmMechanism(): Mechanism {
  const server = new NtlmServer();
  return { name: 'NTLM', oids: [NTLM], createAcceptor: () => server.acceptor() };
}

function chosenBy(step: Step): string | undefined {
  return step.token && decodeNegTokenResp(step.token).supportedMech?.oid;
}

describe('a second mechanism beside NTLM, behind the same interface', () => {
  const { hello, last } = fakeTokens;
  const client = new NtlmClient();

  it('both are offered, in our order', () => {
    const { mechTypes } = decodeNegTokenInit(negTokenInit2([secondMechanism(), ntlmMechanism()]));
    assert.deepEqual(
      mechTypes.map(({ oid }) => oid),
      [MS_KERBEROS, NTLM],
    );
  });

  it('a client that names it first logs in with it, under either of its names', async () => {
    for (const oid of [MS_KERBEROS, KERBEROS]) {
      const second = secondMechanism();
      const acceptor = createSpnegoAcceptor({ mechanisms: [second, ntlmMechanism()] });
      const step = await acceptor.step(offer([oid, NEGOEX, NTLM], hello).token);
      assertAccepted(step);
      assert.equal(step.context.mechanism, 'SECOND');
      assert.equal(chosenBy(step), oid);
      assert.deepEqual(decodeNegTokenResp(step.token ?? Buffer.alloc(0)).responseToken, last);
      assert.deepEqual(second.received, [hello]);
    }
  });

  it('a client that has NTLM alone, or first, logs in with that', async () => {
    for (const mechTypes of [[NTLM], [NTLM, MS_KERBEROS]]) {
      const second = secondMechanism();
      const acceptor = createSpnegoAcceptor({ mechanisms: [second, ntlmMechanism()] });
      const first = await acceptor.step(offer(mechTypes, client.negotiateMessage).token);
      assert.equal(chosenBy(first), NTLM);
      assert.ok(first.kind === 'continue');
      const challenge = decodeNegTokenResp(first.token).responseToken ?? Buffer.alloc(0);
      const { list } = offer(mechTypes);
      const responseToken = client.authenticate(challenge);
      const step = await acceptor.step(answer({ responseToken, mechListMic: client.mechListMic(list) }));
      assertAccepted(step);
      assert.equal(step.context.mechanism, 'NTLM');
      assert.deepEqual(second.received, []);
    }
  });

  it('its refusal ends the login: nobody falls back to NTLM in mid-negotiation', async () => {
    const acceptor = createSpnegoAcceptor({ mechanisms: [secondMechanism(), ntlmMechanism()] });
    const { token } = offer([MS_KERBEROS, NTLM], Buffer.from('no ticket'));
    rejected(await acceptor.step(token), 'wrong-password');
    rejected(await acceptor.step(answer({ responseToken: client.negotiateMessage })), 'out-of-sequence');
  });

  it('its token never reaches NTLM, nor NTLM’s it', async () => {
    const second = secondMechanism();
    const acceptor = createSpnegoAcceptor({ mechanisms: [second, ntlmMechanism()] });
    rejected(await acceptor.step(offer([NTLM, MS_KERBEROS], hello).token), 'ntlm-malformed');

    const other = createSpnegoAcceptor({ mechanisms: [second, ntlmMechanism()] });
    rejected(await other.step(offer([MS_KERBEROS, NTLM], client.negotiateMessage).token), 'wrong-password');
    assert.deepEqual(second.received, [client.negotiateMessage]);
  });

  it('behind a mechanism that nobody has, it owes a mechListMIC like any other', async () => {
    const mechTypes = [NEGOEX, MS_KERBEROS, NTLM];
    const acceptor = createSpnegoAcceptor({ mechanisms: [secondMechanism(), ntlmMechanism()] });
    const first = await acceptor.step(offer(mechTypes, hello).token);
    assert.equal(first.kind, 'continue');
    assert.equal(chosenBy(first), MS_KERBEROS);
    const mechListMic = fakeMic('client', offer(mechTypes).list);
    assertAccepted(await acceptor.step(answer({ responseToken: hello, mechListMic })));
  });
});
