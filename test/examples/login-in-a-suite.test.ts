import assert from 'node:assert/strict';
import { startServer } from 'smb2-auth-server';
import { logIn } from './my-client.js';

describe('examples/login-in-a-suite', () => {
  it('logs in with NTLMv2, and is told that the password has expired', async () => {
    await using server = await startServer({ users: { alice: 'pw' }, shares: ['data'] });
    const { proof } = await server.expectAccepted('alice', {
      during: logIn(server.url('data'), 'alice', 'pw'),
    });
    assert.equal(proof?.version, 'NTLMv2');

    server.accounts.update('alice', { passwordExpiresAt: server.clock.now + 60_000 });
    await server.clock.advance({ minutes: 1 });
    await server.expectRefused('alice', 'password-expired', {
      during: logIn(server.url('data'), 'alice', 'pw'),
    });
  });
});
