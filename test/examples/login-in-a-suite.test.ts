import assert from 'node:assert/strict';
import { createServer } from 'smb2-auth-server';
import { logIn } from './my-client.js';

describe('examples/login-in-a-suite', () => {
  it('logs in with NTLMv2', async () => {
    await using server = createServer({ accounts: [{ name: 'alice', password: 'secret' }] });
    const { host, port } = await server.listen();
    const attempt = server.next('attempt');
    await logIn(host, port, 'alice', 'secret').catch(() => {});
    const { reason, explanation, proof } = await attempt;
    assert.equal(reason, 'accepted', explanation);
    assert.equal(proof?.version, 'NTLMv2');
  });
});
