import assert from 'node:assert/strict';
import { encodeNegTokenInit, encodeNegTokenResp, mechType } from '../../src/auth/spnego/index.js';
import { decodeNegTokenResp } from '../../src/auth/spnego/index.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { accepted, framed, KerberosServer } from '../support/kerberos-client.js';
import { fieldOf, ntlm, Scripted, toldIn, tokenIn } from './support.js';

const offers = ['Negotiate', 'NTLM'];
const ntlmOid = '1.3.6.1.4.1.311.2.2.10';

describe('HTTP: the schemes that are offered, RFC 4559 4 and RFC 9110 11.6.1', () => {
  it('a request without credentials is told of them', async () => {
    const connection = new Scripted();
    const answer = await connection.ask();
    assert.deepEqual([answer.status, fieldOf(answer, 'WWW-Authenticate')], [401, offers]);
    assert.deepEqual(toldIn(answer), { authenticated: false });
    assert.equal(connection.authentication.stage, 'has not begun a login');
    assert.deepEqual(
      connection.facts.map(({ kind }) => kind),
      ['http-request'],
    );
  });

  it('NTLM is not, where policy leaves it out; its client is refused by the mechanism, under both schemes', async () => {
    const mechanisms = [ntlm({ mechanisms: ['kerberos'] }), new KerberosServer().mechanism];
    const connection = new Scripted({ mechanisms });
    assert.deepEqual(fieldOf(await connection.ask(), 'WWW-Authenticate'), ['Negotiate']);
    for (const scheme of ['NTLM', 'Negotiate'] as const) {
      const answer = await connection.send(scheme, new NtlmClient().negotiateMessage);
      assert.deepEqual([answer.status, fieldOf(answer, 'WWW-Authenticate')], [401, ['Negotiate']]);
    }
    assert.deepEqual(connection.verdicts, ['ntlm-refused', 'ntlm-refused']);
  });

  it('NTLM is not, where there is no such mechanism', async () => {
    const connection = new Scripted({ mechanisms: [new KerberosServer().mechanism] });
    assert.deepEqual(fieldOf(await connection.ask(), 'WWW-Authenticate'), ['Negotiate']);
    const answer = await connection.send('NTLM', new NtlmClient().negotiateMessage);
    assert.deepEqual([answer.status, connection.refusals], [401, ['401 http-scheme-refused']]);
  });

  it('a scheme that is not chosen is refused', async () => {
    const connection = new Scripted({ schemes: ['NTLM'] });
    assert.deepEqual(fieldOf(await connection.ask(), 'WWW-Authenticate'), ['NTLM']);
    await connection.send('Negotiate', new NtlmClient().negotiateMessage);
    assert.deepEqual([connection.refusals, connection.logins], [['401 http-scheme-refused'], []]);
  });

  it('a proxy asks by its own fields, and looks at no others', async () => {
    const connection = new Scripted({ proxy: true });
    const first = await connection.ask({ Authorization: 'Basic YWxpY2U6c2VjcmV0' });
    assert.deepEqual([first.status, fieldOf(first, 'Proxy-Authenticate')], [407, offers]);
    assert.deepEqual(fieldOf(first, 'WWW-Authenticate'), []);
    const client = new NtlmClient();
    const send = (token: Buffer) =>
      connection.ask({ 'Proxy-Authorization': `NTLM ${token.toString('base64')}` });
    const challenge = await send(client.negotiateMessage);
    assert.equal(challenge.status, 407);
    const last = await send(client.authenticate(tokenIn(challenge, 'NTLM', 'Proxy-Authenticate')));
    assert.equal(last.status, 200);
    assert.equal(connection.logins[0]?.info.proxy, true);
  });
});

