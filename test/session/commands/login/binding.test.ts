import assert from 'node:assert/strict';
import { type AttemptReason, reasons } from '../../../../src/diagnosis/reasons.js';
import { Command, encodeEchoRequest, SecurityMode } from '../../../../src/smb2-codec/index.js';
import type { ClientSession, SmbClient } from '../../../support/smb-client.js';
import { ClientLogin, login, type NegotiateOptions, tryLogin } from '../../../support/smb-client-login.js';
import { alice, asBob, bob, diskShare, expectStatus, type Fixture, serve } from '../../support.js';

const profiles = {
  '3.0': { dialects: [0x0300] },
  '3.0.2': { dialects: [0x0302] },
  '3.1.1': {},
  '3.1.1 AES-GMAC, AES-256-GCM': { signingAlgorithms: [2], ciphers: [4] },
};

/** A session, the connection it was made on, and another connection that would join it. */
async function twoConnections(fixture: Fixture, options: NegotiateOptions = {}, other = options) {
  const first = await fixture.negotiated(options);
  const session = await login(first);
  return { first, session, second: await fixture.negotiated(other) };
}

/** The bound session is as it was. */
async function expectUnharmed(first: SmbClient, session: ClientSession): Promise<void> {
  expectStatus(await first.treeConnect('disk', { session }), 'STATUS_SUCCESS');
}

