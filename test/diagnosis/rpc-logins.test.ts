import assert from 'node:assert/strict';
import { Capture } from '../../src/capture/capture.js';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { attemptParagraph, noColours } from '../../src/diagnosis/output/paragraph.js';
import { authenticationRecord } from '../../src/diagnosis/output/samba-audit.js';
import { Catalogue } from '../../src/posture/catalogue.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import { Posture } from '../../src/posture/posture.js';
import { AuthType } from '../../src/rpc/index.js';
import { AuthLevel, decodePdu, FaultStatus, RejectReason } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { Command } from '../../src/smb2-codec/index.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { NtlmClient, type NtlmClientOptions } from '../support/ntlm-client.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { alter, flags, loginWithNtlm, loginWithSpnego, offer } from '../rpc/support/bind-logins.js';
import { ipcSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { exchange } from '../rpc/support/recorded.js';
import { expectBody, expectFault, type RpcClient } from '../rpc/support/rpc-client.js';
import { type Fixture, serve } from '../session/support.js';

const alice: NtlmClientOptions = { user: 'alice', password: 'secret', domain: 'CORP', workstation: 'DESK' };

/** A call that only an account may make: NetrShareEnum at level 502. */
const confidential = expectBody(decodePdu(exchange('NetrShareEnum 502').request), 'request').stub;

const serveAnonymous = (options: Parameters<typeof serve>[0] = {}) =>
  serve({ ...options, authPolicy: { anonymous: 'ipc', ...options.authPolicy } });

/** Acts as an RPC client in an anonymous session; the one record of it when all is over. */
async function recordOf(server: Fixture, act: (rpc: RpcClient) => Promise<unknown>): Promise<AttemptRecord> {
  const smb = await server.negotiated();
  const { rpc, close } = await rpcOverSmb(await ipcSession(smb));
  await act(rpc);
  await close();
  const records = await server.records(2);
  await server.close();
  assert.equal(records.length, 2);
  const [session, record] = records;
  assert.deepEqual([session?.login?.carrier, session?.reason], ['smb', 'anonymous']);
  assert.ok(record);
  return record;
}

const told = 'It came in an RPC bind on pipe “srvsvc”, in the session of an anonymous user.';

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
        { ...record.login, sessionId: record.login?.sessionId.length },
        {
          carrier: 'pipe',
          pipe: 'srvsvc',
          sessionId: 16,
          opener: { kind: 'anonymous', account: '', domain: '', sid: 'S-1-5-7' },
          offeredMechanisms: ['NTLM'],
          spnego,
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
    await rpc.call(21, Buffer.alloc(0)).catch(() => {});
    await closeUnused();
    await close();
    await server.close();
    assert.deepEqual(
      server.completed.map(({ login: made }) => made?.carrier),
      ['smb'],
    );
  });
});

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
      /The bind asks for auth_type 16; the server has SPNEGO \(9\) and NTLM \(10\)\./,
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

  it('a second login of the RPC connection is refused unseen, and has a record of its own', async () => {
    await using server = await serveAnonymous();
    const { rpc } = await rpcOverSmb(await ipcSession(await server.negotiated()));
    await loginWithNtlm(rpc, AuthLevel.CONNECT, alice);
    const security = { ...terms, token: negotiateMessage };
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

describe('a login in an RPC bind in each form of output', () => {
  it('a line of the audit, as Samba writes it', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) =>
      loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, password: 'wrong' }),
    );
    const { Authentication: line } = authenticationRecord(record) as {
      Authentication: Record<string, unknown>;
    };
    const { serviceDescription, authDescription, status, eventId, clientAccount, becameAccount } = line;
    assert.deepEqual(
      { serviceDescription, authDescription, status, eventId, clientAccount, becameAccount },
      {
        serviceDescription: 'DCE/RPC',
        authDescription: 'NTLMSSP',
        status: 'NT_STATUS_WRONG_PASSWORD',
        eventId: 4625,
        clientAccount: 'alice',
        becameAccount: null,
      },
    );
  });

  it('of an accepted one', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) => loginWithSpnego(rpc, AuthLevel.CONNECT, alice));
    const { Authentication: line } = authenticationRecord(record) as {
      Authentication: Record<string, unknown>;
    };
    assert.deepEqual(
      [line['status'], line['eventId'], line['becameAccount']],
      ['NT_STATUS_OK', 4624, 'alice'],
    );
  });

  it('the comments of a capture', async () => {
    const written: Buffer[] = [];
    const runtime = new FixedRuntime();
    const tap = new Capture({ runtime, write: (bytes) => void written.push(bytes) });
    await using server = await serveAnonymous({ tap });
    await recordOf(server, (rpc) => loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, password: 'wrong' }));
    const file = Buffer.concat(written).toString('utf8');
    assert.ok(file.includes('NTLM AUTHENTICATE of “alice”'));
    assert.ok(file.includes('login in an RPC bind on pipe “srvsvc” refused: wrong-password'));
  });

  it('a paragraph', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) =>
      loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, user: 'mallory' }),
    );
    const text = attemptParagraph(record, { colours: noColours, width: 1000 });
    assert.match(text, /^\S+ {2}REFUSED {2}“CORP\\mallory” from .* {2}\[unknown-account\]\n/);
    assert.ok(text.includes(told));
    assert.match(text, /SMB 3\.1\.1 · RPC on “srvsvc” · without SPNEGO · NTLMv2/);
  });

  it('the posture counts it, and finds no fault in what is the rule in RPC', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, async (rpc) => {
      await loginWithNtlm(rpc, AuthLevel.CONNECT, alice);
      await rpc.call(15, confidential);
    });
    const posture = new Posture(new Catalogue(defaultMechanismWords));
    posture.add(record);
    const [row] = posture.rows();
    assert.deepEqual(
      [row?.attempts, row?.accepted, row?.loginsWithoutSpnego, [...(row?.protectionUsed ?? [])]],
      [1, 1, 0, []],
    );
    assert.deepEqual([...(row?.users ?? [])], ['CORP\\alice']);
  });
});
