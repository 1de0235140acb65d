import assert from 'node:assert/strict';
import { createTokens } from '../../../src/auth/kerberos/security-context.js';
import { createSpnegoAcceptor } from '../../../src/auth/spnego/index.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import { NtlmServer } from '../../support/ntlm-login.js';
import {
  accepted,
  KerberosServer,
  keyOf,
  readApRep,
  refused,
  serviceKey,
} from '../../support/kerberos-client.js';
import { answer, KERBEROS, MS_KERBEROS, NEGOEX, NTLM, offer, said } from '../spnego/support.js';

const sessionKey = keyOf(18, 0x77);
/** The number in every authenticator of these tests. */
const PEER_SEQUENCE = 0x1234n;

/** The client's tokens once it has read our AP-REP. */
function tokensOf(apRep: Buffer | undefined) {
  const { subkey, seqNumber = -1 } = readApRep(apRep, sessionKey);
  assert.ok(subkey);
  const tokens = createTokens({
    etype: subkey.keytype,
    protocolKey: subkey.keyvalue,
    acceptorSubkey: true,
    dceStyle: false,
    randomBytes: (length) => Buffer.alloc(length),
  });
  return { tokens, ownSequence: BigInt(seqNumber) };
}

describe('Kerberos in SPNEGO', () => {
  const mechTypes = [NEGOEX, MS_KERBEROS, KERBEROS, NTLM];

  /** A client whose first mechanism the server does not have, up to our AP-REP. */
  async function exchanged() {
    const server = new KerberosServer();
    const acceptor = createSpnegoAcceptor({ mechanisms: [server.mechanism] });
    const { token, list } = offer(mechTypes, Buffer.from('for another mechanism'));
    const first = await acceptor.step(token);
    assert.deepEqual(said(first), { negState: 'request-mic', supportedMech: MS_KERBEROS });
    const second = await acceptor.step(answer({ responseToken: server.forge.token() }));
    assert.equal(second.kind, 'continue');
    const { responseToken, mechListMic } = said(second) as Record<string, Buffer>;
    return { acceptor, list, mechListMic, ...tokensOf(responseToken) };
  }

  it('RFC 4178 5: another mechanism than the first owes a mechListMIC both ways, in the subkey and with the first numbers', async () => {
    const { acceptor, list, mechListMic, tokens, ownSequence } = await exchanged();
    assert.ok(mechListMic);
    assert.ok(tokens.verifiesMic({ sender: 'acceptor', sequence: ownSequence }, [list], mechListMic));
    const mic = tokens.mic({ sender: 'initiator', sequence: PEER_SEQUENCE }, [list]);
    const step = accepted(await acceptor.step(answer({ mechListMic: mic })));
    assert.deepEqual(said(step), { negState: 'accept-completed' });
  });

  it('a MIC of another list, with another number or of the acceptor is refused', async () => {
    for (const wrong of ['list', 'number', 'sender'] as const) {
      const { acceptor, list, tokens } = await exchanged();
      const mic = tokens.mic(
        {
          sender: wrong === 'sender' ? 'acceptor' : 'initiator',
          sequence: wrong === 'number' ? PEER_SEQUENCE + 1n : PEER_SEQUENCE,
        },
        [wrong === 'list' ? offer([NTLM]).list : list],
      );
      refused(await acceptor.step(answer({ mechListMic: mic })), 'mech-list-mic-invalid');
    }
  });

  it('nobody falls back to NTLM once a token of Kerberos has failed', async () => {
    const client = new NtlmClient();
    const ntlm = new NtlmServer();
    const mechanisms = [
      new KerberosServer().mechanism,
      { name: 'NTLM', oids: [NTLM] as const, createAcceptor: () => ntlm.acceptor() },
    ];
    const acceptor = createSpnegoAcceptor({ mechanisms });
    const token = new KerberosServer().forge.token({ key: serviceKey(18, 3, 0x99) });
    refused(await acceptor.step(offer([MS_KERBEROS, NTLM], token).token), 'ticket-wrong-key');
    const next = answer({ responseToken: client.negotiateMessage });
    refused(await acceptor.step(next), 'out-of-sequence');
  });
});
