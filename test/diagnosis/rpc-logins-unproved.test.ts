import assert from 'node:assert/strict';
import { AuthType } from '../../src/rpc/index.js';
import { AuthLevel, FaultStatus, RejectReason } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { alter, flags, loginWithNtlm, offer } from '../rpc/support/bind-logins.js';
import { ipcSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { expectBody, expectFault, type RpcClient } from '../rpc/support/rpc-client.js';
import { alice, confidential, recordOf, serveAnonymous, told } from './rpc-record.js';

describe('a login in an RPC bind that does not come to a proof', () => {
  const terms = { type: AuthType.NTLM, level: AuthLevel.PKT_INTEGRITY, contextId: 7 };
  const { negotiateMessage } = new NtlmClient({ flags });

  for (const [name, change, reason, evidence, nak] of [
    [
      'NTLM, a token that is none',
      { token: Buffer.from('6003020100', 'hex') },
      'spnego-malformed',
      /Check spnego-token: /,
      RejectReason.INVALID_CHECKSUM,
    ],
    [
      'NTLM cut off',
      { token: negotiateMessage.subarray(0, 14) },
      'ntlm-malformed',
      /Check ntlm-form: /,
      RejectReason.INVALID_CHECKSUM,
    ],
    [
      'Kerberos, which the server does not have',
      { type: 16, token: negotiateMessage },
      'no-common-mechanism',
      /The bind asks for auth_type 16, which is not served; a server has SPNEGO \(9\), NTLM \(10\) and, with keys, Kerberos \(16\)\./,
      RejectReason.AUTHENTICATION_TYPE_NOT_RECOGNIZED,
    ],
    [
      'a level that there is not',
      { level: 7, token: negotiateMessage },
      'request-malformed',
      /Auth_level 7 is none that protects anything\./,
      RejectReason.NOT_SPECIFIED,
    ],
  ] as const) {
    it(name, async () => {
      await using server = await serveAnonymous();
      const record = await recordOf(server, async (rpc) => {
        const answer = await rpc.bind(SRVSVC, { security: { ...terms, ...change } });
        assert.equal(expectBody(answer, 'bind-nak').reason, nak);
      });
      assert.deepEqual([record.verdict, record.reason], ['refused', reason]);
      assert.match(record.explanation, evidence);
      assert.ok(record.explanation.endsWith(told));
      assert.ok(record.checks.some(({ outcome }) => outcome === 'failed'));
    });
  }

  const challenged = (rpc: RpcClient) =>
    rpc.bind(SRVSVC, { security: { ...terms, token: negotiateMessage } });

  for (const [name, act, evidence] of [
    [
      'a request before the login is complete',
      (rpc: RpcClient) => rpc.request(15, confidential),
      /a request came before the login was complete\./,
    ],
    [
      'a last leg without a token',
      (rpc: RpcClient) => rpc.exchange(rpc.encode({ kind: 'auth3' })),
      /the last leg, an auth3, does not complete the login\./,
    ],
    [
      'a token of another security context',
      (rpc: RpcClient) => rpc.send(alter, { security: { ...terms, contextId: 8, token: negotiateMessage } }),
      /the token belongs to no login that is under way on the connection\./,
    ],
  ] as const) {
    it(`${name} is out of sequence`, async () => {
      await using server = await serveAnonymous();
      const record = await recordOf(server, async (rpc) => {
        await challenged(rpc);
        await act(rpc);
      });
      assert.deepEqual([record.verdict, record.reason], ['refused', 'out-of-sequence']);
      assert.match(record.explanation, evidence);
    });
  }

  it('a second login of a security context is refused unseen, and has a record of its own', async () => {
    await using server = await serveAnonymous();
    const { rpc } = await rpcOverSmb(await ipcSession(await server.negotiated()));
    await loginWithNtlm(rpc, AuthLevel.CONNECT, alice);
    const security = { ...terms, contextId: 79231, token: negotiateMessage };
    expectFault(await rpc.send(alter, { security }), FaultStatus.PROTOCOL_ERROR);
    const [, ...records] = await server.records(3);
    assert.deepEqual(
      records.map(({ reason, login: made }) => [reason, made?.carrier]),
      [
        ['accepted', 'pipe'],
        ['out-of-sequence', 'pipe'],
      ],
    );
  });

  it('a client that closes the pipe instead of answering the CHALLENGE', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, challenged);
    assert.deepEqual([record.verdict, record.reason], ['unfinished', 'left-after-challenge']);
    assert.ok(record.explanation.endsWith(told));
  });

  it('one that sends no more than the beginning of a token', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) => {
      const token = offer(negotiateMessage).token.subarray(0, 20);
      return rpc.bind(SRVSVC, { security: { ...terms, type: AuthType.SPNEGO, token } });
    });
    assert.deepEqual([record.verdict, record.reason], ['unfinished', 'left-before-challenge']);
  });

  it('many of a kind are counted, and those with a name are not', async () => {
    await using server = await serveAnonymous();
    const ipc = await ipcSession(await server.negotiated());
    for (let sent = 0; sent < 30; sent++) {
      const { rpc, close } = await rpcOverSmb(ipc);
      await rpc.bind(SRVSVC, { security: { ...terms, token: Buffer.from('none') } });
      await close();
    }
    for (let sent = 0; sent < 30; sent++) {
      const { rpc, close } = await rpcOverSmb(ipc);
      await loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, password: `wrong ${sent}` });
      await close();
    }
    ipc.smb.close();
    await server.records(42);
    await server.close();
    const of = (reason: string) => server.completed.filter((record) => record.reason === reason);
    const malformed = of('spnego-malformed');
    assert.deepEqual(
      malformed.map(({ count }) => count),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30],
    );
    assert.equal(of('wrong-password').length, 30);
  });
});
