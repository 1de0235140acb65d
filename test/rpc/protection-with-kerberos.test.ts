import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { KerberosMessageSecurity } from '../../src/auth/kerberos/message-security.js';
import { createTokens, KerberosSecurityContext } from '../../src/auth/kerberos/security-context.js';
import type { Acceptor } from '../../src/auth/mechanism.js';
import { encryptionTypes } from '../../src/krb5/encryption/index.js';
import { AuthType, createRpcPipe } from '../../src/rpc/index.js';
import { AuthLevel, FaultStatus, PfcFlags } from '../../src/rpc/pdu/index.js';
import { ECHO, echoService, opnums } from './support/echo-service.js';
import { bindOf, expectBody, expectFault, RpcClient } from './support/rpc-client.js';
import { alice } from './support/server-info.js';

const [apReq, apRep, lastLeg] = ['AP-REQ', 'AP-REP', 'last AP-REP'].map((text) => Buffer.from(text));
const stub = Buffer.from('a stub of 27 bytes, not 32.');

/** A login of three legs in DCE style, whose messages are protected under keys of the encryption type. */
function setUp(etype: number, level: number, signsHeaders: boolean, now = () => -1) {
  const exchange = {
    etype,
    protocolKey: Buffer.alloc(encryptionTypes.find((type) => type.etype === etype)?.keyLength ?? 0, 0x4b),
    acceptorSubkey: true,
    dceStyle: true,
    randomBytes,
  };
  const acceptor: Acceptor = {
    step: async (token) => {
      if (token.equals(apReq!)) return { kind: 'continue', token: apRep! };
      assert.deepEqual(token, lastLeg);
      const context = new KerberosSecurityContext({
        ...exchange,
        identity: alice,
        ownSequence: 1000,
        peerSequence: 2000,
        expiresAt: 0,
        expectsMechListMic: false,
      });
      return { kind: 'accepted', context };
    },
  };
  const { service, callers } = echoService();
  const startLogin = (type: number) => (type === AuthType.KERBEROS ? acceptor : undefined);
  const client = new RpcClient(createRpcPipe({ name: 'echo', services: [service], startLogin, now }));
  const terms = { type: AuthType.KERBEROS, level, contextId: 3 };
  const messages = new KerberosMessageSecurity(createTokens(exchange), 'initiator', {
    own: 2000n,
    peer: 1000n,
  });
  const logIn = async (): Promise<void> => {
    const flags = signsHeaders ? PfcFlags.SUPPORT_HEADER_SIGN : 0;
    const ack = await client.bind(ECHO, { flags, security: { ...terms, token: apReq! } });
    assert.deepEqual(ack.security?.token, apRep);
    const alter = { ...bindOf(ECHO), kind: 'alter-context' } as const;
    const answer = await client.send(alter, { security: { ...terms, token: lastLeg! } });
    expectBody(answer, 'alter-context-resp');
    assert.equal(answer.security, undefined);
    client.login = { terms, messages, signsHeaders };
  };
  return { client, callers, logIn };
}

describe('rpc: protection with Kerberos, DCE style', () => {
  for (const { etype, name } of encryptionTypes)
    for (const [levelName, level] of Object.entries(AuthLevel))
      for (const signsHeaders of [true, false])
        it(`${name}, ${levelName}, headers ${signsHeaders ? 'signed' : 'not signed'}`, async () => {
          const { client, callers, logIn } = setUp(etype, level, signsHeaders);
          await logIn();
          for (let round = 0; round < 3; round++)
            assert.deepEqual(await client.call(opnums.echo, stub, 16), stub);
          assert.deepEqual(callers, [alice, alice, alice]);
          const count = Buffer.alloc(4);
          count.writeUInt32LE(20_000);
          assert.equal((await client.call(opnums.repeat, count)).length, 20_000);
        });

  it('a header that was changed is refused where headers are signed, and only there', async () => {
    for (const level of [AuthLevel.PKT_INTEGRITY, AuthLevel.PKT_PRIVACY])
      for (const signsHeaders of [true, false]) {
        const { client, logIn } = setUp(18, level, signsHeaders);
        await logIn();
        const [request] = client.fragments(opnums.echo, stub, 4096);
        assert.ok(request);
        // The allocation hint says nothing that is acted upon.
        request.writeUInt32LE(99, 16);
        const [answer] = await client.exchange(request);
        if (signsHeaders) expectFault(answer, FaultStatus.ACCESS_DENIED);
        else expectBody(answer, 'response');
      }
  });

  it('RFC 2743 2.3: nothing is answered once the ticket has ended, at any level', async () => {
    for (const level of Object.values(AuthLevel)) {
      let time = -1;
      const { client, callers, logIn } = setUp(18, level, true, () => time);
      await logIn();
      assert.deepEqual(await client.call(opnums.echo, stub, 4096), stub);
      time = 0;
      const [request] = client.fragments(opnums.echo, stub, 4096);
      assert.ok(request);
      const [answer] = await client.exchange(request);
      expectFault(answer, FaultStatus.ACCESS_DENIED);
      assert.equal(callers.length, 1);
      assert.deepEqual(await client.exchange(request), []);
    }
  });

  it('a signature of NTLM’s length is refused, not an error', async () => {
    for (const level of [AuthLevel.PKT_INTEGRITY, AuthLevel.PKT_PRIVACY]) {
      const { client, logIn } = setUp(17, level, true);
      await logIn();
      const body = { kind: 'request', allocHint: 0, contextId: 0, opnum: opnums.echo, stub } as const;
      const security = { type: AuthType.KERBEROS, level, contextId: 3, token: Buffer.alloc(16) };
      expectFault(await client.send(body, { security }), FaultStatus.ACCESS_DENIED);
    }
  });
});
