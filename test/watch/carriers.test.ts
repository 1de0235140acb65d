import assert from 'node:assert/strict';
import { AuthLevel } from '../../src/rpc/pdu/index.js';
import { Capture } from '../../src/capture/capture.js';
import { bothTaps } from '../../src/server/both-taps.js';
import type { Conversation } from '../../src/watch/messages.js';
import { loginWithNtlm } from '../rpc/support/bind-logins.js';
import { ipcSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { rpcOverTcp } from '../rpc/support/rpc-over-tcp.js';
import { alice, serve } from '../session/support.js';
import { CredSspClient, passwordCredentials } from '../support/credssp-client.js';
import { CredSspWire, everythingFrom } from '../support/credssp-connection.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { ntlmTokens, spnegoTokens } from '../support/gss-clients.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { login } from '../support/smb-client-login.js';
import { serveWatched, watchOf } from './support.js';

function linesOf({ steps }: Conversation): string[] {
  return steps.map(
    ({ from, title, detail, broke }) =>
      `${broke ? '*' : ''}${from}: ${title}${detail === undefined ? '' : ` (${detail})`}`,
  );
}

const HYBRID = { negotiation: { flags: 0, requestedProtocols: 3 }, cookie: 'alice' };

describe('watch: the conversation of other carriers', () => {
  it('of RPC over TCP has every PDU and the token in it', async () => {
    await using test = await serveWatched({ rpc: { port: 0 } });
    const { port = 0 } = test.fixture.server.addresses.rpc ?? {};
    for (const password of ['wrong', alice.password]) {
      await using tcp = await rpcOverTcp(port);
      await loginWithNtlm(tcp.rpc, AuthLevel.PKT_INTEGRITY, { user: 'alice', password });
      await tcp.rpc.request(15, Buffer.alloc(0));
    }
    await test.fixture.records(2);
    assert.deepEqual(linesOf(await test.conversation(1)), [
      'client: BIND (NTLM NEGOTIATE)',
      'server: BIND_ACK (NTLM CHALLENGE)',
      '*client: AUTH3 (NTLM AUTHENTICATE)',
      'client: REQUEST',
      'server: FAULT',
    ]);
    assert.deepEqual(linesOf(await test.conversation(2)).slice(2, 4), [
      'client: AUTH3 (NTLM AUTHENTICATE)',
      'client: REQUEST',
    ]);
  });

  it('of a login in a pipe has NEGOTIATE, and the pipe, and not the login of its session', async () => {
    await using test = await serveWatched();
    const client = await test.fixture.negotiated();
    const { rpc } = await rpcOverSmb(await ipcSession(client, {}));
    await loginWithNtlm(rpc, AuthLevel.PKT_INTEGRITY, { user: 'bob', password: 'wrong' });
    client.close();
    await test.fixture.records(2);
    const conversation = await test.conversation(2);
    const lines = linesOf(conversation);
    assert.deepEqual(lines.slice(0, 2), [
      'client: NEGOTIATE request',
      'server: NEGOTIATE response (STATUS_SUCCESS)',
    ]);
    assert.ok(!lines.some((line) => line.includes('SESSION_SETUP')), String(lines));
    const broken = conversation.steps.find(({ broke }) => broke);
    assert.ok(broken?.notes.includes('check nt-proof failed ([MS-NLMP] 3.2.5.1.2)'), String(lines));
  });

  it('of CredSSP in RDP has the negotiation in the clear, and each TSRequest by its fact', async () => {
    await using test = await serveWatched({ credssp: { port: 0, tls: { generate: 'ecdsa' } } });
    const { port = 0 } = test.fixture.server.addresses.credssp ?? {};
    for (const password of ['wrong', alice.password]) {
      await using wire = await CredSspWire.open(port, HYBRID);
      const gss = spnegoTokens(ntlmTokens(new NtlmClient({ user: 'alice', password })));
      const client = new CredSspClient(gss, { subjectPublicKey: wire.subjectPublicKey });
      await client.bind(wire.exchange);
      if (password === 'wrong') continue;
      wire.tls.end(client.credentials(passwordCredentials('alice', password, '')));
      await everythingFrom(wire.tls);
    }
    await test.fixture.records(2);
    const refused = linesOf(await test.conversation(1));
    assert.deepEqual(refused.slice(0, 4), [
      'client: RDP connection request',
      'server: RDP connection confirm',
      'client: TLS (ClientHello)',
      'server: TLS (ServerHello)',
    ]);
    const told = (lines: readonly string[]): string[] => lines.filter((line) => line.includes('TSRequest'));
    assert.deepEqual(told(refused), [
      'client: TSRequest (version 6: clientNonce, negoTokens)',
      'server: TSRequest (in TLS)',
      '*client: TSRequest (version 6: clientNonce, negoTokens)',
      'server: TSRequest (in TLS)',
    ]);
    const accepted = linesOf(await test.conversation(2));
    assert.deepEqual(told(accepted).at(-1), 'client: TSRequest (version 6: authInfo, clientNonce)');
    assert.ok(!accepted.some((line) => line.startsWith('*')));
  });

  it('and a capture of the whole server have the words of facts at once', async () => {
    const chunks: Buffer[] = [];
    const runtime = new FixedRuntime();
    const watch = watchOf();
    const tap = bothTaps(new Capture({ runtime, write: (bytes) => chunks.push(bytes) }), watch.tap);
    await using fixture = await serve({ tap }, runtime);
    watch.observe(fixture.server);
    const client = await fixture.negotiated();
    await login(client);
    client.close();
    await fixture.records(1);
    const answer = await watch.routes.request('/watch/attempts/1/conversation', {
      headers: { host: '127.0.0.1', authorization: `Bearer ${watch.token}` },
    });
    const words = 'the client names user “alice”';
    assert.ok((await answer.text()).includes(words));
    assert.ok(Buffer.concat(chunks).includes(words));
  });
});
