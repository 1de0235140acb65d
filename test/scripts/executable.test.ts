import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { platform } from 'node:process';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

describe('npm run executable', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  let program = '';

  before(async function () {
    requireProgram(this, 'smbclient');
    const { code, stdout, stderr } = await run(process.execPath, ['scripts/executable.mjs', '--as-built'], {
      timeout: 100_000,
    });
    assert.equal(code, 0, stdout + stderr);
    const suffix = platform === 'win32' ? '.exe' : '';
    program = join(folder(), `anything${suffix}`);
    // Under another name, and with nothing of the project beside it.
    copyFileSync(resolve(`build/executable/smb2-auth-server${suffix}`), program);
  });

  it('makes one file that says its version, warns of nothing and needs nothing beside it', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const { code, stdout, stderr } = await run(program, ['--version'], { cwd: folder() });
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: `${version}\n`, stderr: '' });
    assert.deepEqual(readdirSync(folder()), ['anything']);
  });

  it('has the licenses of what is inside beside it', () => {
    const licenses = readFileSync('build/executable/LICENSES.txt', 'utf8');
    for (const name of ['MIT License', 'commander 14.', 'winston 3.'])
      assert.ok(licenses.includes(name), name);
  });

  for (const [how, args] of [
    ['alone, with its control API', ['--control', '0']],
    ['by two workers', ['--workers', '2']],
  ] as const)
    it(`serves smbclient ${how}`, async () => {
      const portFile = join(folder(), 'port');
      const common = ['--user', 'alice:secret', '--share', 'data', '--port', '0', '--port-file', portFile];
      const server = spawn(program, ['serve', '--json', ...common, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      try {
        let said = '';
        let log = '';
        server.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
        server.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
        await until('it listens', () => existsSync(portFile));
        if (args[0] === '--control') {
          const { url, token } = JSON.parse(readFileSync(`${portFile}.control`, 'utf8')) as Record<
            string,
            string
          >;
          const headers = { authorization: `Bearer ${token}` };
          const document = (await (await fetch(`${url}/openapi.json`, { headers })).json()) as {
            openapi: string;
          };
          assert.match(document.openapi, /^3\.1\./);
        }
        const port = readFileSync(portFile, 'utf8').trim();
        const login = ['//127.0.0.1/data', '-p', port, '-U', 'alice%secret', '-c', 'ls'];
        const { code, stdout } = await run('smbclient', login);
        assert.equal(code, 0, stdout + log);
        await until('the login is told', () => said.includes('"reason":"accepted"'));
        server.kill('SIGTERM');
        assert.deepEqual(await once(server, 'close'), [0, null], log);
      } finally {
        server.kill('SIGKILL');
      }
    });
});
