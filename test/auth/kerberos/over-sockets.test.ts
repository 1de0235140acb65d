import assert from 'node:assert/strict';
import { kerberosRejections } from '../../../src/auth/kerberos/rejections.js';
import type { KerberosRecord } from '../../../src/auth/kerberos/record.js';
import type { KerberosMechanismOptions } from '../../../src/auth/kerberos/settings.js';
import {
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
} from '../../../src/auth/spnego/index.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { attemptParagraph, noColours } from '../../../src/diagnosis/output/paragraph.js';
import { expectStatus, type Fixture, serve } from '../../session/support.js';
import {
  Cipher,
  Command,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  SecurityMode,
} from '../../../src/smb2-codec/index.js';
import { framed, KerberosServer, keyOf, readApRep } from '../../support/kerberos-client.js';
import { deriveClientKeys, hashed } from '../../support/smb-client-keys.js';
import type { ClientSession, Reply, SmbClient } from '../../support/smb-client.js';
import { refusedRequests } from './refused-requests.js';

const MS_KRB5 = '1.2.840.48018.1.2.2';

/** A server of SMB whose one mechanism is Kerberos. */
async function serveKerberos(options?: Partial<KerberosMechanismOptions>) {
  const kerberos = new KerberosServer(options);
  const server = await serve({ mechanisms: [kerberos.mechanism] }, kerberos.forge.runtime);
  return { forge: kerberos.forge, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** Sends one SESSION_SETUP. */
async function setUp(client: SmbClient, securityBuffer: Buffer, sessionId = 0n) {
  const sent = client.send(
    Command.SESSION_SETUP,
    (w) =>
      encodeSessionSetupRequest(w, {
        flags: 0,
        securityMode: SecurityMode.SIGNING_ENABLED,
        capabilities: 0,
        previousSessionId: 0n,
        securityBuffer,
      }),
    { header: { sessionId } },
  );
  return { sent, reply: await client.receive() };
}

function init(mechToken: Buffer): Buffer {
  return encodeNegTokenInit({ mechTypes: [MS_KRB5], mechToken });
}

async function recordOf(server: Fixture) {
  const [record] = await server.records(1);
  assert.ok(record);
  return record;
}

function assertRefused(reply: Reply, status: number): void {
  assert.equal(reply.status, status);
}

describe('Kerberos over a real socket: each refusal with its reason', () => {
  for (const { what, reason, server: options, ticket, request } of refusedRequests) {
    it(`${reason}: ${what}`, async () => {
      await using served = await serveKerberos(options);
      const client = await served.server.negotiated();
      const { reply } = await setUp(client, init(served.forge.token(ticket, request)));
      const record = await recordOf(served.server);
      assert.equal(record.reason, reason);
      const { sentence, status } = kerberosRejections[reason as keyof typeof kerberosRejections];
      assertRefused(reply, status);
      assert.ok(record.explanation.startsWith(sentence), record.explanation);
      assert.doesNotMatch(record.explanation, /[\u0000-\u001f]|undefined|\[object/);
      assert.equal(record.section, kerberosRejections[reason as keyof typeof kerberosRejections].section);
    });
  }

  it('left-after-challenge: a client of DCE style that does not answer our AP-REP', async () => {
    await using served = await serveKerberos();
    const client = await served.server.negotiated();
    const { reply } = await setUp(client, init(served.forge.token({}, { flags: 0x1002 })));
    expectStatus(reply, 'STATUS_MORE_PROCESSING_REQUIRED');
    client.close();
    const { reason, explanation } = await recordOf(served.server);
    assert.equal(reason, 'left-after-challenge');
    assert.match(explanation, /With Kerberos that is our AP-REP, which it did not answer\./);
  });

  it('kerberos-replayed: one AP-REQ on two connections', async () => {
    await using served = await serveKerberos();
    const token = init(served.forge.token());
    const first = await served.server.negotiated();
    await setUp(first, token);
    first.close();
    const { reply } = await setUp(await served.server.negotiated(), token);
    assertRefused(reply, NtStatus.STATUS_LOGON_FAILURE);
    const record = (await served.server.records(2)).find(({ reason }) => reason === 'kerberos-replayed');
    assert.match(record?.explanation ?? '', /^This very authenticator was accepted before\./);
  });

  it('kerberos-clock-skew: a client that leaves when it is sent our time, as MIT’s library does', async () => {
    await using served = await serveKerberos();
    const token = init(served.forge.token());
    served.forge.runtime.wallClock += 600_000;
    const client = await served.server.negotiated();
    const { reply } = await setUp(client, token);
    assert.equal(reply.status, NtStatus.STATUS_MORE_PROCESSING_REQUIRED);
    client.close();
    const record = await recordOf(served.server);
    assert.deepEqual([record.verdict, record.reason], ['unfinished', 'kerberos-clock-skew']);
    assert.match(
      record.explanation,
      /^The client’s clock is too far from the server’s\. .*The client’s clock is 600 seconds behind ours\. It was sent our time/,
    );
    assert.equal((record.proof as KerberosRecord).skewSeconds, -600);
  });

  it('kerberos-clock-skew: and one that is no better the second time', async () => {
    await using served = await serveKerberos();
    const [first, second] = [served.forge.token(), served.forge.token()];
    served.forge.runtime.wallClock += 600_000;
    const client = await served.server.negotiated();
    const { reply } = await setUp(client, init(first));
    const answer = encodeNegTokenResp({ responseToken: second });
    assertRefused((await setUp(client, answer, reply.header.sessionId)).reply, NtStatus.STATUS_LOGON_FAILURE);
    assert.equal((await recordOf(served.server)).reason, 'kerberos-clock-skew');
  });

  it('kerberos-user-to-user and kerberos-iakerb: nothing else is offered', async () => {
    for (const [oid, reason] of [
      ['1.2.840.113554.1.2.2.3', 'kerberos-user-to-user'],
      ['1.3.6.1.5.2.5', 'kerberos-iakerb'],
    ] as const) {
      await using served = await serveKerberos();
      const token = encodeNegTokenInit({ mechTypes: [oid], mechToken: Buffer.from('x') });
      const { reply } = await setUp(await served.server.negotiated(), token);
      assertRefused(reply, NtStatus.STATUS_LOGON_FAILURE);
      const record = await recordOf(served.server);
      assert.equal(record.reason, reason);
      assert.ok(record.explanation.startsWith(kerberosRejections[reason].sentence), record.explanation);
      assert.equal(record.advice, kerberosRejections[reason].advice);
    }
  });

  it('kerberos-malformed and kerberos-unexpected-message', async () => {
    for (const [token, reason, status] of [
      [framed(Buffer.from('6e023000', 'hex')), 'kerberos-malformed', NtStatus.STATUS_INVALID_PARAMETER],
      [
        framed(Buffer.from('6f00', 'hex'), 0x0200),
        'kerberos-unexpected-message',
        NtStatus.STATUS_LOGON_FAILURE,
      ],
    ] as const) {
      await using served = await serveKerberos();
      assertRefused((await setUp(await served.server.negotiated(), init(token))).reply, status);
      assert.equal((await recordOf(served.server)).reason, reason);
    }
  });
});

describe('Kerberos over a real socket: a login that is accepted', () => {
  const sessionKey = keyOf(18, 0x77);

  /** Logs in, derives the client's keys from the acceptor's subkey, and verifies the final response with them. */
  async function login(client: SmbClient, token: Buffer): Promise<ClientSession> {
    const { sent, reply } = await setUp(client, init(token));
    assert.equal(reply.status, NtStatus.STATUS_SUCCESS);
    const { securityBuffer } = decodeSessionSetupResponse(reply.message);
    const { subkey } = readApRep(decodeNegTokenResp(securityBuffer).responseToken, sessionKey);
    assert.ok(subkey);
    const hash = hashed(client.settled.preauthHash, sent);
    const keys = deriveClientKeys(client.settled, subkey.keyvalue, hash);
    client.verify(reply.message, keys);
    const session = { id: reply.header.sessionId, keys, sessionFlags: 0, sign: true, encrypt: false };
    client.sessions.set(session.id, session);
    return session;
  }

  it('signs with the acceptor’s subkey, and is told to people', async () => {
    await using served = await serveKerberos();
    const client = await served.server.negotiated();
    const session = await login(client, served.forge.token());
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    const record = await recordOf(served.server);
    const paragraph = attemptParagraph(record, { colours: noColours, width: 400 });
    assert.match(paragraph, /ACCEPTED {2}“EXAMPLE\.COM\\alice”/);
    assert.match(
      paragraph,
      /Proved with a Kerberos ticket for “cifs\/files\.example\.com” \(aes256-cts-hmac-sha1-96\), over SMB 3\.1\.1\./,
    );
  });

  it('encrypts with 32 bytes of it where the cipher has 256 bits: [MS-SMB2] 3.3.1.8', async () => {
    await using served = await serveKerberos();
    const client = await served.server.negotiated({ ciphers: [Cipher.AES_256_GCM] });
    const session = { ...(await login(client, served.forge.token())), encrypt: true };
    client.sessions.set(session.id, session);
    const reply = await client.treeConnect('disk', { session });
    expectStatus(reply, 'STATUS_SUCCESS');
    assert.ok(reply.encrypted);
  });

  it('ends with its ticket: STATUS_NETWORK_SESSION_EXPIRED, [MS-SMB2] 3.3.5.2.9', async () => {
    await using served = await serveKerberos();
    const client = await served.server.negotiated();
    const now = served.forge.runtime.now();
    const session = await login(client, served.forge.token({ part: { endtime: now + 60_000 } }));
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    served.forge.runtime.wallClock += 61_000;
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_NETWORK_SESSION_EXPIRED');
  });
});
