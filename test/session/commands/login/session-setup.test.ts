import assert from 'node:assert/strict';
import { ntlmOid } from '../../../../src/auth/ntlm-token.js';
import { encodeNegTokenInit, mechType } from '../../../../src/auth/spnego/index.js';
import {
  Command,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  frame,
  SessionSetupFlags,
} from '../../../../src/smb2-codec/index.js';
import { FixedRuntime } from '../../../support/fixed-runtime.js';
import { ClientLogin, login, tryLogin } from '../../../support/smb-client-login.js';
import { asBob, expectServing, expectStatus, serve } from '../../support.js';

describe('[MS-SMB2] 3.3.5.5.1 Authenticating a New Session', () => {
  it('each session has an id of its own, never 0 or -1', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const ids = new Set<bigint>();
    for (let i = 0; i < 10; i++) ids.add((await login(client)).id);
    assert.equal(ids.size, 10);
    assert.ok(!ids.has(0n) && !ids.has(0xffff_ffff_ffff_ffffn));
  });

  it('each has one as well where the random source repeats itself', async () => {
    for (const byte of [0x11, 0, 0xff]) {
      await using fixture = await serve({}, new FixedRuntime(Buffer.alloc(16, byte)));
      const client = await fixture.negotiated();
      const ids = new Set<bigint>();
      for (let i = 0; i < 5; i++) {
        const exchange = new ClientLogin(client);
        await exchange.first();
        ids.add(exchange.sessionId);
      }
      assert.equal(ids.size, 5);
      assert.ok(!ids.has(0n) && !ids.has(0xffff_ffff_ffff_ffffn));
    }
  });

  it('SMB2_SESSION_FLAG_BINDING with SessionId 0 means nothing', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const { negotiateMessage } = new ClientLogin(client).ntlm;
    const reply = await client.request(Command.SESSION_SETUP, (w) =>
      encodeSessionSetupRequest(w, {
        flags: SessionSetupFlags.BINDING,
        securityMode: 1,
        capabilities: 0,
        previousSessionId: 0n,
        securityBuffer: negotiateMessage,
      }),
    );
    expectStatus(reply, 'STATUS_MORE_PROCESSING_REQUIRED');
  });

  it('two logins of one connection, leg by leg in turns, do not mix', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const [one, two] = [new ClientLogin(client), new ClientLogin(client, asBob)];
    await one.first();
    await two.first();
    const bobs = two.complete(await two.second());
    const alices = one.complete(await one.second());
    assert.notEqual(alices.id, bobs.id);
    assert.notDeepEqual(alices.keys.signing, bobs.keys.signing);
    for (const session of [alices, bobs]) {
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    }
  });

  it('a challenge is for the login it was made for: legs of two logins exchanged', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const [one, two] = [new ClientLogin(client), new ClientLogin(client)];
    await one.first();
    await two.first();
    const reply = await one.second({ header: { sessionId: two.sessionId } });
    expectStatus(reply, 'STATUS_LOGON_FAILURE');
  });

  it('a SessionId nobody has: STATUS_USER_SESSION_DELETED', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    const reply = await exchange.first({ header: { sessionId: 0x4242n } });
    expectStatus(reply, 'STATUS_USER_SESSION_DELETED');
  });

  it('a login begun on another connection: STATUS_USER_SESSION_DELETED, and it goes on where it began', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    const intruder = await fixture.negotiated();
    const theirs = new ClientLogin(intruder);
    await theirs.first();
    const reply = await theirs.second({ header: { sessionId: exchange.sessionId } });
    expectStatus(reply, 'STATUS_USER_SESSION_DELETED');
    exchange.complete(await exchange.second());
  });
});

