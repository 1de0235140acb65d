import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const account = { name: 'alice', password: 'secret' };

/**
 * The steps of an embedder’s tests of an SMB client, with smbclient as the client.
 *
 * @param test of the runner
 * @param load resolves with what the package exports
 */
export function defineSuite(test, load) {
  async function withServer(use) {
    const errors = [];
    const { createServer } = await load();
    const server = createServer({
      accounts: [account],
      shares: [{ name: 'files', temporary: true }],
      logger: { error: (message, { error }) => errors.push(`${message}: ${error?.stack}`), warn: () => {} },
    });
    try {
      await use(server, (await server.listen()).port);
    } finally {
      await server.close();
    }
    assert.deepEqual(errors, []);
  }

  test('a login', () =>
    withServer(async (server, port) => {
      const attempt = server.next('attempt');
      const { code } = await smbclient(port, 'exit');
      const { reason, explanation, proof } = await attempt;
      assert.equal(reason, 'accepted', explanation);
      assert.equal(proof?.version, 'NTLMv2');
      assert.equal(code, 0);
    }));

  test('a file', () =>
    withServer(async (_server, port) => {
      const folder = await mkdtemp(join(tmpdir(), 'runner-'));
      try {
        await writeFile(join(folder, 'sent'), 'hello');
        const transfer = await smbclient(
          port,
          `lcd ${folder}; mkdir new; put sent new\\there; get new\\there back`,
        );
        assert.equal(transfer.code, 0, transfer.output);
        assert.equal(await readFile(join(folder, 'back'), 'utf8'), 'hello');
        const missing = await smbclient(port, 'get missing');
        assert.match(missing.output, /NT_STATUS_OBJECT_NAME_NOT_FOUND/);
      } finally {
        await rm(folder, { recursive: true });
      }
    }));

  test('a refusal', () =>
    withServer(async (server, port) => {
      const attempt = server.next('attempt');
      const { output } = await smbclient(port, 'exit', 'Secret');
      assert.match(output, /NT_STATUS_LOGON_FAILURE/);
      const { reason, explanation } = await attempt;
      assert.equal(reason, 'mangled-password');
      assert.match(explanation, /first letter in upper case/);
    }));
}

function smbclient(port, commands, password = account.password) {
  const login = ['-U', `${account.name}%${password}`, '-s', '/dev/null'];
  return new Promise((resolve) => {
    execFile(
      'smbclient',
      ['//127.0.0.1/files', '-p', String(port), ...login, '-c', commands],
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });
}