describe('HTTP: logins, RFC 4559 4 and [MS-NLMP] 3.2.5.1', () => {
  for (const scheme of ['NTLM', 'Negotiate'] as const) {
    it(`bare NTLM under ${scheme}: three legs, and who it was`, async () => {
      const connection = new Scripted();
      const answer = await connection.login(new NtlmClient(), scheme);
      assert.deepEqual([answer.status, fieldOf(answer, 'WWW-Authenticate')], [200, []]);
      const { user, proved, attempt, channel, ...rest } = toldIn(answer) as Record<
        string,
        Record<string, unknown>
      >;
      assert.deepEqual([user?.['account'], user?.['domain'], user?.['kind']], ['User', 'WEB', 'user']);
      assert.deepEqual(
        [proved?.['version'], proved?.['mic'], proved?.['targetName'], proved?.['channelBindings']],
        ['NTLMv2', 'valid', 'cifs/server', 'not looked at'],
      );
      assert.deepEqual([attempt, channel], [1, 'clear']);
      assert.deepEqual(rest, { authenticated: true, mechanism: 'NTLM', scheme, spnego: false });
      assert.deepEqual(connection.verdicts, ['accepted']);
      assert.ok(connection.authentication.authenticated);
    });
  }

  it('NTLM in SPNEGO: three legs, with the mechListMICs of both', async () => {
    const connection = new Scripted();
    const client = new NtlmClient();
    const mechTypes = [mechType(ntlmOid)];
    const first = await connection.send(
      'Negotiate',
      encodeNegTokenInit({ mechTypes: [ntlmOid], mechToken: client.negotiateMessage }),
    );
    const { responseToken } = decodeNegTokenResp(tokenIn(first, 'Negotiate'));
    assert.ok(responseToken && mechTypes.length === 1);
    const answer = await connection.send(
      'Negotiate',
      encodeNegTokenResp({
        responseToken: client.authenticate(responseToken),
        mechListMic: client.mechListMic(Buffer.from('300c060a2b06010401823702020a', 'hex')),
      }),
    );
    assert.equal(answer.status, 200);
    const last = decodeNegTokenResp(tokenIn(answer, 'Negotiate'));
    assert.equal(last.negState, 'accept-completed');
    assert.ok(last.mechListMic !== undefined);
    assert.deepEqual([toldIn(answer)['spnego'], connection.verdicts], [true, ['accepted']]);
  });

  it('Kerberos: one leg, with the mutual token in the 200', async () => {
    const server = new KerberosServer();
    const connection = new Scripted({ mechanisms: [server.mechanism] });
    const answer = await connection.send('Negotiate', server.forge.token());
    assert.equal(answer.status, 200);
    assert.equal(tokenIn(answer, 'Negotiate')[0], 0x60);
    const { user, proved, mechanism } = toldIn(answer) as Record<string, Record<string, unknown>>;
    assert.deepEqual([user?.['account'], mechanism], ['alice', 'Kerberos']);
    assert.deepEqual([proved?.['service'], proved?.['mutual']], ['cifs/files.example.com', true]);
    // The keys of the server are none of the client's business.
    assert.doesNotMatch(answer.body.toString(), /keysHeld|keyUsed|keytab/);
    accepted(await server.login());
  });

  it('a wrong password is told nothing but its number, and the schemes again', async () => {
    const connection = new Scripted();
    const answer = await connection.login(new NtlmClient({ password: 'wrong' }));
    assert.deepEqual([answer.status, fieldOf(answer, 'WWW-Authenticate')], [401, offers]);
    assert.deepEqual(toldIn(answer), { authenticated: false, attempt: 1 });
    assert.deepEqual(connection.verdicts, ['wrong-password']);
    assert.equal(connection.authentication.stage, 'was refused');
    // The connection is as good as before.
    assert.equal((await connection.login(new NtlmClient())).status, 200);
  });

  it('the connection is the user’s: further requests need no credentials, and the first of them is told', async () => {
    const connection = new Scripted();
    const first = toldIn(await connection.login(new NtlmClient()));
    for (const target of ['/a?password=secret', '/b']) {
      const answer = await connection.ask({}, { target, method: 'POST' });
      assert.deepEqual([answer.status, toldIn(answer)], [200, first]);
    }
    const told = connection.logins[0]?.facts.filter(({ kind }) => kind === 'http-answered');
    assert.deepEqual(told?.[0], { kind: 'http-answered', status: 200, method: 'POST', target: '/a?…' });
  });

  it('another connection starts anew, whatever cookie it brings', async () => {
    await new Scripted().login(new NtlmClient());
    const other = await new Scripted().ask({ Cookie: 'session=1' });
    assert.equal(other.status, 401);
    assert.deepEqual(fieldOf(other, 'Set-Cookie'), []);
  });

  it('credentials on a connection with a user begin anew, and end what was before', async () => {
    const connection = new Scripted();
    await connection.login(new NtlmClient());
    await connection.send('NTLM', new NtlmClient().negotiateMessage);
    assert.equal(connection.authentication.authenticated, false);
    assert.equal((await connection.ask()).status, 401);
    assert.deepEqual(connection.verdicts, ['accepted', 'abandoned']);
  });

  it('a refused scheme ends the user of the connection, too', async () => {
    const connection = new Scripted();
    await connection.login(new NtlmClient());
    assert.equal((await connection.ask({ Authorization: 'Basic YWxpY2U6c2VjcmV0' })).status, 401);
    assert.equal((await connection.ask()).status, 401);
  });

  it('a user whose ticket has ended is asked again', async () => {
    const server = new KerberosServer();
    const connection = new Scripted({ mechanisms: [server.mechanism] });
    await connection.send('Negotiate', server.forge.token());
    assert.equal((await connection.ask()).status, 200);
    connection.runtime.wallClock += 3_600_001;
    assert.equal((await connection.ask()).status, 401);
    assert.equal(connection.authentication.authenticated, false);
  });

  it('a first token in the middle of a login begins another', async () => {
    const connection = new Scripted();
    await connection.send('NTLM', new NtlmClient().negotiateMessage);
    assert.equal((await connection.login(new NtlmClient())).status, 200);
    await new Scripted().ask();
    assert.deepEqual(connection.verdicts, ['abandoned', 'accepted']);
  });

  it('a token of another scheme does not continue a login', async () => {
    const connection = new Scripted();
    const client = new NtlmClient();
    const challenge = tokenIn(await connection.send('NTLM', client.negotiateMessage), 'NTLM');
    const answer = await connection.send('Negotiate', client.authenticate(challenge));
    assert.equal(answer.status, 401);
    assert.deepEqual(connection.verdicts, ['abandoned', 'out-of-sequence']);
  });

  it('a request without credentials gives up a login', async () => {
    const connection = new Scripted();
    const client = new NtlmClient();
    const challenge = tokenIn(await connection.send('NTLM', client.negotiateMessage), 'NTLM');
    assert.equal((await connection.ask()).status, 401);
    assert.equal((await connection.send('NTLM', client.authenticate(challenge))).status, 401);
    assert.deepEqual(connection.verdicts, ['abandoned', 'out-of-sequence']);
  });

  it('no token is answered twice', async () => {
    const connection = new Scripted();
    const client = new NtlmClient();
    const challenge = tokenIn(await connection.send('NTLM', client.negotiateMessage), 'NTLM');
    const authenticate = client.authenticate(challenge);
    assert.equal((await connection.send('NTLM', authenticate)).status, 200);
    assert.equal((await connection.send('NTLM', authenticate)).status, 401);
    assert.deepEqual(connection.verdicts, ['accepted', 'out-of-sequence']);
  });

  it('a connection that has ended in a leg has no user', async () => {
    const connection = new Scripted();
    const client = new NtlmClient();
    const challenge = tokenIn(await connection.send('NTLM', client.negotiateMessage), 'NTLM');
    const answer = connection.send('NTLM', client.authenticate(challenge));
    connection.authentication.closed();
    assert.equal((await answer).status, 401);
    assert.equal(connection.authentication.authenticated, false);
    assert.equal(connection.logins[0]?.verdict, undefined);
  });
});

