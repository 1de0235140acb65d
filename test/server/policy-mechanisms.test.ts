import assert from 'node:assert/strict';
import type { MechanismName } from '../../src/auth/policy.js';
import { decodeNegTokenInit, decodeNegTokenResp } from '../../src/auth/spnego/index.js';
import { NtStatus, ntStatusName } from '../../src/constants/nt-status.js';
import { createServer } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { AuthType } from '../../src/rpc/index.js';
import { AuthLevel, RejectReason } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { decodeNegotiateResponse, decodeSessionSetupResponse } from '../../src/smb2-codec/index.js';
import { ToyClient } from '../auth/toy-mechanism/toy-client.js';
import { OLD_TOY, TOY, toyMechanism } from '../auth/toy-mechanism/toy-mechanism.js';
import { flags, offer } from '../rpc/support/bind-logins.js';
import { rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { expectBody } from '../rpc/support/rpc-client.js';
import { serve } from '../session/support.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { ClientLogin, login, tryLogin, tryNegotiate } from '../support/smb-client-login.js';

const NTLM = '1.3.6.1.4.1.311.2.2.10';

const withMechanisms = (...mechanisms: readonly MechanismName[]): Partial<ServerOptions> => ({
  authPolicy: { mechanisms },
});

/** A server without NTLM: something else stands where Kerberos would. */
const withoutNtlm = (): ReturnType<typeof serve> =>
  serve({ ...withMechanisms('kerberos'), mechanisms: ({ ntlm }) => [ntlm, toyMechanism()] });

/** The message of the error that such a server is. */
function problemOf(options: object): string {
  try {
    Reflect.apply(createServer, undefined, [{ accounts: [], ...options }]);
    return '';
  } catch (error) {
    assert.ok(error instanceof Error && error.name === 'ConfigurationError');
    return error.message;
  }
}

describe('policy.mechanisms', () => {
  for (const [title, mechanisms, problem] of [
    ['an empty list', [], 'authPolicy.mechanisms: expected at least 1 entry'],
    [
      'a word that comes twice',
      ['ntlm', 'ntlm'],
      'authPolicy.mechanisms: expected kerberos and ntlm, or one of them',
    ],
    ['an unknown word', ['ntlm', 'basic'], 'authPolicy.mechanisms[1]: expected "kerberos" or "ntlm"'],
    ['a word without a list', 'ntlm', 'authPolicy.mechanisms: expected a list'],
    ['a promise', Promise.resolve(['ntlm']), 'authPolicy.mechanisms: expected a list'],
  ] as const) {
    it(`refuses ${title}`, () => {
      const message = problemOf({ authPolicy: { mechanisms } });
      assert.ok(message.includes(problem), message);
    });
  }

  it('is an error where it names Kerberos alone, and there is no key: the message says what is missing', () => {
    assert.match(
      problemOf(withMechanisms('kerberos')),
      /^authPolicy\.mechanisms: nobody could log in by this policy\.mechanisms: "kerberos" needs a key, .*kerberos\.keytab, .*or add "ntlm"$/,
    );
    assert.match(
      problemOf({ ...withMechanisms('kerberos'), mechanisms: ({ ntlm }: { ntlm: unknown }) => [ntlm] }),
      /^mechanisms: expected a mechanism that policy does not leave out$/,
    );
  });

  it('offers NTLM alone where there is no key, whatever the order', async () => {
    for (const options of [{}, withMechanisms('kerberos', 'ntlm'), withMechanisms('ntlm')]) {
      await using server = await serve(options);
      const reply = await tryNegotiate(await server.connect());
      const { securityBuffer } = decodeNegotiateResponse(reply.message);
      assert.deepEqual(
        decodeNegTokenInit(securityBuffer).mechTypes.map(({ oid }) => oid),
        [NTLM],
      );
      await login(await server.negotiated());
    }
  });
});

describe('a server whose policy leaves NTLM out', () => {
  it('does not offer it', async () => {
    await using server = await withoutNtlm();
    const reply = await tryNegotiate(await server.connect());
    const { mechTypes } = decodeNegTokenInit(decodeNegotiateResponse(reply.message).securityBuffer);
    assert.deepEqual(
      mechTypes.map(({ oid }) => oid),
      [TOY, OLD_TOY],
    );
  });

  for (const [title, options] of [
    ['in SPNEGO', {}],
    ['without SPNEGO', { raw: true }],
    ['behind a mechanism that nobody has', { mechTypes: ['1.2.3.4', NTLM] }],
  ] as const) {
    it(`refuses a client that has NTLM alone, ${title}: STATUS_NOT_SUPPORTED, and the reason`, async () => {
      await using server = await withoutNtlm();
      const reply = await tryLogin(await server.negotiated(), options);
      assert.equal(ntStatusName(reply.status), 'STATUS_NOT_SUPPORTED');
      const [record] = await server.records(1);
      assert.deepEqual(
        [record?.verdict, record?.reason, record?.wireStatus],
        ['refused', 'ntlm-refused', 'STATUS_NOT_SUPPORTED'],
      );
      assert.match(
        record?.explanation ?? '',
        /It offers .*NTLM.* Check spnego-mechanism: policy\.mechanisms leaves NTLM out\.$/,
      );
      assert.match(record?.advice ?? '', /Make the client use Kerberos/);
      assert.equal(record?.login?.mechanism, undefined);
    });
  }

  it('takes the other mechanism, also where the client puts NTLM first', async () => {
    await using server = await withoutNtlm();
    const client = await server.negotiated();
    const toy = new ToyClient(client);
    await client.treeConnect('disk', { session: toy.complete(await toy.say()) });
    const exchange = new ClientLogin(await server.negotiated(), { mechTypes: [NTLM, TOY] });
    exchange.sendFirst();
    const { message, status } = await exchange.receiveLeg();
    assert.equal(status, NtStatus.STATUS_MORE_PROCESSING_REQUIRED);
    const { negState, supportedMech } = decodeNegTokenResp(
      decodeSessionSetupResponse(message).securityBuffer,
    );
    assert.deepEqual([negState, supportedMech?.oid], ['request-mic', TOY]);
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'accepted');
  });

  it('refuses it in RPC binds', async () => {
    await using server = await withoutNtlm();
    const smb = await server.negotiated();
    const toy = new ToyClient(smb);
    const session = toy.complete(await toy.say());
    const tree = await smb.treeConnect('IPC$', { session });
    const ipc = { smb, session, treeId: tree.header.treeId };
    const { negotiateMessage } = new NtlmClient({ flags });
    for (const [type, token] of [
      [AuthType.NTLM, negotiateMessage],
      [AuthType.SPNEGO, offer(negotiateMessage).token],
    ] as const) {
      const { rpc, close } = await rpcOverSmb(ipc);
      const security = { type, level: AuthLevel.PKT_INTEGRITY, contextId: 7, token };
      const answer = await rpc.bind(SRVSVC, { security });
      assert.equal(expectBody(answer, 'bind-nak').reason, RejectReason.INVALID_CHECKSUM);
      await close();
    }
    const [, ...binds] = await server.records(3);
    assert.deepEqual(
      binds.map(({ reason, login: at }) => [reason, at?.carrier]),
      [
        ['ntlm-refused', 'pipe'],
        ['ntlm-refused', 'pipe'],
      ],
    );
  });
});