describe('[MS-SMB2] 3.3.5.5 binding a connection to a session', () => {
  for (const [name, profile] of Object.entries(profiles)) {
    it(`${name}: the channel has a signing key of its own, and everything else in common`, async () => {
      await using fixture = await serve();
      const { first, session, second } = await twoConnections(fixture, profile);
      const tree = await first.treeConnect('disk', { session });
      const channel = await login(second, { bind: session, randomSessionKey: Buffer.alloc(16, 0x66) });
      assert.equal(channel.id, session.id);
      assert.notDeepEqual(channel.keys.signing, session.keys.signing);
      expectStatus(await second.echo({ session: channel }), 'STATUS_SUCCESS');
      const { treeId } = tree.header;
      expectStatus(await second.treeDisconnect({ session: channel, treeId }), 'STATUS_SUCCESS');
      expectStatus(await first.treeDisconnect({ session, treeId }), 'STATUS_NETWORK_NAME_DELETED');
      const sealed = await second.echo({ session: channel, encrypt: true });
      assert.ok(sealed.encrypted);
      // The key of the first channel does not sign on the second.
      const mixed = { ...channel, keys: session.keys };
      expectStatus(await second.echo({ session: mixed }), 'STATUS_ACCESS_DENIED');
      await expectUnharmed(first, session);
    });
  }

  it('an encrypted session is bound, and encrypted on both channels', async () => {
    await using fixture = await serve({ policy: { encryption: 'required' } });
    const { first, session, second } = await twoConnections(fixture);
    const channel = await login(second, { bind: session });
    assert.equal(channel.sessionFlags, 0, 'ENCRYPT_DATA is for logins that are no binding');
    expectStatus(await second.treeConnect('disk', { session: channel, encrypt: true }), 'STATUS_SUCCESS');
    expectStatus(
      await second.treeConnect('disk', { session: channel, encrypt: false }),
      'STATUS_ACCESS_DENIED',
    );
    await expectUnharmed(first, session);
    const nonces = [...first.nonces, ...second.nonces];
    assert.equal(new Set(nonces).size, nonces.length, 'no nonce comes twice on either channel');
  });

  it('a binding that demands signing demands it of every channel', async () => {
    await using fixture = await serve();
    const { first, session, second } = await twoConnections(fixture);
    expectStatus(await first.echo({ session, sign: false }), 'STATUS_SUCCESS');
    await login(second, { bind: session, securityMode: SecurityMode.SIGNING_REQUIRED });
    expectStatus(await first.echo({ session, sign: false }), 'STATUS_ACCESS_DENIED');
    await expectUnharmed(first, session);
  });

  it('AES-CMAC and HMAC-SHA256 may join each other', async () => {
    await using fixture = await serve();
    for (const [one, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const { session, second } = await twoConnections(
        fixture,
        { signingAlgorithms: [one] },
        { signingAlgorithms: [other] },
      );
      const channel = await login(second, { bind: session });
      expectStatus(await second.treeConnect('disk', { session: channel }), 'STATUS_SUCCESS');
    }
  });

  it('LOGOFF on one channel ends the session on both', async () => {
    await using fixture = await serve();
    const { first, session, second } = await twoConnections(fixture);
    const channel = await login(second, { bind: session });
    expectStatus(await second.logoff({ session: channel }), 'STATUS_SUCCESS');
    expectStatus(await first.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await second.treeConnect('disk', { session: channel }), 'STATUS_USER_SESSION_DELETED');
  });

  it('3.3.7.1: the session outlives the connection it was made on, while a channel is left', async () => {
    await using fixture = await serve();
    const { first, session, second } = await twoConnections(fixture);
    const channel = await login(second, { bind: session });
    const third = await fixture.negotiated();
    first.close();
    await first.closed;
    expectStatus(await second.treeConnect('disk', { session: channel }), 'STATUS_SUCCESS');
    // Session.SigningKey is still the key of the first connection, and signs further bindings.
    await login(third, { bind: session });
    second.close();
    expectStatus(
      await third.treeConnect('disk', { session: third.sessions.get(session.id) }),
      'STATUS_SUCCESS',
    );
  });
});

/** Every attempt to bind has a record, and the last says which rule was broken. */
async function expectRefused(
  { attempts, server }: Fixture,
  evidence: string,
  reason: AttemptReason = 'binding-refused',
  count = 1,
): Promise<void> {
  const bindings = () =>
    attempts.filter(({ login: made }) => made?.carrier === 'smb' && made.purpose === 'binding');
  while (bindings().length < count) await server.next('attempt');
  const refused = bindings();
  assert.equal(refused.length, count);
  const last = refused.at(-1);
  assert.equal(last?.reason, reason);
  assert.ok(last.explanation.startsWith(`${reasons[reason].sentence} `));
  assert.ok(last.explanation.includes(evidence), last.explanation);
}

describe('[MS-SMB2] 3.3.5.5 every refusal of a binding, and no harm to the bound session', () => {
  const refuse = (
    title: string,
    status: Parameters<typeof expectStatus>[1],
    options: {
      readonly first?: NegotiateOptions;
      readonly second?: NegotiateOptions;
      readonly attempt?: Parameters<typeof tryLogin>[1];
      readonly spoil?: (session: ClientSession) => ClientSession;
      /** In the record of the refused attempt, behind the sentence of its reason. */
      readonly says: string;
      readonly reason?: AttemptReason;
    },
  ) => {
    it(`${title}: ${status}`, async () => {
      await using fixture = await serve({
        accounts: [alice, { name: 'bob', password: 'hunter2' }],
        shares: [diskShare()],
        authPolicy: { guest: 'unknown-users', anonymous: 'accept' },
      });
      const { first, session, second } = await twoConnections(fixture, options.first, options.second);
      const bind = options.spoil?.(session) ?? session;
      const reply = await tryLogin(second, { bind, ...options.attempt });
      expectStatus(reply, status);
      await expectUnharmed(first, session);
      await fixture.close();
      await expectRefused(fixture, options.says, options.reason);
    });
  };

  refuse('another dialect', 'STATUS_INVALID_PARAMETER', {
    first: { dialects: [0x0302] },
    second: { dialects: [0x0300] },
    says: 'The connection has another dialect or cipher.',
  });
  refuse('2.1, which has no channels', 'STATUS_REQUEST_NOT_ACCEPTED', {
    second: { dialects: [0x0210] },
    attempt: { request: { sign: false } },
    says: 'Dialects before 3.0 have none.',
  });
  refuse('2.1 and signed, as Windows refuses it (note <290>)', 'STATUS_REQUEST_NOT_ACCEPTED', {
    second: { dialects: [0x0210] },
    says: 'Dialects before 3.0 have none.',
  });
  refuse('2.1 and signed, of a session of 2.1', 'STATUS_REQUEST_NOT_ACCEPTED', {
    first: { dialects: [0x0210] },
    second: { dialects: [0x0210] },
    says: 'Dialects before 3.0 have none.',
  });
  refuse('2.1, a session nobody has', 'STATUS_USER_SESSION_DELETED', {
    second: { dialects: [0x0210] },
    spoil: (session) => ({ ...session, id: 0x4242n }),
    says: 'There is no such session.',
  });
  refuse('3.0.2, of a session of 2.1', 'STATUS_INVALID_PARAMETER', {
    first: { dialects: [0x0210] },
    second: { dialects: [0x0302] },
    says: 'The connection has another dialect or cipher.',
  });
  refuse('AES-CMAC, of a session of AES-GMAC', 'STATUS_REQUEST_OUT_OF_SEQUENCE', {
    first: { signingAlgorithms: [2] },
    second: { signingAlgorithms: [1] },
    says: 'Only one of the session and the connection uses AES-GMAC.',
  });
  for (const algorithm of [0, 1]) {
    refuse(`AES-GMAC, of a session of ${['HMAC-SHA256', 'AES-CMAC'][algorithm]}`, 'STATUS_NOT_SUPPORTED', {
      first: { signingAlgorithms: [algorithm] },
      second: { signingAlgorithms: [2] },
      says: 'Only one of the session and the connection uses AES-GMAC.',
    });
  }
  refuse('another cipher', 'STATUS_INVALID_PARAMETER', {
    first: { ciphers: [2] },
    second: { ciphers: [1] },
    says: 'The connection has another dialect or cipher.',
  });
  refuse('unsigned', 'STATUS_INVALID_PARAMETER', {
    attempt: { request: { sign: false } },
    says: 'The request is not signed.',
  });
  refuse('another ClientGuid', 'STATUS_USER_SESSION_DELETED', {
    second: { clientGuid: Buffer.alloc(16, 9) },
    says: 'The connection has another ClientGuid.',
  });
  refuse('a session nobody has', 'STATUS_USER_SESSION_DELETED', {
    spoil: (session) => ({ ...session, id: 0x4242n }),
    says: 'There is no such session.',
  });
  refuse('a session nobody has, unsigned', 'STATUS_USER_SESSION_DELETED', {
    spoil: (session) => ({ ...session, id: 0x4242n }),
    attempt: { request: { sign: false } },
    says: 'There is no such session.',
  });
  refuse('signed with a wrong key', 'STATUS_ACCESS_DENIED', {
    spoil: (session) => ({ ...session, keys: { ...session.keys, signing: Buffer.alloc(16) } }),
    says: 'It is not signed with the key of the session.',
  });
  for (const [name, algorithms] of [
    ['HMAC-SHA256, of a session of AES-CMAC', [1, 0]],
    ['AES-CMAC, of a session of HMAC-SHA256', [0, 1]],
  ] as const) {
    it(`${name}: joins, signed as the session signs until the channel has a key of its own`, async () => {
      await using fixture = await serve({ shares: [diskShare()] });
      const [first, second] = algorithms.map((algorithm) => ({ signingAlgorithms: [algorithm] }));
      const { session, second: client } = await twoConnections(fixture, first, second);
      const channel = await login(client, { bind: session });
      assert.notEqual(channel.keys.signingAlgorithm, session.keys.signingAlgorithm);
      expectStatus(await client.treeConnect('disk', { session: channel }), 'STATUS_SUCCESS');
    });
  }

  it('another algorithm where it may not join: the refusal is signed, so that the client can believe it', async () => {
    await using fixture = await serve();
    const { session, second } = await twoConnections(
      fixture,
      { signingAlgorithms: [2] },
      { signingAlgorithms: [1] },
    );
    const exchange = new ClientLogin(second, { bind: session });
    exchange.sendFirst();
    const reply = await second.receive();
    expectStatus(reply, 'STATUS_REQUEST_OUT_OF_SEQUENCE');
    second.verify(reply.message, session.keys);
  });

  it('signed with a wrong key, it is not answered with the right one: nonces of AES-GMAC come once', async () => {
    await using fixture = await serve();
    const { first, session, second } = await twoConnections(fixture, { signingAlgorithms: [2] });
    const bind = { ...session, keys: { ...session.keys, signing: Buffer.alloc(16) } };
    const reply = await tryLogin(second, { bind });
    expectStatus(reply, 'STATUS_ACCESS_DENIED');
    assert.equal(reply.signature, 'none');
    await expectUnharmed(first, session);
  });

  for (const [name, options, signature] of [
    ['HMAC-SHA256', { dialects: [0x0202] }, 'signed'],
    ['AES-CMAC', { signingAlgorithms: [1] }, 'signed'],
    ['AES-GMAC, whose nonces come once', { signingAlgorithms: [2] }, 'unsigned'],
  ] as const) {
    it(`3.3.5.2.4, not joined at all, ${name}: STATUS_USER_SESSION_DELETED, ${signature}`, async () => {
      await using fixture = await serve();
      const { first, session, second } = await twoConnections(fixture, options);
      const reply = await second.treeConnect('disk', { session });
      expectStatus(reply, 'STATUS_USER_SESSION_DELETED');
      if (signature === 'signed') second.verify(reply.message, session.keys);
      else assert.equal(reply.signature, 'none');
      const wrong = { ...session, keys: { ...session.keys, signing: Buffer.alloc(16) } };
      const stranger = await second.treeConnect('disk', { session: wrong });
      expectStatus(stranger, 'STATUS_USER_SESSION_DELETED');
      assert.equal(stranger.signature, 'none', 'a stranger does not learn which sessions there are');
      await expectUnharmed(first, session);
    });
  }

  it('3.3.5.2.4, not joined, AES-GMAC of a client that requires signing: its signature back, which proves nothing', async () => {
    await using fixture = await serve();
    const first = await fixture.negotiated({ signingAlgorithms: [2] });
    const session = await login(first, { securityMode: SecurityMode.SIGNING_REQUIRED });
    const second = await fixture.negotiated({ signingAlgorithms: [2] });
    const sent = second.send(Command.ECHO, encodeEchoRequest, { session });
    const reply = await second.receive();
    expectStatus(reply, 'STATUS_USER_SESSION_DELETED');
    assert.equal(reply.signature, 'unknown');
    assert.deepEqual(reply.message.subarray(48, 64), sent.subarray(48, 64));
    const wrong = { ...session, keys: { ...session.keys, signing: Buffer.alloc(16) } };
    const stranger = await second.echo({ session: wrong });
    expectStatus(stranger, 'STATUS_USER_SESSION_DELETED');
    assert.equal(stranger.signature, 'none', 'a stranger does not learn which sessions there are');
    await expectUnharmed(first, session);
  });

  const anotherUser = 'The session is another user’s.';
  refuse('another user', 'STATUS_NOT_SUPPORTED', { attempt: asBob, says: anotherUser });
  refuse('a guest', 'STATUS_NOT_SUPPORTED', { attempt: { user: 'nobody' }, says: anotherUser });
  refuse('an anonymous user', 'STATUS_NOT_SUPPORTED', {
    attempt: { response: 'anonymous' },
    says: anotherUser,
  });
  refuse('a wrong password', 'STATUS_LOGON_FAILURE', {
    attempt: { password: 'wrong' },
    reason: 'wrong-password',
    says: 'user “alice”',
  });

  it('another user who was given the same SID: STATUS_NOT_SUPPORTED', async () => {
    const sid = 'S-1-5-21-1-2-3-1000';
    await using fixture = await serve({ accounts: [alice, bob].map((account) => ({ ...account, sid })) });
    const { first, session, second } = await twoConnections(fixture);
    expectStatus(await tryLogin(second, { bind: session, ...asBob }), 'STATUS_NOT_SUPPORTED');
    await expectUnharmed(first, session);
    await expectRefused(fixture, anotherUser);
  });

  it('an anonymous session cannot be joined: STATUS_NOT_SUPPORTED', async () => {
    await using fixture = await serve({ authPolicy: { anonymous: 'accept' } });
    const first = await fixture.negotiated();
    const session = await login(first, { response: 'anonymous' });
    const second = await fixture.negotiated();
    expectStatus(await tryLogin(second, { bind: session }), 'STATUS_NOT_SUPPORTED');
    await expectUnharmed(first, session);
    await expectRefused(fixture, 'The session is no user’s.');
  });

  it('nor a guest, who has no key in common with us to sign with: STATUS_ACCESS_DENIED', async () => {
    await using fixture = await serve({ authPolicy: { guest: 'unknown-users' } });
    const first = await fixture.negotiated();
    const session = await login(first, { user: 'nobody' });
    const second = await fixture.negotiated();
    expectStatus(await tryLogin(second, { bind: session }), 'STATUS_ACCESS_DENIED');
    await expectUnharmed(first, session);
    await expectRefused(fixture, 'It is not signed with the key of the session.');
  });

  it('the connection it was made on, and one that joined already: STATUS_REQUEST_NOT_ACCEPTED', async () => {
    await using fixture = await serve();
    const { first, session, second } = await twoConnections(fixture);
    const channel = await login(second, { bind: session });
    expectStatus(await tryLogin(first, { bind: session }), 'STATUS_REQUEST_NOT_ACCEPTED');
    await expectUnharmed(first, session);
    await expectRefused(fixture, 'The connection belongs to the session already.', 'binding-refused', 2);
    expectStatus(await tryLogin(second, { bind: channel }), 'STATUS_REQUEST_NOT_ACCEPTED');
    await expectUnharmed(first, session);
    await expectRefused(fixture, 'The connection belongs to the session already.', 'binding-refused', 3);
    const unsigned = { bind: channel, request: { sign: false } };
    expectStatus(await tryLogin(second, unsigned), 'STATUS_INVALID_PARAMETER');
    await expectUnharmed(first, session);
    await expectRefused(fixture, 'The request is not signed.', 'binding-refused', 4);
    expectStatus(await second.echo({ session: channel }), 'STATUS_SUCCESS');
  });

  it('a session that is still being set up: refused, whatever the signature', async () => {
    await using fixture = await serve();
    const first = await fixture.negotiated();
    const exchange = new ClientLogin(first);
    await exchange.first();
    const second = await fixture.negotiated();
    const { keys } = await login(await fixture.negotiated());
    const bind = { id: exchange.sessionId, keys, sessionFlags: 0, sign: true, encrypt: false };
    expectStatus(await tryLogin(second, { bind }), 'STATUS_NOT_SUPPORTED');
    await expectRefused(fixture, 'Nobody is logged in to the session yet.');
    expectStatus(await tryLogin(second, { bind, request: { sign: false } }), 'STATUS_INVALID_PARAMETER');
    expectStatus(
      await first.treeConnect('disk', { session: exchange.complete(await exchange.second()) }),
      'STATUS_SUCCESS',
    );
    await expectRefused(fixture, 'The request is not signed.', 'binding-refused', 2);
  });

  it('a session that expired: STATUS_NETWORK_SESSION_EXPIRED', async () => {
    await using fixture = await serve({ policy: { sessionLifetimeSeconds: 60 } });
    const { session, second } = await twoConnections(fixture);
    fixture.runtime.advance(60_000);
    expectStatus(await tryLogin(second, { bind: session }), 'STATUS_NETWORK_SESSION_EXPIRED');
    await expectRefused(fixture, 'The session has expired.');
  });

  it('between the legs of a binding nothing is served on the second connection', async () => {
    await using fixture = await serve();
    const { first, session, second } = await twoConnections(fixture);
    const exchange = new ClientLogin(second, { bind: session });
    await exchange.first();
    expectStatus(await second.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await second.treeConnect('disk', { session, sign: false }), 'STATUS_USER_SESSION_DELETED');
    second.send(Command.ECHO, encodeEchoRequest, { session, encrypt: true });
    await second.expectDisconnect();
    await expectUnharmed(first, session);
  });

  it('a binding begun and given up can be begun again', async () => {
    await using fixture = await serve();
    const { first, session, second } = await twoConnections(fixture);
    expectStatus(await tryLogin(second, { bind: session, password: 'wrong' }), 'STATUS_LOGON_FAILURE');
    const channel = await login(second, { bind: session });
    expectStatus(await second.treeConnect('disk', { session: channel }), 'STATUS_SUCCESS');
    await expectUnharmed(first, session);
  });

  it('bindings whose session is gone do not use up the sessions of a connection', async () => {
    await using fixture = await serve({ limits: { sessionsPerConnection: 2 } });
    const second = await fixture.negotiated();
    for (let i = 0; i < 4; i++) {
      const first = await fixture.negotiated();
      const session = await login(first);
      const exchange = new ClientLogin(second, { bind: session });
      expectStatus(await exchange.first(), 'STATUS_MORE_PROCESSING_REQUIRED');
      await first.logoff({ session });
    }
    expectStatus(await second.treeConnect('disk', { session: await login(second) }), 'STATUS_SUCCESS');
  });
});
