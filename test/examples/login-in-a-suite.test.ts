import assert from 'node:assert/strict';
import { type AttemptRecord, createServer } from 'smb2-auth-server';
import { SmbClient } from '../support/smb-client.js';
import { negotiate, tryLogin } from '../support/smb-client-login.js';

/** What the reader of the README puts his own client in the place of. */
async function logIn(port: number, user: string, password: string): Promise<void> {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  await tryLogin(client, { user, password });
  client.close();
}

describe('examples/login-in-a-suite', () => {
  it('logs in with NTLMv2', async () => {
    await using server = createServer({ accounts: [{ name: 'alice', password: 'secret' }] });
    const { port } = await server.listen();
    const attempt = new Promise<AttemptRecord>((resolve) => server.on('attempt', resolve));
    await logIn(port, 'alice', 'secret');
    const { reason, explanation, ntlm } = await attempt;
    assert.equal(reason, 'accepted', explanation);
    assert.equal(ntlm?.version, 'NTLMv2');
  });
});
