import assert from 'node:assert/strict';
import { Command, decodeTreeConnectResponse, encodeEchoRequest } from '../../../../src/smb2-codec/index.js';
import type { AccessLevel } from '../../../../src/shares/access-level.js';
import { ClientLogin, login, tryLogin } from '../../../support/smb-client-login.js';
import { asBob, diskShare, expectServing, expectStatus, serve } from '../../support.js';

const dialects = [[0x0202], [0x0210], [0x0300], [0x0302], [0x0311]];

describe('[MS-SMB2] 3.3.5.5.2 Reauthenticating an Existing Session', () => {
  for (const dialect of dialects) {
    it(`0x${dialect[0]!.toString(16)}: the keys stay, and so do the trees`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated({ dialects: dialect });
      const session = await login(client);
      const { treeId } = (await client.treeConnect('disk', { session })).header;
      for (let i = 0; i < 3; i++) {
        const randomSessionKey = Buffer.alloc(16, 0x90 + i);
        const exchange = new ClientLogin(client, { reauthenticate: session, randomSessionKey });
        const first = await exchange.first();
        expectStatus(first, 'STATUS_MORE_PROCESSING_REQUIRED');
        assert.equal(first.signature, 'valid', 'with the old key');
        const second = await exchange.second();
        assert.equal(second.signature, 'valid', 'with the old key');
        assert.equal(exchange.complete(second).id, session.id);
      }
      expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_SUCCESS');
      expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    });
  }

  it('an encrypted session is re-authenticated inside its encryption', async () => {
    await using fixture = await serve({ policy: { encryption: 'required' } });
    const client = await fixture.negotiated();
    const session = await login(client);
    await login(client, { reauthenticate: session, randomSessionKey: Buffer.alloc(16, 1) });
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('an encrypted session is not re-authenticated in the clear, signed or not: STATUS_ACCESS_DENIED', async () => {
    await using fixture = await serve({ policy: { encryption: 'required' } });
    const client = await fixture.negotiated();
    const session = await login(client);
    for (const sign of [true, false]) {
      const request = { encrypt: false, sign };
      const options = { ...asBob, reauthenticate: session, request };
      expectStatus(await tryLogin(client, options), 'STATUS_ACCESS_DENIED');
    }
    // Nor may it leave the encryption half-way.
    const exchange = new ClientLogin(client, { reauthenticate: session });
    expectStatus(await exchange.first(), 'STATUS_MORE_PROCESSING_REQUIRED');
    expectStatus(await exchange.second({ encrypt: false, sign: true }), 'STATUS_ACCESS_DENIED');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('on a second channel: with the key of that channel', async () => {
    await using fixture = await serve();
    const session = await login(await fixture.negotiated());
    const second = await fixture.negotiated();
    const channel = await login(second, { bind: session });
    await login(second, { reauthenticate: channel });
    expectStatus(await second.treeConnect('disk', { session: channel }), 'STATUS_SUCCESS');
  });

  it('goes on where it began: another channel cannot answer its challenge', async () => {
    await using fixture = await serve();
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    const channel = await login(second, { bind: session });
    const exchange = new ClientLogin(first, { reauthenticate: session });
    await exchange.first();
    expectStatus(await tryLogin(second, { reauthenticate: channel }), 'STATUS_REQUEST_NOT_ACCEPTED');
    exchange.complete(await exchange.second());
    await login(second, { reauthenticate: channel });
    expectStatus(await second.treeConnect('disk', { session: channel }), 'STATUS_SUCCESS');
  });

  it('whose channel is lost half-way can begin anew on another', async () => {
    for (const expired of [false, true]) {
      await using fixture = await serve({ policy: { sessionLifetimeSeconds: 60 } });
      const first = await fixture.negotiated();
      const session = await login(first);
      const second = await fixture.negotiated();
      const channel = await login(second, { bind: session });
      if (expired) fixture.runtime.advance(60_000);
      await new ClientLogin(first, { reauthenticate: session }).first();
      first.close();
      await first.closed;
      await login(await fixture.negotiated());
      await login(second, { reauthenticate: channel });
      expectStatus(await second.treeConnect('disk', { session: channel }), 'STATUS_SUCCESS');
    }
  });

  it('as another user: the identity changes, and every tree is judged anew', async () => {
    const levels: Record<string, AccessLevel> = { alice: 'write', bob: 'read' };
    const shares = [
      diskShare({ accessOf: ({ account }) => levels[account] ?? 'none' }),
      diskShare({ name: 'alices', accessOf: ({ account }) => (account === 'alice' ? 'write' : 'none') }),
    ];
    await using fixture = await serve({ shares });
    const client = await fixture.negotiated();
    const session = await login(client);
    const own = await client.treeConnect('alices', { session });
    const before = decodeTreeConnectResponse((await client.treeConnect('disk', { session })).message);
    await login(client, { ...asBob, reauthenticate: session });
    const after = decodeTreeConnectResponse((await client.treeConnect('disk', { session })).message);
    assert.notEqual(before.maximalAccess, after.maximalAccess);
    expectStatus(
      await client.treeDisconnect({ session, treeId: own.header.treeId }),
      'STATUS_NETWORK_NAME_DELETED',
    );
    expectStatus(await client.treeConnect('alices', { session }), 'STATUS_ACCESS_DENIED');
  });

  for (const [name, options] of [
    ['a wrong password', { password: 'wrong' }],
    ['an unknown user', { user: 'nobody' }],
    ['anonymous, which the policy refuses', { response: 'anonymous' as const }],
  ] as const) {
    it(`${name}: the failure ends the session`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated();
      const session = await login(client);
      const { treeId } = (await client.treeConnect('disk', { session })).header;
      const reply = await tryLogin(client, { ...options, reauthenticate: session });
      expectStatus(reply, 'STATUS_LOGON_FAILURE');
      expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_USER_SESSION_DELETED');
      await expectServing(fixture);
    });
  }

  it('a failure on one channel ends the session on all', async () => {
    await using fixture = await serve();
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    const channel = await login(second, { bind: session });
    await tryLogin(second, { reauthenticate: channel, password: 'wrong' });
    expectStatus(await first.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
  });

  it('a malformed token ends the session as well', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    new ClientLogin(client, { reauthenticate: session }).sendToken(Buffer.from('ffff', 'hex'));
    expectStatus(await client.receive(), 'STATUS_INVALID_PARAMETER');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
  });

  it('an encrypted session cannot become that of a guest', async () => {
    await using fixture = await serve({
      policy: { encryption: 'required' },
      authPolicy: { guest: 'unknown-users', anonymous: 'accept' },
    });
    for (const options of [{ user: 'nobody' }, { response: 'anonymous' as const }]) {
      const client = await fixture.negotiated();
      const session = await login(client);
      const exchange = new ClientLogin(client, { ...options, reauthenticate: session });
      await exchange.first();
      expectStatus(await exchange.second(), 'STATUS_ACCESS_DENIED');
      expectStatus(
        await client.treeConnect('disk', { session, encrypt: false }),
        'STATUS_USER_SESSION_DELETED',
      );
    }
  });

  it('a session with keys that became a guest is not spoken to encrypted any more', async () => {
    await using fixture = await serve({ authPolicy: { guest: 'unknown-users' } });
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.echo({ session, encrypt: true }), 'STATUS_SUCCESS');
    const exchange = new ClientLogin(client, { user: 'nobody', reauthenticate: session });
    await exchange.first();
    expectStatus(await exchange.second(), 'STATUS_SUCCESS');
    client.send(Command.ECHO, encodeEchoRequest, { session, encrypt: true });
    await client.expectDisconnect();
  });

  it('unsigned, where the session requires signing: STATUS_ACCESS_DENIED, and the session goes on', async () => {
    await using fixture = await serve({ policy: { signing: 'required' } });
    const client = await fixture.negotiated();
    const session = await login(client);
    const options = { reauthenticate: session, password: 'wrong', request: { sign: false } };
    expectStatus(await tryLogin(client, options), 'STATUS_ACCESS_DENIED');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('from another connection: STATUS_USER_SESSION_DELETED, and the session goes on', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const intruder = await fixture.negotiated();
    for (const sign of [true, false]) {
      const reply = await tryLogin(intruder, { reauthenticate: session, request: { sign } });
      expectStatus(reply, 'STATUS_USER_SESSION_DELETED');
    }
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('signing that a re-authentication asks for is required from then on', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated({ dialects: [0x0302] });
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session, sign: false }), 'STATUS_SUCCESS');
    await login(client, { reauthenticate: session, securityMode: 2 });
    expectStatus(await client.treeConnect('disk', { session, sign: false }), 'STATUS_ACCESS_DENIED');
  });

  it('between its legs the session is served as before', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const exchange = new ClientLogin(client, { reauthenticate: session });
    await exchange.first();
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    exchange.complete(await exchange.second());
  });
});

