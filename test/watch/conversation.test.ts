import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Command, encodeEchoRequest, encodeTreeConnectRequest, frame } from '../../src/smb2-codec/index.js';
import { Inspector } from '../../src/inspect/inspect.js';
import type { Conversation } from '../../src/watch/messages.js';
import { alice } from '../session/support.js';
import { HttpClient } from '../support/http-client.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { encodingsOf } from '../support/secrets-of-run.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';
import { serveWatched } from './support.js';

/** Its steps, a line each; the one that broke has a star. */
function linesOf({ steps }: Conversation): string[] {
  return steps.map(
    ({ from, title, detail, broke }) =>
      `${broke ? '*' : ''}${from}: ${title}${detail === undefined ? '' : ` (${detail})`}`,
  );
}

const negotiated = ['client: NEGOTIATE request', 'server: NEGOTIATE response (STATUS_SUCCESS)'];
const challenged = [
  'client: SESSION_SETUP request (NTLM NEGOTIATE)',
  'server: SESSION_SETUP response (STATUS_MORE_PROCESSING_REQUIRED, NTLM CHALLENGE)',
];
const accepted = [
  ...challenged,
  'client: SESSION_SETUP request (NTLM AUTHENTICATE)',
  'server: SESSION_SETUP response (STATUS_SUCCESS, SPNEGO NegTokenResp)',
];
const refused = [
  ...challenged,
  '*client: SESSION_SETUP request (NTLM AUTHENTICATE)',
  'server: SESSION_SETUP response (STATUS_LOGON_FAILURE)',
];