describe('[MS-SMB2] 3.3.5.5.3 Handling GSS-API Authentication', () => {
  it('a refused login ends the session: nothing more is served on its id', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client, { password: 'wrong' });
    await exchange.first();
    expectStatus(await exchange.second(), 'STATUS_LOGON_FAILURE');
    const header = { sessionId: exchange.sessionId };
    expectStatus(await client.treeConnect('disk', { header }), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await exchange.second(), 'STATUS_USER_SESSION_DELETED');
    await expectServing(fixture);
  });

  it('the error response is the one of 2.2.2: 73 bytes, no token', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const { message } = await tryLogin(client, { password: 'wrong' });
    assert.equal(message.subarray(64).toString('hex'), '090000000000000000');
  });

  it('unknown users and wrong passwords look the same', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const bodies = [];
    for (const options of [{ password: 'wrong' }, { user: 'nobody' }]) {
      const { message } = await tryLogin(client, options);
      message.fill(0, 24, 48);
      bodies.push(message.toString('hex'));
    }
    assert.equal(bodies[0], bodies[1]);
  });

  it('AUTHENTICATE first: refused, and no session is left', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const donor = new ClientLogin(client, { raw: true });
    const { securityBuffer } = decodeSessionSetupResponse((await donor.first()).message);
    const exchange = new ClientLogin(client, { raw: true });
    exchange.sendToken(exchange.ntlm.authenticate(securityBuffer));
    const reply = await client.receive();
    expectStatus(reply, 'STATUS_INVALID_PARAMETER');
    const { sessionId } = reply.header;
    expectStatus(await client.treeConnect('disk', { header: { sessionId } }), 'STATUS_USER_SESSION_DELETED');
  });

  it('the first leg repeated: refused, and the login is over', async () => {
    await using fixture = await serve();
    for (const raw of [true, false]) {
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client, { raw });
      await exchange.first();
      expectStatus(await exchange.first(), 'STATUS_INVALID_PARAMETER');
      expectStatus(await exchange.second(), 'STATUS_USER_SESSION_DELETED');
    }
  });

  for (const [token, status] of [
    ['60', 'STATUS_INVALID_PARAMETER'],
    // The header of a token whose rest may come in the next leg ([MS-SPNG] 3.1.5.9).
    ['6010a0', 'STATUS_MORE_PROCESSING_REQUIRED'],
    ['6000', 'STATUS_INVALID_PARAMETER'],
    ['a1030a0101', 'STATUS_INVALID_PARAMETER'],
    ['4e544c4d53535000', 'STATUS_INVALID_PARAMETER'],
    ['ffffffff', 'STATUS_INVALID_PARAMETER'],
  ] as const) {
    it(`${token} for a first token: ${status}`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client);
      exchange.sendToken(Buffer.from(token, 'hex'));
      expectStatus(await exchange.receiveLeg(), status);
      await expectServing(fixture);
    });
  }

  for (const token of ['', '60', 'ffffffff']) {
    it(`${token || 'an empty token'} for a second token: STATUS_INVALID_PARAMETER, and no session is left`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client);
      const { header } = await exchange.first();
      exchange.sendToken(Buffer.from(token, 'hex'));
      expectStatus(await exchange.receiveLeg(), 'STATUS_INVALID_PARAMETER');
      const { sessionId } = header;
      expectStatus(
        await client.treeConnect('disk', { header: { sessionId } }),
        'STATUS_USER_SESSION_DELETED',
      );
      await expectServing(fixture);
    });
  }

  it('an empty first token is answered with the mechanisms, and a login can follow', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    exchange.sendToken(Buffer.alloc(0));
    const reply = await exchange.receiveLeg();
    expectStatus(reply, 'STATUS_MORE_PROCESSING_REQUIRED');
    const { securityBuffer } = decodeSessionSetupResponse(reply.message);
    assert.ok(securityBuffer.includes(mechType(ntlmOid).der));
    await exchange.first();
    exchange.complete(await exchange.second());
  });

  it('NTLM second in the list: one leg more, and the keys still agree', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const mechTypes = ['1.2.840.113554.1.2.2', ntlmOid];
    const exchange = new ClientLogin(client, { mechTypes });
    const mechToken = Buffer.from('a Kerberos token nobody reads');
    exchange.sendToken(encodeNegTokenInit({ mechTypes, mechToken }));
    expectStatus(await exchange.receiveLeg(), 'STATUS_MORE_PROCESSING_REQUIRED');
    exchange.sendFirstLater();
    expectStatus(await exchange.receiveChallenge(), 'STATUS_MORE_PROCESSING_REQUIRED');
    const session = exchange.complete(await exchange.second());
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('a request that cannot be read is an attempt of its own, also after one that was refused', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    expectStatus(await tryLogin(client, { password: 'wrong' }), 'STATUS_LOGON_FAILURE');
    const reply = await client.request(Command.SESSION_SETUP, (w) => w.u16(25).zero(4));
    expectStatus(reply, 'STATUS_INVALID_PARAMETER');
    await login(client);
    await fixture.close();
    assert.deepEqual(
      fixture.attempts.map(({ reason }) => reason),
      ['wrong-password', 'request-malformed', 'accepted'],
    );
    assert.match(fixture.attempts[1]?.explanation ?? '', /SESSION_SETUP/);
  });

  it('a security buffer that leaves the message: STATUS_INVALID_PARAMETER', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    for (const [offset, length] of [
      [88, 0xffff],
      [0xffff, 4],
      [12, 64],
      [64, 24],
    ] as const) {
      const message = client.message(Command.SESSION_SETUP, (w) =>
        w.u16(25).zero(23).bytes(Buffer.alloc(40)),
      );
      message.writeUInt16LE(offset, 64 + 12);
      message.writeUInt16LE(length, 64 + 14);
      client.sendRaw(frame(message));
      expectStatus(await client.receive(), 'STATUS_INVALID_PARAMETER');
    }
  });

  it('the SESSION_SETUP responses are not padded: clients hash what is sent', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    for (const { message } of [await exchange.first(), await exchange.second()]) {
      assert.equal(message.length, message.readUInt16LE(64 + 4) + message.readUInt16LE(64 + 6));
    }
  });

  it('user names of the client in any case log in; the answer names the session', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client, { user: 'ALICE', domain: 'SOMEWHERE' });
    const tree = await client.treeConnect('disk', { session });
    assert.equal(tree.header.sessionId, session.id);
    assert.notEqual(tree.header.treeId, 0);
  });
});

