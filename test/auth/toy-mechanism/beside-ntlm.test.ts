import assert from 'node:assert/strict';
import { createSpnegoAcceptor, negTokenInit2 } from 'smb2-auth-server/auth';
import type { Mechanism, Step } from '../../../src/auth/mechanism.js';
import { decodeNegTokenInit, decodeNegTokenResp } from '../../../src/auth/spnego/index.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import { assertAccepted, NtlmServer } from '../../support/ntlm-login.js';
import { answer, NEGOEX, NTLM, offer, rejected } from '../spnego/support.js';
import { OLD_TOY, TOY, toyMechanism, toyMic, toyTokens } from './toy-mechanism.js';

const hello = toyTokens.word('alice', 'TOYS', 'SHELF', 'sesame');

function ntlmMechanism(): Mechanism {
  const server = new NtlmServer();
  return { name: 'NTLM', oids: [NTLM], createAcceptor: () => server.acceptor() };
}

function chosenBy(step: Step): string | undefined {
  return step.token && decodeNegTokenResp(step.token).supportedMech?.oid;
}

describe('the toy beside NTLM, behind the same interface', () => {
  const client = new NtlmClient();

  it('both are offered, in our order, under all of their names', () => {
    const { mechTypes } = decodeNegTokenInit(negTokenInit2([toyMechanism(), ntlmMechanism()]));
    assert.deepEqual(
      mechTypes.map(({ oid }) => oid),
      [TOY, OLD_TOY, NTLM],
    );
  });

  it('a client that names it first logs in with it, under either of its names', async () => {
    for (const oid of [TOY, OLD_TOY]) {
      const second = toyMechanism();
      const acceptor = createSpnegoAcceptor({ mechanisms: [second, ntlmMechanism()] });
      const step = await acceptor.step(offer([oid, NEGOEX, NTLM], hello).token);
      assertAccepted(step);
      assert.equal(step.context.mechanism, 'TOY');
      assert.equal(chosenBy(step), oid);
      assert.deepEqual(decodeNegTokenResp(step.token ?? Buffer.alloc(0)).responseToken, toyTokens.last);
      assert.deepEqual(second.received, [hello]);
    }
  });

  it('a client that has NTLM alone, or first, logs in with that', async () => {
    for (const mechTypes of [[NTLM], [NTLM, TOY]]) {
      const second = toyMechanism();
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
    const acceptor = createSpnegoAcceptor({ mechanisms: [toyMechanism(), ntlmMechanism()] });
    const { token } = offer([TOY, NTLM], Buffer.from('no ticket'));
    rejected(await acceptor.step(token), 'toy-odd');
    rejected(await acceptor.step(answer({ responseToken: client.negotiateMessage })), 'out-of-sequence');
  });

  it('its token never reaches NTLM, nor NTLM’s it', async () => {
    const second = toyMechanism();
    const acceptor = createSpnegoAcceptor({ mechanisms: [second, ntlmMechanism()] });
    rejected(await acceptor.step(offer([NTLM, TOY], hello).token), 'ntlm-malformed');

    const other = createSpnegoAcceptor({ mechanisms: [second, ntlmMechanism()] });
    rejected(await other.step(offer([TOY, NTLM], client.negotiateMessage).token), 'toy-odd');
    assert.deepEqual(second.received, [client.negotiateMessage]);
  });

  it('behind a mechanism that nobody has, it owes a mechListMIC like any other', async () => {
    const mechTypes = [NEGOEX, TOY, NTLM];
    const acceptor = createSpnegoAcceptor({ mechanisms: [toyMechanism(), ntlmMechanism()] });
    const first = await acceptor.step(offer(mechTypes, hello).token);
    assert.equal(first.kind, 'continue');
    assert.equal(chosenBy(first), TOY);
    const mechListMic = toyMic('client', offer(mechTypes).list);
    assertAccepted(await acceptor.step(answer({ responseToken: hello, mechListMic })));
  });
});