describe('watch: the conversation', () => {
  it('of SMB has every message with its facts, and marks the one whose check failed', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    await tryLogin(client, { user: 'alice', password: 'wrong' });
    client.close();
    await test.fixture.records(1);
    const conversation = await test.conversation(1);
    assert.deepEqual(linesOf(conversation), [...negotiated, ...refused]);
    assert.deepEqual([conversation.attempt, conversation.omittedBytes], [1, 0]);
    const [hello, , , , proof, answer] = conversation.steps;
    assert.ok(hello?.notes.some((note) => note.startsWith('NEGOTIATE offering 2.0.2, 2.1, 3.0')));
    assert.ok(proof?.notes.includes('check nt-proof failed ([MS-NLMP] 3.2.5.1.2)'));
    assert.equal(proof?.notes.at(-1), 'login refused: wrong-password');
    assert.deepEqual(answer?.notes, ['connection closed by the client']);
    assert.ok(conversation.steps.every(({ bytes }) => bytes > 60));
    // The fixed clock of the server is not that of the page.
    assert.ok(conversation.steps.every(({ time }) => Math.abs(time - Date.now()) < 60_000));
  });

  it('of a further login on a connection has NEGOTIATE, and not the logins before and behind it', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await tryLogin(client, { user: 'alice', password: 'wrong' });
    await login(client);
    client.close();
    await test.fixture.records(3);
    assert.deepEqual(linesOf(await test.conversation(1)), [
      ...negotiated,
      ...accepted,
      'client: TREE_CONNECT request (\\\\server\\disk)',
      'server: TREE_CONNECT response (STATUS_SUCCESS)',
    ]);
    assert.deepEqual(linesOf(await test.conversation(2)), [...negotiated, ...refused]);
    assert.deepEqual(linesOf(await test.conversation(3)), [...negotiated, ...accepted]);
  });

  it('of requests that come at once has each answer, and each fact, behind its request', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    const session = await login(client);
    client.socket.cork();
    for (const share of ['disk', 'nowhere'])
      client.send(
        Command.TREE_CONNECT,
        (w) => encodeTreeConnectRequest(w, { flags: 0, path: `\\\\server\\${share}` }),
        { session },
      );
    client.socket.uncork();
    await client.receive();
    await client.receive();
    client.close();
    await test.fixture.treeRecords(2);
    await test.fixture.records(1);
    const conversation = await test.conversation(1);
    assert.deepEqual(linesOf(conversation).slice(6), [
      'client: TREE_CONNECT request (\\\\server\\disk)',
      'server: TREE_CONNECT response (STATUS_SUCCESS)',
      'client: TREE_CONNECT request (\\\\server\\nowhere)',
      'server: TREE_CONNECT response (STATUS_BAD_NETWORK_NAME)',
    ]);
    const granted = conversation.steps[6]?.notes ?? [];
    assert.ok(granted.includes('TREE_CONNECT “\\\\server\\disk” granted'), String(granted));
    assert.ok(conversation.steps[8]?.notes.some((note) => /nowhere.*STATUS_BAD_NETWORK_NAME/.test(note)));
  });

  it('has the name of an encrypted request where a fact tells it', async () => {
    await using test = await serveWatched({ policy: { encryption: 'required' } });
    const client = await test.fixture.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    client.close();
    await test.fixture.records(1);
    assert.deepEqual(linesOf(await test.conversation(1)).slice(6), [
      'client: TREE_CONNECT request (encrypted)',
      'server: encrypted response',
    ]);
  });

  it('of what is no SMB has it as one message, which broke', async () => {
    await using test = await serveWatched();
    const socket = connect(test.fixture.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    await test.fixture.records(1);
    const conversation = await test.conversation(1);
    assert.deepEqual(linesOf(conversation), ['*client: not SMB']);
    assert.match(conversation.steps[0]?.notes[0] ?? '', /^not the protocol of the port but HTTP/);
  });

  it('of a client that leaves in the middle of a message has its beginning, and nothing that broke', async () => {
    await using test = await serveWatched();
    const client = await SmbClient.connect(test.fixture.port);
    await negotiate(client);
    client.socket.end(frame(client.message(Command.ECHO, encodeEchoRequest)).subarray(0, 30));
    await client.closed;
    await test.fixture.records(1);
    assert.deepEqual(linesOf(await test.conversation(1)), [
      ...negotiated,
      'client: SMB2 request (incomplete)',
    ]);
  });

  it('of HTTP has status and token of each message, and never a target or a password', async () => {
    await using test = await serveWatched({ http: { port: 0 } });
    const { port = 0 } = test.fixture.server.addresses.http ?? {};
    using client = await HttpClient.connect(port);
    await client.ask({ Authorization: `Basic ${Buffer.from('alice:secret').toString('base64')}` });
    await client.login(
      new NtlmClient({ user: 'alice', password: 'wrong' }),
      'NTLM',
      'GET /x?token=tk HTTP/1.1',
    );
    await client.login(
      new NtlmClient({ user: 'alice', password: 'secret' }),
      'Negotiate',
      'POST /form HTTP/1.1',
      'a=b',
    );
    client.socket.end();
    await test.fixture.records(2);
    const first = await test.conversation(1);
    assert.deepEqual(linesOf(first), [
      'client: HTTP GET (Basic)',
      'server: HTTP 401 (Negotiate; NTLM)',
      'client: HTTP GET (NTLM, NTLM NEGOTIATE)',
      'server: HTTP 401 (NTLM, NTLM CHALLENGE)',
      '*client: HTTP GET (NTLM, NTLM AUTHENTICATE)',
      'server: HTTP 401 (Negotiate; NTLM)',
    ]);
    const second = await test.conversation(2);
    assert.deepEqual(linesOf(second).slice(2), [
      'client: HTTP POST (Negotiate, NTLM NEGOTIATE)',
      'server: HTTP 401 (Negotiate, NTLM CHALLENGE)',
      'client: HTTP POST (Negotiate, NTLM AUTHENTICATE)',
      'server: HTTP 200',
    ]);
    assert.doesNotMatch(JSON.stringify([first, second]), /tk|a=b|secret/);
    for (const form of encodingsOf(Buffer.from('alice:secret')))
      assert.ok(!JSON.stringify([first, second]).includes(form));
  });

  it('of HTTP in TLS is told by facts: the bytes are encrypted', async () => {
    await using test = await serveWatched({ http: { port: 0, tls: true } });
    const { port = 0 } = test.fixture.server.addresses.https ?? {};
    using client = await HttpClient.connect(port, true);
    await client.login(new NtlmClient({ user: 'alice', password: 'wrong' }));
    client.socket.destroy();
    await test.fixture.records(1);
    const conversation = await test.conversation(1);
    assert.deepEqual(linesOf(conversation).slice(0, 2), [
      'client: TLS (ClientHello)',
      'server: TLS (ServerHello)',
    ]);
    const told = linesOf(conversation).filter((line) => /HTTP/.test(line));
    assert.deepEqual(told, [
      'client: HTTP GET (Authorization: NTLM)',
      'server: HTTP response (in TLS)',
      '*client: HTTP request (in TLS)',
      'server: HTTP response (in TLS)',
    ]);
  });

  it('has hostile names as data, printable, and no secret', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    const user = '<img src=x onerror=alert(1)>\u202e\n</script>';
    await tryLogin(client, { user, password: 'wrong' });
    const session = await login(client);
    await client.treeConnect('\\\\server\\\u202e<b>\u0007', { session });
    client.close();
    await test.fixture.records(2);
    for (const attempt of [1, 2]) {
      const answer = await test.get(`/watch/attempts/${attempt}/conversation`);
      assert.equal(answer.headers.get('content-type'), 'application/json');
      const text = await answer.text();
      assert.match(text, /^[ -~“”‘’…–—·×→]*$/);
      for (const { title, detail = '', notes } of (JSON.parse(text) as Conversation).steps)
        assert.match([title, detail, ...notes].join(''), /^[ -~“”‘’…–—·×→]*$/);
      const secret = Buffer.from(alice.password);
      for (const form of [...encodingsOf(secret), alice.password]) assert.ok(!text.includes(form), form);
    }
  });

  it('of a login on a long connection has its messages, and the first login’s are left out and counted', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    const session = await login(client);
    for (let count = 0; count < 500; count += 1) await client.treeConnect('disk', { session });
    await tryLogin(client, { user: 'alice', password: 'wrong' });
    client.close();
    await test.fixture.records(2);
    const second = await test.conversation(2);
    assert.deepEqual(linesOf(second), [...negotiated, ...refused]);
    assert.ok(second.omittedBytes > 20_000, String(second.omittedBytes));
    assert.deepEqual(linesOf(await test.conversation(1)), negotiated);
    const capture = await test.get('/watch/attempts/2/capture');
    const [section] = new Inspector().inspect(Buffer.from(await capture.arrayBuffer()));
    assert.match(
      JSON.stringify(section?.sections.slice(-2)),
      /NTLM AUTHENTICATE_MESSAGE.*STATUS_LOGON_FAILURE/,
    );
  });

  it('of thousands of messages is short, and says how many bytes it has left out', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    const keepAlive = Buffer.from([0x85, 0, 0, 0]);
    client.sendRaw(Buffer.concat(Array.from({ length: 50_000 }, () => keepAlive)));
    client.sendRaw(Buffer.from('not SMB'));
    await client.closed;
    await test.fixture.records(1);
    const { steps, omittedBytes } = await test.conversation(1);
    assert.equal(steps.length, 500);
    assert.ok(omittedBytes > 100_000, String(omittedBytes));
  });
});