describe('[MS-SMB2] 3.3.5.5.3 PreviousSessionId', () => {
  it('of the same user: the old session ends, on whatever connection it lives', async () => {
    await using fixture = await serve();
    const old = await fixture.negotiated();
    const left = await login(old);
    await old.treeConnect('disk', { session: left });
    const client = await fixture.negotiated();
    const session = await login(client, { previousSessionId: left.id });
    expectStatus(await old.treeConnect('disk', { session: left }), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('counts in the request that completes the login, and only there', async () => {
    await using fixture = await serve();
    const old = await fixture.negotiated();
    const left = await login(old);
    const client = await fixture.negotiated();
    const complete = async (first: bigint, second: bigint) => {
      const exchange = new ClientLogin(client, { previousSessionId: first });
      await exchange.first();
      exchange.previousSessionId = second;
      exchange.complete(await exchange.second());
    };
    await complete(left.id, 0n);
    expectStatus(await old.treeConnect('disk', { session: left }), 'STATUS_SUCCESS');
    await complete(0n, left.id);
    expectStatus(await old.treeConnect('disk', { session: left }), 'STATUS_USER_SESSION_DELETED');
  });

  it('of a re-authentication counts as well', async () => {
    await using fixture = await serve();
    const old = await fixture.negotiated();
    const left = await login(old);
    const client = await fixture.negotiated();
    const session = await login(client);
    await login(client, { reauthenticate: session, previousSessionId: left.id });
    expectStatus(await old.treeConnect('disk', { session: left }), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('of another user: ignored', async () => {
    await using fixture = await serve();
    const old = await fixture.negotiated();
    const left = await login(old, asBob);
    await login(await fixture.negotiated(), { previousSessionId: left.id });
    expectStatus(await old.treeConnect('disk', { session: left }), 'STATUS_SUCCESS');
  });

  it('its own id, and one that nobody has: ignored', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    const { sessionId } = exchange;
    const session = await login(client, { previousSessionId: sessionId });
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    // A session that is still being set up has no user yet.
    exchange.complete(await exchange.second());
    await login(client, { previousSessionId: 0x4242n });
  });

  it('a login that fails, or is not finished, ends nobody', async () => {
    await using fixture = await serve();
    const old = await fixture.negotiated();
    const left = await login(old);
    const client = await fixture.negotiated();
    expectStatus(
      await tryLogin(client, { previousSessionId: left.id, password: 'wrong' }),
      'STATUS_LOGON_FAILURE',
    );
    await new ClientLogin(client, { previousSessionId: left.id }).first();
    expectStatus(await old.treeConnect('disk', { session: left }), 'STATUS_SUCCESS');
  });

  it('of a guest or an anonymous user: nobody is the same nobody', async () => {
    await using fixture = await serve({ authPolicy: { guest: 'unknown-users', anonymous: 'accept' } });
    for (const options of [{ user: 'nobody' }, { response: 'anonymous' as const }]) {
      const old = await fixture.negotiated();
      const left = await login(old, options);
      await login(await fixture.negotiated(), { ...options, previousSessionId: left.id });
      expectStatus(await old.treeConnect('disk', { session: left }), 'STATUS_SUCCESS');
    }
  });
});
