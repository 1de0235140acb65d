import assert from 'node:assert/strict';
import {
  accountsInMemory,
  createNtlmMechanism,
  createSpnegoAcceptor,
  defaultAuthPolicy,
} from '../../src/auth.js';
import { decodeNegTokenResp } from '../../src/auth/spnego/neg-token-resp.js';
import { AuthType, createRpcPipe, createSrvsvc } from '../../src/rpc/index.js';
import { AuthLevel, decodePdu, FaultStatus, RejectReason } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { alter, flags, loginWithNtlm, loginWithSpnego, offer } from './support/bind-logins.js';
import { exchange } from './support/recorded.js';
import { expectBody, expectFault, RpcClient } from './support/rpc-client.js';
import { recordedServer } from './support/server-info.js';

/** A pipe where `User` may log in at bind, and a client of it. */
function setUp() {
  const ntlm = createNtlmMechanism({
    accounts: accountsInMemory([{ name: 'User', password: 'Password' }]),
    policy: defaultAuthPolicy,
    names: recordedServer.names,
    runtime: new FixedRuntime(),
  });
  const pipe = createRpcPipe({
    name: 'srvsvc',
    services: [createSrvsvc(recordedServer)],
    startLogin: (type) =>
      type === AuthType.NTLM
        ? ntlm.createAcceptor({ report: () => {}, carrier: 'pipe' })
        : createSpnegoAcceptor({ mechanisms: [ntlm] }),
  });
  return new RpcClient(pipe);
}

/** The stub of a call that only an account may make. */
const confidential = expectBody(decodePdu(exchange('NetrShareEnum 502').request), 'request').stub;

describe('rpc: logins with NTLM and SPNEGO at bind', () => {
  for (const [name, level] of Object.entries(AuthLevel)) {
    it(`${name} with NTLM in bind, bind_ack and auth3`, async () => {
      const rpc = setUp();
      await loginWithNtlm(rpc, level, { password: 'Password' });
      for (let round = 0; round < 3; round++) {
        assert.equal((await rpc.call(15, confidential, 32)).readUInt32LE(12), 3);
      }
    });

    it(`${name} with SPNEGO in bind and alter_context, after MICs that count`, async () => {
      const rpc = setUp();
      expectBody(await loginWithSpnego(rpc, level, { password: 'Password' }), 'alter-context-resp');
      for (let round = 0; round < 3; round++) {
        assert.equal((await rpc.call(15, confidential, 32)).readUInt32LE(12), 3);
      }
    });
  }

  it('a wrong password is refused', async () => {
    const rpc = setUp();
    await loginWithNtlm(rpc, AuthLevel.CONNECT, { password: 'wrong' });
    const [fault] = await rpc.request(15, confidential);
    expectFault(fault, FaultStatus.ACCESS_DENIED);

    const other = setUp();
    expectFault(
      await loginWithSpnego(other, AuthLevel.PKT_PRIVACY, { password: 'wrong' }),
      FaultStatus.ACCESS_DENIED,
    );
  });

  it('a token that is none is refused', async () => {
    for (const type of [AuthType.NTLM, AuthType.SPNEGO]) {
      const rpc = setUp();
      const security = {
        type,
        level: AuthLevel.CONNECT,
        contextId: 0,
        token: Buffer.from('6003020100', 'hex'),
      };
      const nak = await rpc.bind(SRVSVC, { security });
      assert.equal(expectBody(nak, 'bind-nak').reason, RejectReason.INVALID_CHECKSUM);
    }
  });

  it('a token in pieces is waited for, without a trailer meanwhile', async () => {
    const rpc = setUp();
    const ntlm = new NtlmClient({ flags });
    const { token } = offer(ntlm.negotiateMessage);
    const terms = { type: AuthType.SPNEGO, level: AuthLevel.PKT_PRIVACY, contextId: 1 };
    const ack = await rpc.bind(SRVSVC, { security: { ...terms, token: token.subarray(0, 20) } });
    assert.equal(expectBody(ack, 'bind-ack') && ack.security, undefined);
    const answer = await rpc.send(alter, { security: { ...terms, token: token.subarray(20) } });
    assert.ok(answer.security);
    assert.ok(decodeNegTokenResp(answer.security.token).responseToken);
  });

  it('without a login the caller is who opened the pipe: anonymous sees less', async () => {
    const rpc = setUp();
    await rpc.bind(SRVSVC);
    const reply = await rpc.call(15, confidential);
    assert.equal(reply.readUInt32LE(reply.length - 4), 5);
  });
});
