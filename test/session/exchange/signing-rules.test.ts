import assert from 'node:assert/strict';
import { Command, encodeEchoRequest, SecurityMode, SigningAlgorithm } from '../../../src/smb2-codec/index.js';
import { ClientLogin, login, tryLogin } from '../../support/smb-client-login.js';
import { expectServing, expectStatus, serve } from '../support.js';

const profiles = {
  '2.0.2': { dialects: [0x0202] },
  '2.1': { dialects: [0x0210] },
  '3.0': { dialects: [0x0300] },
  '3.0.2': { dialects: [0x0302] },
  '3.1.1 AES-CMAC': {},
  '3.1.1 AES-GMAC': { signingAlgorithms: [SigningAlgorithm.AES_GMAC] },
  '3.1.1 HMAC-SHA256': { signingAlgorithms: [SigningAlgorithm.HMAC_SHA256] },
};

describe('[MS-SMB2] 3.3.5.2.4 Verifying the Signature', () => {
  for (const [name, profile] of Object.entries(profiles)) {
    describe(name, () => {
      it('a wrong one: STATUS_ACCESS_DENIED, signed; not processed; the connection goes on', async () => {
        await using fixture = await serve();
        const client = await fixture.negotiated(profile);
        const session = await login(client);
        const denied = await client.logoff({ session, sign: 'wrong' });
        expectStatus(denied, 'STATUS_ACCESS_DENIED');
        assert.equal(denied.signature, 'valid');
        expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
      });

      it('of a session that has ended here: STATUS_USER_SESSION_DELETED, signed', async () => {
        await using fixture = await serve();
        const client = await fixture.negotiated(profile);
        const session = await login(client);
        expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
        const reply = await client.treeConnect('disk', { session });
        expectStatus(reply, 'STATUS_USER_SESSION_DELETED');
        client.verify(reply.message, session.keys);
        for (const sign of [false, 'wrong'] as const) {
          const unsigned = await client.treeConnect('disk', { session, sign });
          expectStatus(unsigned, 'STATUS_USER_SESSION_DELETED');
          assert.equal(unsigned.signature, 'none');
        }
      });

      it('a signature of another session is wrong', async () => {
        await using fixture = await serve();
        const client = await fixture.negotiated(profile);
        const session = await login(client);
        const other = await login(client, { randomSessionKey: Buffer.alloc(16, 0x77) });
        const reply = await client.treeConnect('disk', { session: { ...session, keys: other.keys } });
        expectStatus(reply, 'STATUS_ACCESS_DENIED');
      });
    });
  }

  for (const [who, policy, securityMode, negotiated] of [
    ['the policy', 'required', SecurityMode.SIGNING_ENABLED, SecurityMode.SIGNING_ENABLED],
    ['the client in SESSION_SETUP', 'enabled', SecurityMode.SIGNING_REQUIRED, SecurityMode.SIGNING_ENABLED],
    ['the client in NEGOTIATE', 'enabled', SecurityMode.SIGNING_ENABLED, SecurityMode.SIGNING_REQUIRED],
  ] as const) {
    it(`unsigned where ${who} requires signing: STATUS_ACCESS_DENIED, and not processed`, async () => {
      await using fixture = await serve({ policy: { signing: policy } });
      for (const dialects of [[0x0202], [0x0210], [0x0300], [0x0302], [0x0311]]) {
        const client = await fixture.negotiated({ dialects, securityMode: negotiated });
        const session = await login(client, { securityMode });
        expectStatus(await client.logoff({ session, sign: false }), 'STATUS_ACCESS_DENIED');
        expectStatus(await client.echo({ session, sign: false }), 'STATUS_ACCESS_DENIED');
        expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
      }
    });
  }

  it('unsigned where nobody requires signing: served, and answered unsigned', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated({ dialects: [0x0302] });
    const session = await login(client);
    const reply = await client.treeConnect('disk', { session, sign: false });
    expectStatus(reply, 'STATUS_SUCCESS');
    assert.equal(reply.signature, 'none');
  });

  it('the SIGNED flag taken off a request whose session requires signing', async () => {
    await using fixture = await serve({ policy: { signing: 'required' } });
    const client = await fixture.negotiated();
    const session = await login(client);
    const signature = Buffer.alloc(16, 0x41);
    const reply = await client.logoff({ session, sign: false, header: { signature } });
    expectStatus(reply, 'STATUS_ACCESS_DENIED');
  });

  it('text in the signature field of an unsigned request is nothing (nmap)', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated({ dialects: [0x0210] });
    const session = await login(client, { request: { header: { signature: Buffer.alloc(16, 0x41) } } });
    expectStatus(await client.echo({ session, sign: false }), 'STATUS_SUCCESS');
  });

  it('signed for a session this connection does not have: STATUS_USER_SESSION_DELETED', async () => {
    await using fixture = await serve();
    const session = await login(await fixture.negotiated());
    const client = await fixture.negotiated();
    expectStatus(await client.echo({ session }), 'STATUS_USER_SESSION_DELETED');
    const unknown = { ...session, id: 0x4242n };
    expectStatus(await client.treeConnect('disk', { session: unknown }), 'STATUS_USER_SESSION_DELETED');
  });

  it('of a session that ended long ago, which nobody remembers: STATUS_USER_SESSION_DELETED, unsigned', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
    for (let i = 0; i < 8; i++) await client.logoff({ session: await login(client) });
    const reply = await client.treeConnect('disk', { session });
    expectStatus(reply, 'STATUS_USER_SESSION_DELETED');
    assert.equal(reply.signature, 'none');
  });

  it('signed for a session without a key yet: STATUS_NOT_SUPPORTED', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    const keys = (await login(client)).keys;
    const session = { id: exchange.sessionId, keys, sessionFlags: 0, sign: true, encrypt: false };
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_NOT_SUPPORTED');
  });

  it('a signature under a known wrong key is refused like any other', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const wrong = { ...session, keys: { ...session.keys, signing: session.keys.sessionKey } };
    expectStatus(await client.treeConnect('disk', { session: wrong }), 'STATUS_ACCESS_DENIED');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    await expectServing(fixture);
  });
});

