import assert from 'node:assert/strict';
import {
  Command,
  decodeTreeConnectResponse,
  encodeEchoRequest,
  SessionFlags,
  ShareFlags,
} from '../../../src/smb2-codec/index.js';
import { login, tryLogin } from '../../support/smb-client-login.js';
import { diskShare, expectStatus, serve } from '../support.js';

const encrypting = {
  '3.0 AES-128-CCM': { dialects: [0x0300] },
  '3.0.2 AES-128-CCM': { dialects: [0x0302] },
  '3.1.1 AES-128-CCM': { ciphers: [1] },
  '3.1.1 AES-128-GCM': { ciphers: [2] },
  '3.1.1 AES-256-CCM': { ciphers: [3] },
  '3.1.1 AES-256-GCM': { ciphers: [4] },
};

/** Connections that cannot encrypt. */
const plain = {
  '2.0.2': { dialects: [0x0202] },
  '2.1': { dialects: [0x0210] },
  '3.0 without the capability': { dialects: [0x0300], capabilities: 0 },
  '3.1.1 without the context': { ciphers: [] },
  '3.1.1 without a common cipher': { ciphers: [0x7777] },
};

describe('policy encryption: required ([MS-SMB2] 3.3.5.5, 3.3.5.2.9, 3.3.4.1.4)', () => {
  for (const [name, options] of Object.entries(encrypting)) {
    it(`${name}: the session is encrypted from its first request`, async () => {
      await using fixture = await serve({ policy: { encryption: 'required' } });
      const client = await fixture.negotiated(options);
      const session = await login(client);
      assert.equal(session.sessionFlags, SessionFlags.ENCRYPT_DATA);
      const tree = await client.treeConnect('disk', { session });
      expectStatus(tree, 'STATUS_SUCCESS');
      assert.ok(tree.encrypted);
      assert.equal(tree.signature, 'none', 'inside a transform nothing is signed');
      assert.ok((await client.echo({ session })).encrypted);
      assert.ok((await client.logoff({ session })).encrypted);
      assert.equal(new Set(client.nonces).size, client.nonces.length, 'no nonce comes twice');
    });

    it(`${name}: a request in the clear is refused, encrypted, and not processed`, async () => {
      await using fixture = await serve({ policy: { encryption: 'required' } });
      const client = await fixture.negotiated(options);
      const session = await login(client);
      for (const sign of [true, false]) {
        const denied = await client.logoff({ session, encrypt: false, sign });
        expectStatus(denied, 'STATUS_ACCESS_DENIED');
        assert.ok(denied.encrypted);
      }
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    });
  }

  for (const [name, options] of Object.entries(plain)) {
    it(`${name}: SESSION_SETUP fails with STATUS_ACCESS_DENIED`, async () => {
      await using fixture = await serve({ policy: { encryption: 'required' } });
      const client = await fixture.negotiated(options);
      expectStatus(await tryLogin(client), 'STATUS_ACCESS_DENIED');
    });
  }

  it('guests and anonymous users have no keys and are refused', async () => {
    await using fixture = await serve({
      policy: { encryption: 'required' },
      authPolicy: { guest: 'unknown-users', anonymous: 'accept' },
    });
    const client = await fixture.negotiated();
    expectStatus(await tryLogin(client, { user: 'nobody' }), 'STATUS_ACCESS_DENIED');
    expectStatus(await tryLogin(client, { response: 'anonymous' }), 'STATUS_ACCESS_DENIED');
    expectStatus(await client.treeConnect('disk', { session: await login(client) }), 'STATUS_SUCCESS');
  });
});

