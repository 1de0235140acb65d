import assert from 'node:assert/strict';
import { AuthLevel, FaultStatus } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { loginWithNtlm, loginWithSpnego } from '../rpc/support/bind-logins.js';
import { ipcSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { expectFault } from '../rpc/support/rpc-client.js';
import { serve } from '../session/support.js';
import { alice, confidential, recordOf, serveAnonymous, told } from './rpc-record.js';

describe('a login in an RPC bind is an attempt like any other', () => {
  for (const [name, logIn, spnego] of [
    ['NTLM', loginWithNtlm, false],
    ['SPNEGO', loginWithSpnego, true],
  ] as const) {
    it(`${name}, the right password: the record has its carrier, its checks and its first request`, async () => {
      await using server = await serveAnonymous();
      const record = await recordOf(server, async (rpc) => {
        await logIn(rpc, AuthLevel.PKT_INTEGRITY, alice);
        await rpc.call(15, confidential);
        await rpc.call(15, confidential);
      });
      assert.deepEqual(
        { ...record.login, sessionId: record.login?.carrier === 'pipe' && record.login.sessionId.length },
        {
          carrier: 'pipe',
          pipe: 'srvsvc',
          sessionId: 16,
          opener: { kind: 'anonymous', account: '', domain: '', sid: 'S-1-5-7' },
          offeredMechanisms: ['NTLM'],
          spnego,
          optimisticToken: true,
          mechanism: 'NTLM',
          authDescription: 'NTLMSSP',
          mechListMic: spnego ? 'valid' : undefined,
        },
      );
      assert.deepEqual(
        [record.verdict, record.reason, record.wireStatus],
        ['accepted', 'accepted', undefined],
      );
      assert.equal(record.identity?.account, 'alice');
      assert.equal(record.claimed?.user, 'alice');
      assert.equal(
        record.explanation,
        `The login was accepted. It is “SMB2AUTH\\alice”. Proved with NTLMv2, over SMB 3.1.1. ${told}`,
      );
      assert.deepEqual(record.protection, { signing: 'required', encryption: 'none', used: 'signed' });
      assert.deepEqual(record.next, ['first RPC request, opnum 15, signed']);
      assert.ok(record.checks.some(({ check, outcome }) => check === 'nt-proof' && outcome === 'passed'));
    });

    it(`${name}, a wrong password: refused, told by a fault, and found in the record`, async () => {
      await using server = await serveAnonymous();
      const record = await recordOf(server, async (rpc) => {
        await logIn(rpc, AuthLevel.CONNECT, { ...alice, password: 'wrong' });
        if (!spnego) expectFault((await rpc.request(15, confidential))[0], FaultStatus.ACCESS_DENIED);
      });
      assert.deepEqual(
        [record.verdict, record.reason, record.wireStatus],
        ['refused', 'wrong-password', undefined],
      );
      assert.match(record.explanation, /user “alice”, domain “CORP” from workstation “DESK”/);
      assert.ok(record.explanation.endsWith(told));
      assert.deepEqual(
        record.checks.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check),
        ['nt-proof'],
      );
      assert.deepEqual(record.next, []);
    });
  }

  for (const [level, protection] of [
    [AuthLevel.CONNECT, { signing: 'none', encryption: 'none', used: 'none' }],
    [AuthLevel.PKT_PRIVACY, { signing: 'required', encryption: 'required', used: 'encrypted' }],
  ] as const) {
    it(`auth_level ${level} protects ${protection.used === 'none' ? 'nothing' : 'everything'}`, async () => {
      await using server = await serveAnonymous();
      const record = await recordOf(server, async (rpc) => {
        await loginWithNtlm(rpc, level, alice);
        await rpc.call(15, confidential);
      });
      assert.deepEqual(record.protection, protection);
    });
  }

  it('a mangled password is looked into as elsewhere', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) =>
      loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, password: 'secret\n' }),
    );
    assert.deepEqual([record.reason, record.mistake], ['mangled-password', 'trailing-newline']);
  });

  it('a user that nobody knows', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) =>
      loginWithSpnego(rpc, AuthLevel.CONNECT, { ...alice, user: 'mallory' }),
    );
    assert.deepEqual([record.verdict, record.reason], ['refused', 'unknown-account']);
    assert.match(record.explanation, /user “mallory”/);
  });

  it('a pipe of an account’s session: the record says whose it is', async () => {
    await using server = await serve();
    const { rpc, close } = await rpcOverSmb(await ipcSession(await server.negotiated(), {}), 'WKSSVC');
    await loginWithNtlm(rpc, AuthLevel.CONNECT, { user: 'bob', password: 'wrong' });
    await close();
    const [, record] = await server.records(2);
    assert.equal(record?.reason, 'wrong-password');
    assert.ok(
      record.explanation.endsWith(
        'It came in an RPC bind on pipe “wkssvc”, in the session of “SMB2AUTH\\alice”.',
      ),
    );
  });

  it('a login that nobody uses is complete when its pipe is closed', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) => loginWithNtlm(rpc, AuthLevel.PKT_PRIVACY, alice));
    assert.deepEqual([record.verdict, record.reason], ['accepted', 'accepted']);
    assert.deepEqual(record.next, ['the RPC connection was closed']);
    assert.equal(record.protection?.used, undefined);
  });

  it('or when its connection is gone', async () => {
    await using server = await serveAnonymous();
    const smb = await server.negotiated();
    const { rpc } = await rpcOverSmb(await ipcSession(smb));
    await loginWithNtlm(rpc, AuthLevel.PKT_PRIVACY, alice);
    smb.close();
    const [, record] = await server.records(2);
    assert.deepEqual([record?.verdict, record?.next], ['accepted', ['the client left']]);
  });

  it('a request whose signature is wrong', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, async (rpc) => {
      await loginWithNtlm(rpc, AuthLevel.PKT_INTEGRITY, alice);
      const [pdu] = rpc.fragments(15, confidential, 4096);
      assert.ok(pdu);
      pdu.writeUInt8(pdu.readUInt8(24) ^ 1, 24);
      expectFault((await rpc.exchange(pdu))[0], FaultStatus.ACCESS_DENIED);
    });
    assert.equal(record.reason, 'rpc-signature-invalid');
    assert.match(record.explanation, /opnum 15: it carries a signature that does not verify\./);
    assert.deepEqual(record.next, ['RPC request, opnum 15, with a signature that does not verify']);
  });

  it('a pipe on which nobody logs in makes no record', async () => {
    await using server = await serveAnonymous();
    const smb = await server.negotiated();
    const ipc = await ipcSession(smb);
    const { close: closeUnused } = await rpcOverSmb(ipc);
    const { rpc, close } = await rpcOverSmb(ipc);
    await rpc.bind(SRVSVC);
    assert.equal((await rpc.call(15, confidential)).readUInt32LE(0), 502);
    await closeUnused();
    await close();
    await server.close();
    assert.deepEqual(
      server.completed.map(({ login: made }) => made?.carrier),
      ['smb'],
    );
  });
});
