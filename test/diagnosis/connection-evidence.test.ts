import assert from 'node:assert/strict';
import { NegotiateFlags } from '../../src/auth/ntlm/negotiate-flags.js';
import { authenticationRecord } from '../../src/diagnosis/output/samba-audit.js';
import { attemptParagraph, noColours } from '../../src/diagnosis/output/paragraph.js';
import { Writer } from '../../src/bytes/index.js';
import {
  decodeSmb1DialectIndex,
  encodeSmb1NegotiateRequest,
  frame,
  NO_SMB1_DIALECT,
} from '../../src/smb2-codec/index.js';
import type { ServerOptions } from '../../src/server/options.js';
import { windowsFlags } from '../support/ntlm-client.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { type Fixture, serve } from '../session/support.js';

const encrypted: Partial<ServerOptions> = { policy: { encryption: 'required' } };
const sealing = { flags: (windowsFlags | NegotiateFlags.SEAL) >>> 0 };

async function smb1(server: Fixture, dialects: readonly string[]) {
  const client = await server.connect();
  const request = new Writer();
  encodeSmb1NegotiateRequest(request, { dialects: [...dialects] });
  client.sendRaw(frame(request.finish()));
  assert.equal(decodeSmb1DialectIndex(await client.receivePayload()), NO_SMB1_DIALECT);
  await client.expectDisconnect();
  return (await server.records(1))[0];
}

describe('an SMB1 NEGOTIATE', () => {
  for (const [dialects, policy, reason, offered] of [
    [['NT LM 0.12', 'SMB 2.002'], ['3.0', '3.1.1'], 'no-common-dialect', '2.0.2,'],
    [['NT LM 0.12', 'SMB 2.???'], ['2.0.2'], 'no-common-dialect', '2.1 or later,'],
    [['NT LM 0.12'], ['3.1.1'], 'smb1-only', '“NT LM 0.12”,'],
  ] as const) {
    it(`of ${dialects.join(' and ')} to ${policy.join(' and ')}: ${reason}`, async () => {
      await using server = await serve({ policy: { dialects: [...policy] } });
      const record = await smb1(server, dialects);
      assert.equal(record?.reason, reason);
      assert.ok(record.explanation.includes(`It offers ${offered}`), record.explanation);
    });
  }
});

describe('encryption that cannot be had', () => {
  const cases = [
    ['3.1.1 without ciphers', { ciphers: [] }, /speaks 3\.1\.1, which encrypts, and it offered no cipher/],
    ['ciphers of another kind', { ciphers: [77] }, /None of the ciphers it offered is one of ours: 0x004d/],
    ['3.0 without the capability', { dialects: [0x0300], capabilities: 0 }, /speaks 3\.0, which.*no cipher/],
    ['2.1', { dialects: [0x0210] }, /agreed on 2\.1, and encryption begins with 3\.0/],
  ] as const;
  for (const [title, negotiation, says] of cases) {
    it(`${title}: where it is required`, async () => {
      await using server = await serve(encrypted);
      await tryLogin(await server.negotiated(negotiation));
      const [record] = await server.records(1);
      assert.equal(record?.reason, 'encryption-required');
      assert.match(record.explanation, says);
      assert.match(record.advice, /policy\.encryption/);
    });

    it(`${title}: where the client seems to require it`, async () => {
      await using server = await serve();
      const client = await server.negotiated(negotiation);
      await login(client, sealing);
      client.close();
      const [record] = await server.records(1);
      assert.equal(record?.reason, 'left-after-success');
      assert.match(record.explanation, says);
      assert.doesNotMatch(record.advice, /derivation of keys/);
    });
  }

  it('is no subject where it can', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    await login(client, sealing);
    client.close();
    const [record] = await server.records(1);
    assert.match(record?.advice ?? '', /derivation of keys/);
  });
});

describe('clients that never came to a login', () => {
  it('a NetBIOS session request is named', async () => {
    await using server = await serve();
    const client = await server.connect();
    const name = Buffer.concat([Buffer.of(32), Buffer.from('CKAA'.repeat(8)), Buffer.of(0)]);
    client.sendRaw(Buffer.concat([Buffer.of(0x81, 0, 0, 2 * name.length), name, name]));
    await new Promise<void>((resolve) => client.socket.once('data', () => resolve()));
    client.close();
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'left-without-a-word');
    assert.match(record.explanation, /NetBIOS session request/);
  });

  it('a client with Kerberos only is named', async () => {
    await using server = await serve();
    await tryLogin(await server.negotiated(), { mechTypes: ['1.2.840.48018.1.2.2', '1.2.840.113554.1.2.2'] });
    const [record] = await server.records(1);
    assert.match(record?.explanation ?? '', /It has Kerberos only\.$/);
  });

  it('a request before the login is over is in the record', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    await client.treeConnect('disk', { header: { sessionId: 0n } });
    client.close();
    const [record] = await server.records(1);
    assert.deepEqual(
      [record?.reason, record?.wireStatus, record?.next],
      [
        'session-not-found',
        'STATUS_USER_SESSION_DELETED',
        ['TREE_CONNECT refused with STATUS_USER_SESSION_DELETED: it names no session', 'the client left'],
      ],
    );
  });
});

describe('a guest', () => {
  it('has proved nothing, whatever was sent', async () => {
    await using server = await serve({ authPolicy: { guest: 'unknown-users' } });
    const client = await server.negotiated();
    const session = await login(client, { user: 'visitor' });
    await client.treeConnect('disk', { session });
    const [record] = await server.records(1);
    assert.ok(record);
    assert.match(record.explanation, /user “visitor”/);
    assert.doesNotMatch(record.explanation, /Proved/);
    const { Authentication } = authenticationRecord(record) as { Authentication: Record<string, unknown> };
    assert.equal(Authentication['passwordType'], 'No-Password');
    assert.match(attemptParagraph(record, { colours: noColours, width: 100 }), /guest, nothing proved/);
  });

  for (const user of ['', 'Guest', 'GAST', 'anonymous', 'nobody']) {
    it(`is asked for as “${user}”`, async () => {
      await using server = await serve();
      await tryLogin(await server.negotiated(), { user, password: '' });
      assert.equal((await server.records(1))[0]?.reason, 'guest-refused');
    });
  }
});