describe('a share that is encrypted ([MS-SMB2] 3.3.5.7, 3.3.5.2.11, 3.3.4.1.4)', () => {
  const shares = [diskShare(), diskShare({ name: 'sealed', encrypt: true })];

  for (const [name, options] of Object.entries(encrypting)) {
    it(`${name}: TREE_CONNECT says so, and what follows must be encrypted`, async () => {
      await using fixture = await serve({ shares });
      const client = await fixture.negotiated(options);
      const session = await login(client);
      assert.equal(session.sessionFlags, 0);
      const tree = await client.treeConnect('sealed', { session });
      expectStatus(tree, 'STATUS_SUCCESS');
      assert.ok(!tree.encrypted);
      const { shareFlags } = decodeTreeConnectResponse(tree.message);
      assert.equal(shareFlags & ShareFlags.ENCRYPT_DATA, ShareFlags.ENCRYPT_DATA);

      const { treeId } = tree.header;
      const denied = await client.treeDisconnect({ session, treeId });
      expectStatus(denied, 'STATUS_ACCESS_DENIED');
      assert.ok(denied.encrypted, 'the response is one of the encrypted share');
      const done = await client.treeDisconnect({ session, treeId, encrypt: true });
      expectStatus(done, 'STATUS_SUCCESS');
      assert.ok(done.encrypted);
    });
  }

  it('the shares beside it go on in the clear', async () => {
    await using fixture = await serve({ shares });
    const client = await fixture.negotiated();
    const session = await login(client);
    await client.treeConnect('sealed', { session });
    const tree = await client.treeConnect('disk', { session });
    const reply = await client.treeDisconnect({ session, treeId: tree.header.treeId });
    expectStatus(reply, 'STATUS_SUCCESS');
    assert.ok(!reply.encrypted);
  });

  for (const [name, options] of Object.entries(plain)) {
    it(`${name}: TREE_CONNECT fails with STATUS_ACCESS_DENIED`, async () => {
      await using fixture = await serve({ shares });
      const client = await fixture.negotiated(options);
      const session = await login(client);
      expectStatus(await client.treeConnect('sealed', { session }), 'STATUS_ACCESS_DENIED');
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    });
  }

  it('guests, who cannot encrypt: TREE_CONNECT fails with STATUS_ACCESS_DENIED', async () => {
    await using fixture = await serve({ shares, authPolicy: { guest: 'unknown-users' } });
    const client = await fixture.negotiated();
    const session = await login(client, { user: 'nobody' });
    expectStatus(await client.treeConnect('sealed', { session }), 'STATUS_ACCESS_DENIED');
  });
});

describe('encryption that nobody requires ([MS-SMB2] 3.3.4.1.4)', () => {
  it('an encrypted request is answered encrypted, one in the clear in the clear', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    for (const encrypt of [true, false, true]) {
      const reply = await client.echo({ session, encrypt });
      expectStatus(reply, 'STATUS_SUCCESS');
      assert.equal(reply.encrypted, encrypt);
      assert.equal(reply.signature, encrypt ? 'none' : 'valid');
    }
  });

  it('an encrypted TREE_CONNECT of 3.1.1 need not be signed (the Linux kernel)', async () => {
    await using fixture = await serve({ policy: { signing: 'required' } });
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session, encrypt: true }), 'STATUS_SUCCESS');
    expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
  });

  it('a compound goes into one transform, and its answers come in one', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const part = { command: Command.ECHO, body: encodeEchoRequest, options: { session, encrypt: true } };
    client.sendCompound([part, part, part]);
    const replies = await client.receiveFrame();
    assert.equal(replies.length, 3);
    for (const reply of replies) {
      expectStatus(reply, 'STATUS_SUCCESS');
      assert.ok(reply.encrypted);
      assert.equal(reply.signature, 'none');
    }
  });

  it('two sessions of one connection encrypt with keys of their own', async () => {
    await using fixture = await serve({ policy: { encryption: 'required' } });
    const client = await fixture.negotiated();
    const one = await login(client);
    const two = await login(client, { randomSessionKey: Buffer.alloc(16, 0x12) });
    assert.notDeepEqual(one.keys.clientToServer, two.keys.clientToServer);
    expectStatus(await client.echo({ session: one }), 'STATUS_SUCCESS');
    expectStatus(await client.echo({ session: two }), 'STATUS_SUCCESS');
  });
});
