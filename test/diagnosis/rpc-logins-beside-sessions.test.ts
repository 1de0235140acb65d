import assert from 'node:assert/strict';
import { AuthType } from '../../src/rpc/index.js';
import { AuthLevel, FaultStatus } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { Command } from '../../src/smb2-codec/index.js';
import { NtlmClient, type NtlmClientOptions } from '../support/ntlm-client.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { flags, loginWithNtlm } from '../rpc/support/bind-logins.js';
import { ipcSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { expectFault } from '../rpc/support/rpc-client.js';
import { serve } from '../session/support.js';
import { alice, confidential, serveAnonymous } from './rpc-record.js';

describe('a login in an RPC bind beside the sessions of its connection', () => {
  it('wrong passwords in binds lock the account for every carrier', async () => {
    await using server = await serveAnonymous({
      authPolicy: { anonymous: 'ipc', lockout: { threshold: 2, windowSeconds: 60, durationSeconds: 60 } },
    });
    const smb = await server.negotiated();
    const ipc = await ipcSession(smb);
    for (let sent = 0; sent < 2; sent++) {
      const { rpc } = await rpcOverSmb(ipc);
      await loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, password: 'wrong' });
    }
    await tryLogin(await server.negotiated());
    const records = await server.records(4);
    assert.deepEqual(
      records.map(({ reason }) => reason),
      ['anonymous', 'wrong-password', 'wrong-password', 'account-locked'],
    );
  });

  it('one that is open hides nothing that goes wrong on the connection', async () => {
    await using server = await serve();
    const smb = await server.negotiated();
    const ipc = await ipcSession(smb, {});
    const { rpc } = await rpcOverSmb(ipc);
    const token = new NtlmClient({ flags }).negotiateMessage;
    await rpc.bind(SRVSVC, { security: { type: AuthType.NTLM, level: 2, contextId: 0, token } });
    await smb.treeConnect('disk', { header: { sessionId: 0x1234n } });
    const [incident] = await server.incidentRecords(1);
    assert.deepEqual([incident?.reason, incident?.command], ['session-not-found', 'TREE_CONNECT']);
    assert.equal(incident?.attempt, 1);
  });

  it('goes no further once its connection is gone: the next one is recorded where it comes from', async () => {
    await using server = await serve();
    const first = await server.negotiated();
    const ipc = await ipcSession(first, {});
    const second = await server.negotiated();
    const channel = await login(second, { bind: ipc.session });
    const bob: NtlmClientOptions = { user: 'bob', password: 'hunter2' };
    const begun = await rpcOverSmb(ipc);
    const unused = await rpcOverSmb(ipc);
    const ntlm = new NtlmClient({ flags, ...bob });
    const terms = { type: AuthType.NTLM, level: AuthLevel.CONNECT, contextId: 1 };
    const ack = await begun.rpc.bind(SRVSVC, { security: { ...terms, token: ntlm.negotiateMessage } });
    first.close();
    await first.closed;
    const onSecond = { smb: second, session: channel, treeId: ipc.treeId };
    const rest = begun.over(onSecond);
    const token = ntlm.authenticate(ack.security!.token);
    await rest.exchange(rest.encode({ kind: 'auth3' }, { security: { ...terms, token } }));
    expectFault((await rest.request(15, confidential))[0], FaultStatus.ACCESS_DENIED);
    await loginWithNtlm(unused.over(onSecond), AuthLevel.CONNECT, { ...bob, password: 'wrong' });
    await second.request(Command.ECHO, (w) => w.u16(4).u16(0), { session: channel });
    await server.close();
    const pipes = server.completed.filter(({ login: made }) => made?.carrier === 'pipe');
    assert.deepEqual(
      pipes.map(({ reason, connection }) => [reason, connection.id]),
      [
        ['left-after-challenge', 1],
        ['wrong-password', 2],
      ],
    );
  });
});
