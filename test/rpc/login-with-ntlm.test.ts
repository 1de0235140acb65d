import assert from 'node:assert/strict';
import {
  accountsInMemory,
  createNtlmMechanism,
  createSpnegoAcceptor,
  defaultAuthPolicy,
} from '../../src/auth.js';
import { NegotiateFlags } from '../../src/auth/ntlm/negotiate-flags.js';
import { encodeNegTokenInit } from '../../src/auth/spnego/neg-token-init.js';
import { decodeNegTokenResp, encodeNegTokenResp } from '../../src/auth/spnego/neg-token-resp.js';
import { AuthType, createRpcPipe, createSrvsvc } from '../../src/rpc/index.js';
import { AuthLevel, decodePdu, FaultStatus, PfcFlags, RejectReason } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { NtlmClient, windowsFlags } from '../support/ntlm-client.js';
import { exchange } from './support/recorded.js';
import { bindOf, expectBody, expectFault, RpcClient } from './support/rpc-client.js';
import { recordedServer } from './support/server-info.js';

const NTLMSSP = '1.3.6.1.4.1.311.2.2.10';
const SIGN = PfcFlags.SUPPORT_HEADER_SIGN;
const flags = (windowsFlags | NegotiateFlags.SIGN | NegotiateFlags.SEAL) >>> 0;

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

const alter = { ...bindOf(SRVSVC), kind: 'alter-context' } as const;

/** The stub of a call that only an account may make. */
const confidential = expectBody(decodePdu(exchange('NetrShareEnum 502').request), 'request').stub;

async function loginWithNtlm(rpc: RpcClient, level: number, password: string): Promise<void> {
  const ntlm = new NtlmClient({ flags, password });
  const terms = { type: AuthType.NTLM, level, contextId: 79231 };
  const security = { ...terms, token: ntlm.negotiateMessage };
  const ack = await rpc.bind(SRVSVC, { flags: SIGN, security });
  const token = ntlm.authenticate(ack.security!.token);
  await rpc.exchange(rpc.encode({ kind: 'auth3' }, { security: { ...terms, token } }));
  rpc.login = { terms, messages: ntlm.messageSecurity(), signsHeaders: true };
}

async function loginWithSpnego(rpc: RpcClient, level: number, password: string) {
  const ntlm = new NtlmClient({ flags, password });
  const terms = { type: AuthType.SPNEGO, level, contextId: 1 };
  const { token, mechTypeList } = offer(ntlm.negotiateMessage);
  const ack = await rpc.bind(SRVSVC, { flags: SIGN, security: { ...terms, token } });
  const responseToken = ntlm.authenticate(decodeNegTokenResp(ack.security!.token).responseToken!);
  const last = encodeNegTokenResp({ responseToken, mechListMic: ntlm.mechListMic(mechTypeList) });
  const answer = await rpc.send(alter, { security: { ...terms, token: last } });
  if (answer.security) {
    const { mechListMic } = decodeNegTokenResp(answer.security.token);
    assert.ok(mechListMic && ntlm.verifyMechListMic(mechTypeList, mechListMic));
  }
  rpc.login = { terms, messages: ntlm.messageSecurity(), signsHeaders: true };
  return answer;
}

function offer(mechToken: Buffer): { token: Buffer; mechTypeList: Buffer } {
  const token = encodeNegTokenInit({ mechTypes: [NTLMSSP], mechToken });
  // SEQUENCE OF one OID of 12 bytes, as it stands in the token.
  const start = token.indexOf(Buffer.from('300c060a2b06010401823702020a', 'hex'));
  return { token, mechTypeList: token.subarray(start, start + 14) };
}

describe('rpc: logins with NTLM and SPNEGO at bind', () => {
  for (const [name, level] of Object.entries(AuthLevel)) {
    it(`${name} with NTLM in bind, bind_ack and auth3`, async () => {
      const rpc = setUp();
      await loginWithNtlm(rpc, level, 'Password');
      for (let round = 0; round < 3; round++) {
        assert.equal((await rpc.call(15, confidential, 32)).readUInt32LE(12), 3);
      }
    });

    it(`${name} with SPNEGO in bind and alter_context, after MICs that count`, async () => {
      const rpc = setUp();
      expectBody(await loginWithSpnego(rpc, level, 'Password'), 'alter-context-resp');
      for (let round = 0; round < 3; round++) {
        assert.equal((await rpc.call(15, confidential, 32)).readUInt32LE(12), 3);
      }
    });
  }

  it('a wrong password is refused', async () => {
    const rpc = setUp();
    await loginWithNtlm(rpc, AuthLevel.CONNECT, 'wrong');
    const [fault] = await rpc.request(15, confidential);
    expectFault(fault, FaultStatus.ACCESS_DENIED);

    const other = setUp();
    expectFault(await loginWithSpnego(other, AuthLevel.PKT_PRIVACY, 'wrong'), FaultStatus.ACCESS_DENIED);
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
