import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { cliPath, type OutputRecord } from '../support/start-cli.js';

/** The other versions; `npm run interop:node` installs them, and runs every test with each. */
const versions = ['22', '24'].map((version) => ({
  version,
  node: resolve(`test/runners/node-versions/node_modules/node-${version}/bin/node`),
}));

/** Tests whose results depend on Node.js the most: cryptography, buffers, and when a socket calls itself full. */
const sensitive = [
  ...['crypto', 'protection', 'credssp'].map((folder) => `build/test/${folder}/*.test.js`),
  'build/test/server/slow-reader.test.js',
];

describe('Node.js', function () {
  this.timeout(120_000);

  for (const { version, node } of versions)
    describe(version, () => {
      before(function () {
        // They are packages for one kind of machine.
        const { platform, arch } = process;
        requireProgram(this, node, platform === 'linux' && arch === 'x64');
        requireProgram(this, 'smbclient');
      });

      it('is that version', async () => {
        const { stdout } = await run(node, ['--version']);
        assert.match(stdout, new RegExp(`^v${version}\\.\\d+\\.\\d+\\n$`));
      });

      it('serves smbclient from the command line, and warns of nothing', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'smb2-node-'));
        const args = ['serve', '--json', '--port', '0', '--user', 'alice:secret', '--share', 'files'];
        const server = spawn(node, [cliPath, ...args], {
          stdio: ['ignore', 'pipe', 'pipe'],
          cwd: folder,
        });
        try {
          const ended = once(server, 'close');
          let log = '';
          server.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
          const records: OutputRecord[] = [];
          const lines = createInterface(server.stdout);
          lines.on('line', (line) => records.push(JSON.parse(line) as OutputRecord));
          await once(lines, 'line');
          const port = records[0]?.['port'];
          const login = ['//127.0.0.1/files', '-p', String(port), '-U', 'alice%secret', '-c', 'ls'];
          const { code, stdout } = await run('smbclient', login);
          assert.equal(code, 0, stdout + log);
          server.kill('SIGTERM');
          assert.deepEqual(await ended, [0, null], log);
          const attempts = records.filter(({ type }) => type === 'Authentication');
          assert.equal(attempts.length, 1);
          assert.match(JSON.stringify(attempts), /"reason":"accepted"/);
          assert.doesNotMatch(log, /warn/i);
        } finally {
          server.kill('SIGKILL');
          rmSync(folder, { recursive: true });
        }
      });

      it('loads the package from CommonJS and from a module of ECMAScript', async () => {
        const names =
          'Object.keys(loaded).filter((name) => /^(create|start)Server$/.test(name)).sort().join()';
        const forms = [
          ['--input-type=commonjs', "const loaded = require('smb2-auth-server')"],
          ['--input-type=module', "import * as loaded from 'smb2-auth-server'"],
        ] as const;
        for (const [form, load] of forms) {
          const { stdout, stderr } = await run(node, [form, '--eval', `${load}; console.log(${names});`]);
          assert.deepEqual(
            { form, stdout, stderr },
            { form, stdout: 'createServer,startServer\n', stderr: '' },
          );
        }
      });

      it('passes the tests of cryptography, of protection, of CredSSP and of slow readers', async () => {
        const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'dot', ...sensitive];
        const { code, stdout } = await run(node, mocha, { timeout: 100_000 });
        assert.equal(code, 0, stdout);
        assert.ok(Number(/(\d+) passing/.exec(stdout)?.[1]) > 200, stdout);
      });
    });
});