describe('[MS-SMB2] 3.3.5.2.9 expiry', () => {
  for (const dialect of dialects) {
    it(`0x${dialect[0]!.toString(16)}: STATUS_NETWORK_SESSION_EXPIRED from the second on, until re-authentication`, async () => {
      await using fixture = await serve({ policy: { sessionLifetimeSeconds: 60 } });
      const client = await fixture.negotiated({ dialects: dialect });
      const session = await login(client);
      const { treeId } = (await client.treeConnect('disk', { session })).header;
      fixture.runtime.advance(59_999);
      expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
      fixture.runtime.advance(1);
      const expired = await client.treeConnect('disk', { session });
      expectStatus(expired, 'STATUS_NETWORK_SESSION_EXPIRED');
      assert.equal(expired.signature, 'valid');
      expectStatus(await client.echo({ session }), 'STATUS_NETWORK_SESSION_EXPIRED');
      expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_NETWORK_SESSION_EXPIRED');

      const exchange = new ClientLogin(client, { reauthenticate: session });
      await exchange.first();
      expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_NETWORK_SESSION_EXPIRED');
      exchange.complete(await exchange.second());
      expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_SUCCESS');
      fixture.runtime.advance(60_000);
      expectStatus(await client.echo({ session }), 'STATUS_NETWORK_SESSION_EXPIRED');
    });
  }

  it('LOGOFF goes on', async () => {
    await using fixture = await serve({ policy: { sessionLifetimeSeconds: 60 } });
    const client = await fixture.negotiated();
    const session = await login(client);
    fixture.runtime.advance(60_000);
    expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
  });

  it('a failed re-authentication of an expired session ends it', async () => {
    await using fixture = await serve({ policy: { sessionLifetimeSeconds: 60 } });
    const client = await fixture.negotiated();
    const session = await login(client);
    fixture.runtime.advance(60_000);
    await tryLogin(client, { reauthenticate: session, password: 'wrong' });
    expectStatus(await client.echo({ session }), 'STATUS_USER_SESSION_DELETED');
  });

  it('without a lifetime a session lasts', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    fixture.runtime.advance(1000 * 60 * 10);
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
  });
});