describe('[MS-SMB2] 3.3.4.1.1 Signing the Message', () => {
  it('NEGOTIATE and the first leg are unsigned, the final response of a user is signed', async () => {
    await using fixture = await serve();
    for (const profile of Object.values(profiles)) {
      const client = await fixture.negotiated(profile);
      const exchange = new ClientLogin(client);
      assert.equal((await exchange.first()).signature, 'none');
      const final = await exchange.second();
      assert.equal(final.signature, 'unknown', 'signed with the new key');
      exchange.complete(final);
    }
  });

  it('a refused login is answered unsigned: there is no key', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const reply = await tryLogin(client, { password: 'wrong' });
    expectStatus(reply, 'STATUS_LOGON_FAILURE');
    assert.equal(reply.signature, 'none');
  });

  it('the final response of guests and anonymous users is unsigned', async () => {
    await using fixture = await serve({ authPolicy: { guest: 'unknown-users', anonymous: 'accept' } });
    for (const options of [{ user: 'nobody' }, { response: 'anonymous' as const }]) {
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client, options);
      await exchange.first();
      const final = await exchange.second();
      assert.equal(final.signature, 'none');
      const session = exchange.complete(final);
      assert.equal(session.sessionFlags, 'user' in options ? 1 : 2);
      // 3.3.5.7: their TREE_CONNECT under 3.1.1 need not be signed.
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    }
  });

  it('policy signing: required does not shut out the guests that another policy let in', async () => {
    await using fixture = await serve({
      policy: { signing: 'required' },
      authPolicy: { guest: 'unknown-users' },
    });
    const client = await fixture.negotiated();
    const session = await login(client, { user: 'nobody' });
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('nor does a client that requires signing shut itself out: as guest or anonymous user it never signs', async () => {
    await using fixture = await serve({ authPolicy: { guest: 'unknown-users', anonymous: 'accept' } });
    const securityMode = SecurityMode.SIGNING_REQUIRED;
    for (const options of [{ user: 'nobody' }, { response: 'anonymous' as const }]) {
      const client = await fixture.negotiated({ securityMode });
      const session = await login(client, { ...options, securityMode });
      expectStatus(await client.treeConnect('disk', { session, sign: false }), 'STATUS_SUCCESS');
    }
  });

  it('a signed request is answered signed, whatever its status', async () => {
    await using fixture = await serve();
    for (const profile of Object.values(profiles)) {
      const client = await fixture.negotiated(profile);
      const session = await login(client);
      const denied = await client.treeConnect('nowhere', { session });
      expectStatus(denied, 'STATUS_BAD_NETWORK_NAME');
      assert.equal(denied.signature, 'valid');
      assert.equal((await client.treeDisconnect({ session, treeId: 77 })).signature, 'valid');
      assert.equal((await client.logoff({ session })).signature, 'valid');
    }
  });

  it('also where a decoder, a share or the table of opens refuses it at once', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    const malformed = await client.request(Command.TREE_CONNECT, (w) => w.zero(8), { session });
    expectStatus(malformed, 'STATUS_INVALID_PARAMETER');
    const closed = await client.ioctl({ ctlCode: 0x4242 }, { session, treeId });
    expectStatus(closed, 'STATUS_FILE_CLOSED');
    for (const { signature } of [malformed, closed]) assert.equal(signature, 'valid');
  });

  it('a request with SessionId 0 is answered unsigned', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    await login(client);
    const reply = await client.request(Command.ECHO, encodeEchoRequest);
    expectStatus(reply, 'STATUS_SUCCESS');
    assert.equal(reply.signature, 'none');
    assert.equal(reply.header.sessionId, 0n);
  });
});

describe('incidents of signatures', () => {
  it('a wrong signature and a missing one are told', async () => {
    await using fixture = await serve({ policy: { signing: 'required' } });
    const client = await fixture.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await client.echo({ session, sign: 'wrong' });
    await client.echo({ session, sign: false });
    client.close();
    await fixture.close();
    assert.deepEqual(
      fixture.incidents.map(({ reason }) => reason),
      ['signature-invalid', 'signature-missing'],
    );
  });
});