describe('HTTP: the connection of a login, RFC 4559 6', () => {
  it('a second leg on another connection is named', async () => {
    const client = new NtlmClient();
    const challenge = tokenIn(await new Scripted().send('NTLM', client.negotiateMessage), 'NTLM');
    for (const token of [
      client.authenticate(challenge),
      encodeNegTokenResp({ responseToken: Buffer.from('token') }),
    ]) {
      const other = new Scripted();
      const answer = await other.send(token[0] === 0xa1 ? 'Negotiate' : 'NTLM', token);
      assert.deepEqual([answer.status, other.verdicts], [401, ['http-connection-changed']]);
      assert.match(String(toldIn(answer)['words']), /All tokens of a login have to come on one connection/);
      assert.deepEqual(fieldOf(answer, 'WWW-Authenticate'), offers);
    }
  });

  it('“Connection: close” in the middle of a login is named', async () => {
    const connection = new Scripted();
    const answer = await connection.send('NTLM', new NtlmClient().negotiateMessage, { Connection: 'Close' });
    assert.deepEqual([answer.status, answer.ends], [401, true]);
    assert.deepEqual(connection.verdicts, ['http-connection-close']);
    assert.match(String(toldIn(answer)['words']), /“Connection: close”/);
  });

  it('at its end it is obeyed', async () => {
    const server = new KerberosServer();
    const connection = new Scripted({ mechanisms: [server.mechanism] });
    const answer = await connection.send('Negotiate', server.forge.token(), { Connection: 'close' });
    assert.deepEqual([answer.status, answer.ends, fieldOf(answer, 'Connection')], [200, true, ['close']]);
  });
});

