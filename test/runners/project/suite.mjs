import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The steps of an embedder’s tests of an SMB client, with smbclient as the client.
 *
 * @param test of the runner
 * @param load resolves with what the package exports
 */
export function defineSuite(test, load) {
  async function withServer(use) {
    const errors = [];
    const { startServer } = await load();
    const server = await startServer({
      users: { alice: 'secret' },
      shares: ['files'],
      logger: { error: (message, { error }) => errors.push(`${message}: ${error?.stack}`), warn: () => {} },
    });
    try {
      await use(server);
    } finally {
      await server.close();
    }
    assert.deepEqual(errors, []);
  }

  test('a login', () =>
    withServer(async (server) => {
      const { code } = await smbclient(server, 'exit');
      const { proof } = await server.expectAccepted('alice');
      assert.equal(proof?.version, 'NTLMv2');
      assert.equal(code, 0);
    }));

  test('a file', () =>
    withServer(async (server) => {
      const folder = await mkdtemp(join(tmpdir(), 'runner-'));
      try {
        await writeFile(join(folder, 'sent'), 'hello');
        const transfer = await smbclient(
          server,
          `lcd ${folder}; mkdir new; put sent new\\there; get new\\there back`,
        );
        assert.equal(transfer.code, 0, transfer.output);
        assert.equal(await readFile(join(folder, 'back'), 'utf8'), 'hello');
        const missing = await smbclient(server, 'get missing');
        assert.match(missing.output, /NT_STATUS_OBJECT_NAME_NOT_FOUND/);
      } finally {
        await rm(folder, { recursive: true });
      }
    }));

  test('a refusal', () =>
    withServer(async (server) => {
      const { output } = await smbclient(server, 'exit', 'Secret');
      assert.match(output, /NT_STATUS_LOGON_FAILURE/);
      const { explanation } = await server.expectRefused('alice', 'mangled-password');
      assert.match(explanation, /first letter in upper case/);
    }));

  test('an account that expires', () =>
    withServer(async (server) => {
      // A Date of the runner’s own context.
      server.accounts.update('alice', { expiresAt: new Date(server.clock.now + 86_400_000) });
      assert.equal((await smbclient(server, 'exit')).code, 0);
      await server.clock.advance({ days: 1 });
      const { output } = await smbclient(server, 'exit');
      assert.match(output, /NT_STATUS_ACCOUNT_EXPIRED/);
      const reasons = [];
      for await (const { reason } of server) {
        reasons.push(reason);
        if (reasons.length === 2) break;
      }
      assert.deepEqual(reasons, ['accepted', 'account-expired']);
    }));

  test('two servers that never meet', () =>
    withServer((one) =>
      withServer(async (two) => {
        two.accounts.update('alice', { status: 'disabled' });
        await smbclient(one, 'exit');
        await smbclient(two, 'exit');
        await one.expectAccepted('alice');
        await two.expectRefused('alice', 'account-disabled');
      }),
    ));
}

function smbclient({ port }, commands, password = 'secret') {
  const login = ['-U', `alice%${password}`, '-s', '/dev/null'];
  return new Promise((resolve) => {
    execFile(
      'smbclient',
      ['//127.0.0.1/files', '-p', String(port), ...login, '-c', commands],
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });
}
