import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { alice, smbclient } from '../support/smbclient.js';
import { startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

describe('smbclient and the configuration file', () => {
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'smbclient');
  });

  /** A server with alice, who is staff, and bob, who is not, and what else is given. */
  function serve(configuration: object) {
    const file = join(folder(), 'smb2.json');
    const accounts = [
      { ...alice, groups: ['staff'] },
      { name: 'bob', password: alice.password },
    ];
    writeFileSync(file, JSON.stringify({ accounts, ...configuration }));
    return startCli(['--config', file]);
  }

  const bob = ['-U', `bob%${alice.password}`];

  it('a share is granted by name, by group and to everybody', async () => {
    await using server = await serve({
      shares: [
        { name: 'files', temporary: true, access: { alice: 'write' } },
        { name: 'team', temporary: true, access: { '@staff': 'read' } },
        { name: 'public', temporary: true, access: { '*': 'read', bob: 'none' } },
        { name: 'closed', temporary: true, access: {} },
      ],
    });
    const { port } = server;
    for (const share of ['files', 'team', 'public']) {
      assert.equal((await smbclient({ port, share })).code, 0, share);
      const { code, stdout } = await smbclient({ port, share, login: bob });
      assert.deepEqual(
        { code, stdout },
        { code: 1, stdout: 'tree connect failed: NT_STATUS_ACCESS_DENIED\n' },
        share,
      );
    }
    const { stdout } = await smbclient({ port, share: 'closed' });
    assert.equal(stdout, 'tree connect failed: NT_STATUS_ACCESS_DENIED\n');
  });

  it('policy.dialects leaves out what it leaves out', async () => {
    await using server = await serve({
      shares: [{ name: 'files', temporary: true }],
      policy: { dialects: ['2.1', '3.0'] },
    });
    const { port } = server;
    assert.equal((await smbclient({ port })).code, 0);
    assert.equal((await smbclient({ port, protocol: 'SMB2_10' })).code, 0);
    const { code, stdout } = await smbclient({ port, protocol: 'SMB2_02' });
    assert.deepEqual([code, stdout], [1, 'protocol negotiation failed: NT_STATUS_NOT_SUPPORTED\n']);
  });

  it('policy.signing required is required', async () => {
    await using server = await serve({
      shares: [{ name: 'files', temporary: true }],
      policy: { signing: 'required' },
    });
    const { port } = server;
    for (const protocol of ['SMB2_02', 'SMB2_10', 'SMB3_00', 'SMB3_02', 'SMB3_11']) {
      assert.equal((await smbclient({ port, protocol })).code, 0, protocol);
    }
  });

  it('an account that is disabled is told so, but only with the right password', async () => {
    await using server = await serve({ accounts: [{ ...alice, status: 'disabled' }] });
    const { port } = server;
    const right = await smbclient({ port });
    assert.deepEqual([right.code, right.stdout], [1, 'session setup failed: NT_STATUS_ACCOUNT_DISABLED\n']);
    const wrong = await smbclient({ port, login: ['-U', `${alice.name}%wrong`] });
    assert.deepEqual([wrong.code, wrong.stdout], [1, 'session setup failed: NT_STATUS_LOGON_FAILURE\n']);
  });

  it('an account that may not use NTLM is told so, but only with the right password', async () => {
    await using server = await serve({ accounts: [{ ...alice, ntlm: 'refuse' }] });
    const { port } = server;
    const right = await smbclient({ port });
    assert.deepEqual(
      [right.code, right.stdout],
      [1, 'session setup failed: NT_STATUS_ACCOUNT_RESTRICTION\n'],
    );
    const wrong = await smbclient({ port, login: ['-U', `${alice.name}%wrong`] });
    assert.deepEqual([wrong.code, wrong.stdout], [1, 'session setup failed: NT_STATUS_LOGON_FAILURE\n']);
  });
});