describe('HTTP: requests that no mechanism sees', () => {
  const secret = 'Tr0ub4dor';
  const basic = `Basic ${Buffer.from(`alice:${secret}`).toString('base64')}`;

  for (const value of [basic, `Bearer ${secret}`, `Digest username="${secret}"`, secret, `x${secret} y`]) {
    it(`${value.slice(0, 7)}… is refused, and nothing of it is kept or told`, async () => {
      const connection = new Scripted();
      const answer = await connection.ask(
        { Authorization: value },
        { target: `http://alice:${secret}@web.example/?password=${secret}` },
      );
      assert.deepEqual([answer.status, fieldOf(answer, 'WWW-Authenticate')], [401, offers]);
      assert.deepEqual(connection.refusals, ['401 http-scheme-refused']);
      const encoded = Buffer.from(`alice:${secret}`).toString('base64');
      for (const text of [JSON.stringify(connection.facts), answer.body.toString()]) {
        assert.ok(!text.includes(secret) && !text.includes(encoded), text);
      }
    });
  }

  for (const [title, value] of [
    ['no token', 'NTLM'],
    ['no base64', 'Negotiate !!'],
    ['base64 that is cut', 'Negotiate YI'],
    ['SPNEGO under NTLM', `NTLM ${encodeNegTokenInit({ mechTypes: [ntlmOid] }).toString('base64')}`],
  ] as const) {
    it(`${title}: a login that is refused`, async () => {
      const connection = new Scripted();
      const answer = await connection.ask({ Authorization: value });
      assert.deepEqual([answer.status, connection.verdicts], [400, ['http-authorization-malformed']]);
      assert.deepEqual(
        connection.logins[0]?.facts.map((fact) => fact.kind === 'check' && [fact.check, fact.outcome]),
        [['http-authorization', 'failed']],
      );
    });
  }

  it('credentials that cannot be read end a login under way', async () => {
    const connection = new Scripted();
    const client = new NtlmClient();
    const challenge = tokenIn(await connection.send('NTLM', client.negotiateMessage), 'NTLM');
    await connection.ask({ Authorization: 'NTLM !' });
    assert.equal((await connection.send('NTLM', client.authenticate(challenge))).status, 401);
    assert.deepEqual(connection.verdicts, ['http-authorization-malformed', 'out-of-sequence']);
  });

  it('octets that are no token go to the acceptor, which refuses them', async () => {
    const connection = new Scripted();
    await connection.send('Negotiate', Buffer.from('nonsense'));
    await connection.send('Negotiate', framed(Buffer.from('nonsense')));
    await connection.send('NTLM', Buffer.from('NTLMSSP\0\x09\0\0\0', 'latin1'));
    assert.deepEqual(connection.verdicts, ['spnego-malformed', 'no-common-mechanism', 'out-of-sequence']);
  });

  for (const [title, line, fields, status, reason] of [
    ['HTTP/1.0', { version: '1.0' }, {}, 505, 'http-version-refused'],
    [
      'HTTP/1.0 that keeps its connection',
      { version: '1.0' },
      { Connection: 'Keep-Alive' },
      505,
      'http-version-refused',
    ],
    ['HTTP/2', { version: '2.0' }, {}, 505, 'http-version-refused'],
    ['a second Host', {}, { host: 'other.example' }, 400, 'http-request-malformed'],
    ['WebSocket', {}, { Connection: 'Upgrade', Upgrade: 'websocket' }, 501, 'http-upgrade-refused'],
    ['WebSocket among others', {}, { Upgrade: 'h2c, WebSocket/13' }, 501, 'http-upgrade-refused'],
  ] as const) {
    it(`${title}: ${status}, with words`, async () => {
      const connection = new Scripted();
      const token = new NtlmClient().negotiateMessage.toString('base64');
      const answer = await connection.ask({ ...fields, Authorization: `NTLM ${token}` }, line);
      assert.deepEqual([answer.status, connection.refusals], [status, [`${status} ${reason}`]]);
      assert.ok(String(toldIn(answer)['words']).length > 20);
      assert.deepEqual(connection.logins, []);
      assert.equal(answer.ends, status !== 501);
    });
  }

  it('no Host: 400', async () => {
    const connection = new Scripted();
    const answer = await connection.authentication.answer({
      method: 'GET',
      target: '/',
      version: '1.1',
      fields: [],
    });
    assert.deepEqual([answer.status, connection.refusals], [400, ['400 http-request-malformed']]);
  });

  it('an upgrade to HTTP/2 is not taken, and the request is one of HTTP/1.1 (RFC 9110 7.8)', async () => {
    const connection = new Scripted();
    assert.equal(
      (await connection.ask({ Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c' })).status,
      401,
    );
    assert.deepEqual(connection.refusals, []);
  });

  it('a CONNECT logs in, and is carried nowhere', async () => {
    const connection = new Scripted();
    const client = new NtlmClient();
    const connect = { method: 'CONNECT', target: 'files.example:443' };
    const send = (token: Buffer) =>
      connection.ask({ Authorization: `NTLM ${token.toString('base64')}` }, connect);
    const challenge = tokenIn(await send(client.negotiateMessage), 'NTLM');
    const answer = await send(client.authenticate(challenge));
    assert.deepEqual([answer.status, connection.verdicts], [501, ['accepted']]);
    assert.equal((await connection.ask({}, connect)).status, 501);
  });
});

describe('HTTP: the channel of a login', () => {
  const channelBindings = Buffer.from('tls-server-end-point:0123456789abcdef0123456789abcdef');
  const context = { carrier: 'https', channelBindings } as const;

  it('required by default, and its verdict is told', async () => {
    const connection = new Scripted({ context });
    assert.equal((await connection.login(new NtlmClient())).status, 401);
    assert.deepEqual(connection.verdicts, ['channel-binding-mismatch']);
    const answer = await connection.login(new NtlmClient({ channelBindings }));
    const { proved, channel } = toldIn(answer) as Record<string, Record<string, unknown>>;
    assert.deepEqual([proved?.['channelBindings'], channel], ['right', 'tls']);
  });

  it('when sent: a client without any is let in, and told so', async () => {
    const connection = new Scripted({
      context: { ...context, extendedProtection: { channelBindings: 'when-sent' } },
    });
    const { proved } = toldIn(await connection.login(new NtlmClient())) as Record<
      string,
      Record<string, unknown>
    >;
    assert.equal(proved?.['channelBindings'], 'zero');
  });
});
